"""Austria, Switzerland."""

from europe_base import (CHECKED, Country, birthday, by, checked, digits, lit, longer, shape, shorter, swapped,
                         weighted, wrong_check)

AT = Country("AT", """
Bestellung § vom 12.03.2026 wurde verschickt
Rechnung § über EUR 149,90
Stromzähler Nr. § abgelesen
Artikel § derzeit ausverkauft
Lieferschein § am Lagerplatz übernommen
Akt § an die Bauabteilung abgetreten
Paketnummer § liegt in der Filiale
""")


# Social insurance number: ASVG § 460a, Dachverband; weights 3 7 9 . 5 8 4 2 1 6, mod 11, the fourth place.
def vnr_ok(v):
    if len(v) != 10 or not v.isdigit() or v[0] == "0":
        return False
    return weighted(v, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11 == int(v[3]) and 1 <= int(v[4:6]) <= 31 and 1 <= int(v[6:8]) <= 15


def vnr_at(rng, date):
    while True:
        serial = "%03d" % rng.randrange(100, 1000)
        c = weighted(serial + "0" + date, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11
        if c < 10:
            return serial + str(c) + date


def vnr(rng):
    return vnr_at(rng, birthday(rng).strftime("%d%m%y"))


def vnr_date(rng):
    d = birthday(rng).strftime("%d%m%y")
    return vnr_at(rng, rng.choice((rng.choice(("32", "00", "47")) + d[2:], d[:2] + rng.choice(("16", "18", "24", "00")) + d[4:])))


AT.detector("at.vnr", vnr, ok=vnr_ok, fmts=("#### ######", "plain", "plain", "####/######"),
            columns="svnr|sozialversicherungsnummer|sv_nummer|SV-Nr.|vsnr|versicherungsnummer|SVNR|sv_nr|e_card_svnr|SozVersNr",
            cues="""
SVNR: §
Sozialversicherungsnummer: §
{"vorname":"Resi","nachname":"Gruber","svnr":"§"}
§ (SV-Nummer laut e-card)
Meine Versicherungsnummer ist §, bitte um Rezeptgebührenbefreiung.
Patient: Alois Steiner, SV-Nr. §
ELDA-Anmeldung mit VSNR § übermittelt
Name;SVNR\\nHuber Franziska;§
Dienstnehmer/in: Leitner Karin, Sozialvers.-Nr.: §
Der Versicherte mit der Sozialversicherungsnummer § ist im Krankenstand.
e-card gesteckt, svnr=§, Ordination 2
Austrian social security number §
""", near=[wrong_check(3), wrong_check(), by(vnr_date), swapped, shorter, longer, by(vnr_date), lit("folgt", "unbekannt")])


# Tax number: BMF, OECD TIN sheet of Austria; office 2, number 6, check digit as Luhn over the first eight.
def tax_ok(v):
    if len(v) != 9 or not v.isdigit():
        return False
    total = sum(int(c) if i % 2 == 0 else sum(map(int, str(2 * int(c)))) for i, c in enumerate(v[:8]))
    return -total % 10 == int(v[8])


tax = checked(lambda r: r.choice(("46", "57", "68", "81", "91", "98")) + digits(r, 6), tax_ok)
AT.detector("at.tax", tax, ok=tax_ok, fmts=("## ###/####", "##-###/####", "## ###/####"),
            columns="steuernummer|abgabenkontonummer|StNr|steuer_nr|Abgabenkontonummer|finanzamt_steuernummer|abgabenkonto_nr"
                    "|+tin|steuernummer_at",
            cues="""
+Steuernummer: §
Abgabenkontonummer §
+{"finanzamt":"FA Österreich","steuernummer":"§"}
§ (Abgabenkontonummer)
+Einkommensteuerbescheid 2024, St.Nr. §
Unsere Abgabenkontonummer beim Finanzamt Österreich lautet §.
+Arbeitnehmerveranlagung: Steuernummer §
FinanzOnline: Abgabenkontonummer § – Rückstand: 0,00
Austrian tax number (Abgabenkontonummer) §
+Bitte Steuernummer § bei der Zahlung angeben.
""",
            near=[wrong_check(), swapped, shorter, longer, wrong_check(4), lit("wird beantragt", "12/2025")], tied=True)

AT.detector("at.passport", shape("P9999999"),
            columns="reisepass|reisepassnummer|passnummer|Reisepass-Nr.|pass_nr|passnr|reisepass_nr|+passport_number|Passnr.",
            cues="""
+Reisepass Nr. §
+Reisepassnummer: §
+{"reisepass":"§","staat":"AUT"}
§ (österreichischer Reisepass)
Österreichischer Reisepass Nr. §, ausgestellt von der BH Gmunden
+Gast: Lukas Bauer, Passnummer §
Austrian passport no. §
+Meine Reisepassnummer ist §.
+Passnr. § gültig bis 2031
Mein österreichischer Pass, Passnummer §, wurde gestohlen
""",
            near=[shorter, longer, by(shape("9999P999")), by(lambda r: digits(r, 5)), lit("abgelaufen", "14.02.2031")], tied=True, look_n=6)

AT.detector("at.driving", lambda r: r.choice("01234") + digits(r, 7),
            columns="fuehrerschein|führerscheinnummer|fuehrerschein_nr|Führerschein-Nr.|fs_nummer_fuehrerschein|lenkberechtigung_nr"
                    "|fuehrerscheinnummer|+driving_licence_no",
            cues="""
+Führerscheinnummer: §
+Führerschein Nr. §, Klassen AM, B
+{"lenker":"Eva Moser","führerscheinnummer":"§"}
+§ (Führerschein)
Österreichischer Führerschein Nr. §
+Lenker: Peter Egger, Führerscheinnummer §
Austrian driving licence number §
+Der Führerschein mit der Nummer § wurde abgenommen.
+Mietvertrag KFZ – Führerschein-Nr.: §
+fuehrerschein=§ klasse=B
""",
            near=[shorter, longer, by(shape("9999A999")), by(lambda r: digits(r, 5)), lit("Klasse B", "abgenommen")], tied=True, look_n=6)

CH = Country("CH", """
Bestellung § wurde versandt
Facture n° § du 12.03.2026, CHF 149.90
Ihr Paket § liegt auf der Poststelle bereit
Commande § annulée par le client
Ordine § in preparazione
Artikel § an Lager Olten
Zähler Nr. §
""")


# AHV number: ZAS "Die AHV-Nummer"; 756, nine digits, EAN-13 check digit.
def ahv_ok(v):
    return len(v) == 13 and v.isdigit() and v[:3] == "756" and weighted(v, (1, 3) * 6 + (1,)) % 10 == 0


ahv = checked(lambda r: "756" + digits(r, 9), ahv_ok)
CH.detector("ch.ahv", ahv, ok=ahv_ok, fmts=("###.####.####.##", "plain", "###.####.####.##", "### #### #### ##"),
            columns="ahv|ahv_nummer|AHV-Nr.|ahvn13|avs|numero_avs|no_avs|sozialversicherungsnummer|numero_avs_ahv|ahv_nr|NAVS13|n_avs",
            cues="""
AHV-Nr.: §
N° AVS : §
{"name":"Beat Zürcher","ahvNummer":"§"}
§ (AHV-Nummer)
Meine AHV-Nummer lautet §.
Numero AVS dell'assicurato: §
Lohnausweis 2025, AHV-Nummer §
Employé : Yves Rochat, numéro AVS §
Patientin Ursina Caflisch, Sozialversicherungsnummer §
nom;no_avs\\nPittet;§
ahvn13=§ kasse=Ausgleichskasse Zürich
Swiss social security number (AHV) §
""", near=CHECKED + [by(lambda r: "757" + ahv(r)[3:]), lit("folgt", "inconnu")],
            look_make=lambda r: wrong_check()(r, ahv, ahv_ok), bare=0)

CH.detector("ch.passport", lambda r: r.choice("XXE") + digits(r, 7),
            columns="reisepass|passnummer|passeport|numero_passeport|pass_nr|identitaetskarte_nr|passaporto|+passport_number|no_passeport",
            cues="""
+Passnummer: §
+N° de passeport : §
+{"passeport":"§","nationalite":"CHE"}
§ (Schweizer Pass)
Schweizer Pass Nr. §
+Identitätskarte Nr. §
Passeport suisse n° §
+Passaporto n. §
Swiss passport no. §
+Reisende: Flurina Caduff, Reisepass §
Mein Schweizer Reisepass hat die Nummer §.
""",
            near=[shorter, longer, by(shape("9999X999")), by(lambda r: digits(r, 5)), lit("abgelaufen", "12.05.2030", "échu")], tied=True, look_n=6)

CH.detector("ch.driving", lambda r: "00" + r.choice("123456789") + digits(r, 6) + "00" + r.choice("123"),
            columns="fuehrerausweis|führerausweis_nr|fuehrerausweisnummer|permis_conduire|numero_permis_conduire|fuehrerausweis_nr"
                    "|licenza_condurre|+driving_licence_no|Führerausweis-Nr.",
            cues="""
+Führerausweis Nr. §
+Permis de conduire n° §
+{"führerausweis":"§","kategorie":"B"}
+§ (Führerausweis)
Schweizer Führerausweis §
+Licenza di condurre n. §
+Lenker: Reto Ammann, Führerausweisnummer §
Swiss driving licence §
+Permis de conduire suisse numéro §
+Der Führerausweis mit Nummer § wurde entzogen.
""",
            near=[shorter, longer, by(lambda r: digits(r, 7)), by(shape("99999A999999")), lit("Kategorie B", "entzogen")], tied=True, look_n=6)

if __name__ == "__main__":
    for country in (AT, CH):
        country.write()
