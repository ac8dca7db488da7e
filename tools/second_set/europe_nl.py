"""The Netherlands."""

from europe_base import CHECKED, Country, by, checked, digits, lit, longer, pick, shape, shorter, weighted

NL = Country("NL", """
Bestelling § is verzonden op 12-03-2026
Factuurnummer § staat nog open
Uw pakket § wordt vandaag bezorgd
Artikel § is tijdelijk uitverkocht
Werkbon § afgerond door monteur
Klantnummer webshop §
Slimme meter, meternummer §
""")


# BSN: Wet algemene bepalingen burgerservicenummer, RvIG; eleven-test with 9 8 7 6 5 4 3 2 and -1.
def bsn_ok(v):
    v = v.zfill(9) if len(v) == 8 else v
    return len(v) == 9 and v.isdigit() and weighted(v, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0 and int(v) > 0


bsn = checked(lambda r: r.choice("123456789") + digits(r, 7), bsn_ok)
NL.detector("nl.bsn", bsn, ok=bsn_ok, fmts=("plain", "####.##.###", "plain", "#### ## ###", "### ### ###"),
            columns="bsn|burgerservicenummer|BSN|bsn_nummer|sofinummer|client_bsn|bsnNummer|patient_bsn|sofi_nr|BSN-nummer"
                    "|medewerker_bsn",
            cues="""
BSN: §
Mijn burgerservicenummer is §, kunt u het dossier bijwerken?
{"naam":"Sanne de Wit","bsn":"§"}
§ (BSN van de cliënt)
Burgerservicenummer (BSN) § – geboortedatum 02-05-1984
Loonstrook februari: BSN §, loonheffingskorting: ja
VECOZO controle op verzekeringsrecht bsn=§ uitkomst=verzekerd
Naam;Geboortedatum;BSN\\nBakker;02-05-1984;§
Sofinummer § (oude kaart)
Verwijsbrief: patiënt J. Hoekstra, BSN §, huisarts Van Dam
Voor de aangifte hebben wij ook het BSN van uw partner nodig. -- Dat is §.
Dutch citizen service number (BSN): §
""", near=CHECKED + [lit("onbekend", "aangevraagd", "000000000")])


# Passport and identity card: RvIG; nine characters, two letters, six letters or digits, a digit; never the letter O.
def document(rng):
    first = rng.choice(("N", "S", "B", "I")) + pick(rng, "ABCDEFGHJKLMNPRSTUVWXYZ")
    return first + pick(rng, "ABCDEFGHJKLMNPRSTUVWXYZ123456789") + pick(rng, "123456789") \
        + pick(rng, "ABCDEFGHJKLMNPRSTUVWXYZ123456789", 3) + pick(rng, "123456789", 2)


NL.detector("nl.passport", document,
            columns="paspoort|paspoortnummer|paspoort_nr|documentnummer_paspoort|Paspoortnummer|idkaart_nummer"
                    "|nummer_identiteitskaart|paspoortnr|identiteitskaart_nr|+passport_number",
            cues="""
Paspoortnummer: §
Paspoort § afgegeven door de burgemeester van Utrecht
{"soort":"paspoort","nummer":"§"}
§ (nummer identiteitskaart)
Mijn paspoortnummer is §, geldig tot 08-09-2031.
Identiteitskaart nummer § gecontroleerd bij indiensttreding
Reiziger: Femke Visser, paspoort §
Aangifte vermissing paspoort met nummer §
Dutch passport number §
+Passport no. §, nationality Dutch
Kopie paspoort aanwezig, paspoortnr. §
""",
            near=[shorter, longer, by(lambda r: document(r)[:4] + "O" + document(r)[5:]), by(lambda r: document(r)[:8] + "K"),
                  lit("verlopen", "08-09-2031", "niet aanwezig")], look_n=6)

# Driving licence: RDW, ten digits.
NL.detector("nl.driving", lambda r: r.choice("3456") + digits(r, 9),
            columns="rijbewijs|rijbewijsnummer|rijbewijs_nr|nummer_rijbewijs|Rijbewijsnummer|rijbewijsnr|rijbewijs_nummer"
                    "|+driving_licence_number|rijbewijsNr",
            cues="""
Rijbewijsnummer: §
Rijbewijs § categorie B en BE
{"bestuurder":"Daan Smit","rijbewijsnummer":"§"}
§ (rijbewijsnummer)
Het rijbewijs met nummer § is ongeldig verklaard.
Huurovereenkomst: bestuurder toont rijbewijs nr. §
Rijbewijscontrole lease: Lotte Mulder, rijbewijsnummer §
Mijn rijbewijsnummer is §.
Dutch driving licence number (rijbewijs) §
rijbewijs=§ status=geldig
""", near=[shorter, longer, by(lambda r: digits(r, 7)), by(shape("99999A9999")), lit("categorie B", "verlopen", "03-2030")], look_n=6)

if __name__ == "__main__":
    NL.write()
