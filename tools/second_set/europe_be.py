"""Belgium."""

from europe_base import Country, birthday, by, digits, lit, longer, shape, shorter, swapped, wrong_check

BE = Country("BE", """
Bestelling § werd verzonden
Facture § à payer avant le 30/04/2026
Votre colis § est en route
Leveringsbon § getekend aan de balie
Référence dossier interne §
Artikelnummer § niet meer leverbaar
Compteur d'eau n° §
""")


# National register number: KB/AR 3 April 1984; 97 - (first nine mod 97), 2 in front of them for births from 2000.
def nn_ok(v):
    if len(v) != 11 or not v.isdigit():
        return False
    return any(97 - int(lead + v[:9]) % 97 == int(v[9:]) for lead in ("", "2")) and int(v[2:4]) % 20 <= 12 \
        and int(v[4:6]) <= 31


def nn_stem(rng, month=None, day=None):
    born = birthday(rng)
    stem = "%02d%02d%02d%03d" % (born.year % 100, month or born.month, day or born.day, rng.randrange(1, 997))
    return stem + "%02d" % (97 - int(("2" if born.year >= 2000 else "") + stem) % 97)


def nn_date(rng):
    return nn_stem(rng, month=rng.choice((13, 14, 15, 17, 18, 19)))


BE.detector("be.nn", nn_stem, ok=nn_ok, fmts=("plain", "##.##.##-###.##", "plain", "##.##.##-###-##", "######-###-##", "###### ### ##"),
            columns="rijksregisternummer|rrn|numero_national|insz|niss|num_registre_national|nationaal_nummer|INSZ|NISS"
                    "|n° registre national|rijksregister_nr|national_register_number",
            cues="""
Rijksregisternummer: §
N° de registre national : §
{"naam":"Lien Peeters","insz":"§"}
Mon numéro national est le §, faut-il joindre la carte ?
§ (rijksregisternummer van de werknemer)
Travailleur : Benoît Dubois, NISS §, entrée en service 02/03/2026
Mijn rijksregisternummer is § en ik woon in Mechelen.
DmfA aangifte – INSZ § – werkgeverskengetal 083
Numéro de registre national du conjoint : §
naam;voornaam;rijksregisternr\\nClaes;Wout;§
eHealth consultation log: insz=§ purpose=therapeutic
Belgian national number (rijksregisternummer) §
""",
            near=[wrong_check(), swapped, by(nn_date), shorter, longer, wrong_check(7), by(nn_date), lit("onbekend", "à compléter")],
            )


# Identity card: twelve digits 3-7-2, the last two are the first ten mod 97 (97 for 0).
def card_ok(v):
    return len(v) == 12 and v.isdigit() and (int(v[:10]) % 97 or 97) == int(v[10:])


def card(rng):
    stem = "59" + str(rng.randrange(1, 6)) + digits(rng, 7)
    return stem + "%02d" % (int(stem) % 97 or 97)


BE.detector("be.id_card", card, ok=card_ok, fmts=("###-#######-##", "plain", "###-#######-##"),
            columns="identiteitskaart|carte_identite|eid_nummer|num_carte_identite|identiteitskaartnummer|eid_number"
                    "|n° carte d'identité|identiteitskaart_nr|eid_card_number|kaartnummer_eid",
            cues="""
Identiteitskaartnummer: §
Carte d'identité n° § délivrée à Liège
{"eid":{"cardNumber":"§"},"land":"BE"}
§ (nummer van de identiteitskaart)
Numéro de carte d'identité : §
Mijn identiteitskaart heeft nummer §.
Volmacht – houder van identiteitskaart §
Le locataire, carte d'identité §, s'engage à…
eID nummer § uitgelezen met kaartlezer
Belgian identity card number §
""",
            near=[wrong_check(), swapped, shorter, longer, wrong_check(6), lit("vervallen", "verloren", "04/2031")])

BE.detector("be.passport", shape("EA999999"),
            columns="paspoort|passeport|paspoortnummer|numero_passeport|paspoort_nr|n° passeport|paspoortnr|num_passeport"
                    "|+passport_number|+passport_no",
            cues="""
+Paspoortnummer: §
+Passeport n° §
+{"passeport":"§","nationalite":"BEL"}
§ (Belgisch paspoort)
Mijn Belgisch paspoort heeft nummer §.
Passeport belge § valable jusqu'en 2032
Belgian passport no. §
+Reiziger: Emma Maes, paspoort §
+Numéro de passeport : § – expiration 07/2030
+paspoort=§ vlucht=SN¬¬¬
""",
            near=[shorter, longer, by(shape("9A999999")), by(shape("AAA99999")), lit("verlopen", "07/2030")], tied=True, look_n=6)

BE.detector("be.driving", lambda r: r.choice("0123456789") + digits(r, 9),
            columns="rijbewijs|permis_conduire|rijbewijsnummer|numero_permis|rijbewijs_nr|permis_de_conduire|n° permis de conduire"
                    "|rijbewijsnr|+driving_licence_number",
            cues="""
+Rijbewijsnummer: §
+Permis de conduire n° §
+{"permis":"§","categorie":"B"}
+§ (rijbewijs)
Belgisch rijbewijs nr. § afgegeven te Gent
Le permis de conduire belge § est valable.
+Bestuurder: Stijn Jacobs, rijbewijs §
+Numéro du permis de conduire : §
Belgian driving licence §
+Constat : conducteur B, permis de conduire §
""",
            near=[shorter, longer, by(lambda r: digits(r, 6)), by(shape("99999A9999")), lit("categorie B", "retiré", "06/2031")], tied=True, look_n=6)

if __name__ == "__main__":
    BE.write()
