"""Germany."""

import string

from europe_base import (CHECKED, Country, birthday, by, checked, digits, lit, longer, mod_11_10, pick, shape, shorter,
                         swapped, weighted, wrong_check)

DE = Country("DE", """
Bestellnummer § vom 12.03.2026, Lieferung in 3 Tagen
Rechnung Nr. § über 149,90 EUR
Zählerstand abgelesen, Zählernummer §
Artikel § ist derzeit nicht lieferbar
Lieferschein § wurde am Tor 4 angenommen
Vorgang § an Abteilung Einkauf weitergeleitet
Sendungsnummer § (Paket 2 von 3)
""")


# Tax identification number: § 139b AO, ELSTER "Prüfung der Steuer- und Steueridentifikationsnummer", ISO 7064 MOD 11,10.
def idnr_ok(v):
    if len(v) != 11 or not v.isdigit() or v[0] == "0":
        return False
    often = sorted((v[:10].count(d) for d in "0123456789"), reverse=True)
    return often[0] in (2, 3) and often[1] <= 1 and mod_11_10(v)


def idnr_body(rng):
    ten = rng.sample("0123456789", 9)
    ten.insert(rng.randrange(1, 10), rng.choice(ten))
    return idnr_body(rng) if ten[0] == "0" else "".join(ten)


def idnr_rule(rng):
    """The check digit is right, but two digits stand twice each, or none does."""
    ten = rng.sample("123456789", 8)
    ten += [ten[0], ten[3]]
    return checked(lambda r: "".join(ten), mod_11_10)(rng)


def idnr_zero(rng):
    return checked(lambda r: "0" + idnr_body(r)[1:], mod_11_10)(rng)


idnr = checked(idnr_body, idnr_ok)
DE.detector("de.idnr", idnr, ok=idnr_ok, fmts=("plain", "## ### ### ###"),
            columns="steuer_id|idnr|steueridentifikationsnummer|Steuer-ID|steuerliche_identifikationsnummer|St.-IdNr."
                    "|steuer_idnr|identifikationsnummer_steuer|SteuerIdentNr|tax_identification_number_de|Steuer-IdNr.",
            cues="""
Ihre Steuer-ID lautet §, bitte bewahren Sie dieses Schreiben auf.
Steueridentifikationsnummer: §
IdNr.: §   Steuerklasse: I   Kinderfreibetrag: 0,5
{"name": "Anja Wolter", "steuerId": "§", "eintritt": "2024-04-01"}
Für die Lohnabrechnung fehlt uns noch Ihre steuerliche Identifikationsnummer. – Antwort: die ist §, Grüße Kai
§ (Steuer-ID von Herrn Brinkmann)
Name;Vorname;Steuer-ID\\nHartwig;Lena;§
Freistellungsauftrag: Gläubiger Jens Pohl, Identifikationsnummer §, Ehegatte §
2026-01-09 10:14:02 elstam INFO Abruf für steuer_id=§ erfolgreich
Kindergeldantrag KG1, Zeile 3: Steuer-ID des Kindes §
Hallo Frau Özdemir, meine Steuer-Identifikationsnummer hat sich nicht geändert, sie ist immer noch §.
<IdNr>§</IdNr>
Please send us the German tax ID (Steuer-ID §) of the new colleague.
""",
            near=CHECKED + [by(idnr_rule), by(idnr_zero), lit("beantragt", "folgt", "12345678901")])


# Pension insurance number: § 147 SGB VI, VKVV; weights 2 1 2 5 7 1 2 1 2 1 2 1 on the number with its letter as 01..26.
def rvnr_ok(v):
    if len(v) != 12 or not v[8:9].isalpha() or not (v[:8] + v[9:]).isdigit():
        return False
    n = v[:8] + "%02d" % (ord(v[8]) - 64) + v[9:11]
    day, month = int(v[2:4]), int(v[4:6])
    total = sum(sum(map(int, str(int(c) * w))) for c, w in zip(n, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)))
    return 1 <= day <= 31 and 1 <= month <= 12 and total % 10 == int(v[11])


RV_AREAS = ("10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "23", "24", "25", "26", "28", "29",
            "50", "51", "52", "53", "54", "55", "56", "65")


def rvnr_body(rng, date="%d%m%y"):
    born = birthday(rng).strftime(date)
    return rng.choice(RV_AREAS) + born + pick(rng, "ABDFGHKLMNPRSTW") + rng.choice("05") + rng.choice("0123456789")


def rvnr_month(rng):
    v = rvnr_body(rng)
    return v[:4] + rng.choice(("13", "19", "27", "00")) + v[6:] + rng.choice("0123456789")


rvnr = checked(rvnr_body, rvnr_ok)
DE.detector("de.rvnr", rvnr, ok=rvnr_ok, fmts=("plain", "## ###### # ###", "plain", "## ###### # ## #"),
            columns="rvnr|rentenversicherungsnummer|sv_nummer|Sozialversicherungsnummer|svnr|RV-Nummer|versicherungsnummer_rv"
                    "|sozialversicherungs_nr|SV-Nr.|rv_nr|VSNR",
            cues="""
Rentenversicherungsnummer: §
Meine Sozialversicherungsnummer ist §, der Ausweis liegt bei.
{"svNummer":"§","krankenkasse":"Muster BKK"}
Personalbogen – SV-Nr.: §, Steuerklasse IV, Konfession: keine
§ (RV-Nummer laut Sozialversicherungsausweis)
DEÜV-Meldung abgegeben: VSNR § Grund 10 Zeitraum 01.02.2026
Bitte tragen Sie im Feld Rentenversicherungs-Nr. § ein.
Versicherte Person: Torsten Ahlers\\nVersicherungsnummer (RV): §
sv_nummer=§ betriebsnummer=¬¬¬¬¬¬¬¬ status=ok
Die Deutsche Rentenversicherung führt Ihr Konto unter der Versicherungsnummer §.
Social security number (Sozialversicherungsnummer): §
""",
            near=CHECKED[:5] + [wrong_check(8), by(rvnr_month)], bare=0, look_make=shape("999999A9999"), look_n=5)


# Health insurance number: § 290 SGB V, "Prüfziffernberechnung für die Krankenversichertennummer" (ITSG), weights 1 2.
def kvnr_ok(v):
    if len(v) != 10 or v[0] not in string.ascii_uppercase or not v[1:].isdigit():
        return False
    n = "%02d" % (ord(v[0]) - 64) + v[1:9]
    total = sum(sum(map(int, str(int(c) * (1 + i % 2)))) for i, c in enumerate(n))
    return total % 10 == int(v[9])


kvnr = checked(lambda rng: pick(rng, string.ascii_uppercase) + digits(rng, 8), kvnr_ok)
DE.detector("de.kvnr", kvnr, ok=kvnr_ok,
            columns="kvnr|krankenversichertennummer|versichertennummer|Versicherten-Nr.|gkv_nummer|kv_nummer"
                    "|egk_versichertennr|krankenversicherungsnummer|KV-Nr.|versicherten_id_gkv",
            cues="""
Krankenversichertennummer: §
Versicherten-Nr. § (siehe Vorderseite der Gesundheitskarte)
Patientin Meike Thomsen, geb. 04.05.1978, KVNR §
{"patient":{"kvnr":"§","kasse":"¬¬¬¬¬¬¬¬¬"}}
Guten Tag, meine Krankenversichertennummer lautet §. Bitte schicken Sie mir eine Ersatzkarte.
§ – das ist die KV-Nummer meiner Tochter
Überweisungsschein  Kasse: Muster-GKV  Versicherten-Nr.: §  Status: 1000
<kvnr>§</kvnr>
eGK gelesen, kvnr=§, Kartenterminal 2
Vor- und Nachname;Kasse;Versichertennummer\\nOle Petersen;Muster BKK;§
Health insurance number (Krankenversichertennummer) §
""",
            near=[wrong_check(), swapped, shorter, longer, wrong_check(0), wrong_check(3)])

# Passport and identity card: PassDEÜV/PAuswV serial numbers; only these letters are used since November 2007 / 2010.
SERIAL = "CFGHJKLMNPRTVWXYZ"


def serial(first):
    def make(rng):
        v = pick(rng, first) + pick(rng, SERIAL + "0123456789", 2) + pick(rng, "0123456789") \
            + pick(rng, SERIAL + "0123456789", 3) + pick(rng, "0123456789", 2)
        return v if sum(c.isdigit() for c in v) >= 4 else make(rng)
    return make


def vowels(rng):
    v = serial("CFGHJK")(rng)
    return v[:4] + pick(rng, "AEIOUQ") + v[5:6] + pick(rng, "BDSIO") + v[7:]


DE.detector("de.passport", serial("CFGHJK"),
            columns="reisepass|reisepassnummer|Reisepass-Nr.|passnummer|pass_nr|reisepass_nr|Reisepass Nr|+passport_no"
                    "|+passport_number|reisepassnr|passnr",
            cues="""
Reisepass-Nr.: §, ausgestellt von der Stadt Kassel
Meine Reisepassnummer lautet §.
Der Passinhaber (Reisepass §) reist am 03.04.2026 ein.
{"reisepass":"§","gueltigBis":"2031-05-01"}
Passnummer § / Ausstellungsdatum 11.02.2022
§ (Nummer des Reisepasses)
German passport no. §, valid until 2030
Bitte für das ESTA: Reisepass § – Name wie im Ausweis: Vogt, Maren
Teilnehmerliste Studienfahrt: Jonas Ebert; Passnr. §; Allergien: keine
+Passport number: §
Verlustanzeige: abhandengekommen ist der deutsche Reisepass mit der Nummer §
""",
            near=[shorter, longer, by(vowels), lit("beantragt", "12.03.2029", "nicht vorhanden", "siehe Kopie"),
                  by(shape("A999999B9", "BD")), by(lambda r: digits(r, 6))], look_n=6)

DE.detector("de.id_card", serial("LMNPRTVWXY"),
            columns="personalausweis|personalausweisnummer|Personalausweis-Nr.|ausweisnummer|perso_nr|pa_nummer"
                    "|ausweis_nr|personalausweisnr|PersonalausweisNummer|Ausweis-Nr.",
            cues="""
Personalausweisnummer: §
Personalausweis Nr. §, gültig bis 14.08.2033
{"ausweisart":"Personalausweis","ausweisnummer":"§"}
Legitimiert durch Personalausweis § der Stadt Leipzig
§ (Ausweisnummer laut Kopie)
Hallo, hier die Nummer von meinem Perso: §. LG Tim
Ausgewiesen durch: Personalausweis-Nr. § / ausstellende Behörde: Gemeinde Bad Zwesten
Postident abgeschlossen – Ausweisnummer § – Ergebnis positiv
Meldeschein: Gast Ulrike Dahm, Ausweis-Nr.: §, Anreise 02.07.
German identity card (Personalausweis) no. §
Gefunden wurde ein Personalausweis mit der Nummer §, Abholung im Fundbüro.
""",
            near=[shorter, longer, by(lambda r: "T" + vowels(r)[1:]), lit("vorläufig", "31.12.2027", "liegt nicht vor"),
                  by(lambda r: digits(r, 6)), by(shape("LA9IO9E9U", "AEIOUBDS"))])


# Driving licence: FeV annex 8 and KBA; authority, running number, check digit (weights 9..1, mod 11, X), issue number.
def licence_ok(v):
    if len(v) != 11 or v[0] not in "ABCDEFGHIJKLMNOP" or not v[1:4].isdigit():
        return False
    rest = sum(int(c, 36) * w for c, w in zip(v[:9], range(9, 0, -1))) % 11
    return v[9] == "0123456789X"[rest]


def licence(rng):
    stem = pick(rng, "ABCDEFGHIJKLMNOP") + digits(rng, 3) + pick(rng, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3) \
        + digits(rng, 2)
    return next(stem + c for c in "0123456789X" if licence_ok(stem + c + "1")) + rng.choice("123456789")


assert licence_ok("B072RRE2I55")
DE.detector("de.driving", licence, ok=licence_ok,
            columns="fuehrerschein|führerscheinnummer|fuehrerscheinnr|Führerschein-Nr.|fahrerlaubnisnummer|fs_nummer"
                    "|fuehrerschein_nr|+driving_licence_no|+driver_license|Führerscheinnummer",
            cues="""
Führerscheinnummer: §
Führerschein-Nr. §, Klassen B, BE, AM, L
{"fahrer":"Malte Kroll","fuehrerschein_nr":"§","klasse":"C1E"}
Fahrerlaubnis § erteilt am 19.06.2019 durch den Landkreis Gießen
§ (Nr. 5 auf dem Führerschein)
Führerscheinkontrolle Fuhrpark: Frau Seidel, Nummer §, geprüft 04/2026
Mietvertrag: Mieter legt Führerschein mit der Nummer § vor
+Driving licence number § (Germany), issued 2017
fs_nummer=§;klassen=B;gueltig_bis=2032-01-18
Mein Führerschein (§) wurde in München ausgestellt.
Umtausch: alte Fahrerlaubnisnummer § – neue folgt
""",
            near=[wrong_check(9), wrong_check(1), shorter, longer, wrong_check(2), wrong_check(3), lit("Klasse B", "unbekannt")])

# Vehicle plates: FZV annex 1 and § 9; district, one or two letters, up to four digits without a leading zero, at most eight.
DISTRICTS = "B M HH K F S KA HD DO WUG GAP BGL FFB L DD HB MR GI".split()


def plate(rng):
    district = rng.choice(DISTRICTS)
    mark = rng.choice(("AB", "X", "TK", "LM", "R", "PF", "ZE", "C"))
    room = min(4, 8 - len(district) - len(mark))
    number = rng.choice("123456789") + digits(rng, rng.randrange(1, room))
    return rng.choice(("%s-%s %s", "%s-%s %s", "%s-%s%s", "%s %s %s")) % (district, mark, number)


DE.detector("de.plate", plate,
            columns="kennzeichen|kfz_kennzeichen|amtliches_kennzeichen|Kfz-Kennzeichen|kennz|autokennzeichen"
                    "|fahrzeug_kennzeichen|KFZ_KZ|+license_plate|+plate",
            cues="""
Kennzeichen: §
Kfz-Kennzeichen § steht seit Montag in der Feuerwehrzufahrt.
Unfallgegner: amtliches Kennzeichen §, Fahrer Nils Harms
{"kennzeichen":"§","fin":null}
§ (Kennzeichen Dienstwagen)
Parkschein gültig bis 14:30, Kfz-Kennz. §
Bitte das Fahrzeug mit dem amtlichen Kennzeichen § auf Herrn Jansen ummelden.
Tankbeleg  Kennzeichen: §  54,21 l Diesel
Halteranfrage zum Kennzeichen § beim KBA gestellt
Car with German plate §, registration § for the trailer
Kennzeichen des Besuchers: §, Einfahrt 07:58
""",
            near=[by(lambda r: "M-AB 0%s" % digits(r, 3)), by(lambda r: "HH-ABC %s" % digits(r, 3)),
                  by(lambda r: "M-SS %d" % r.randrange(10, 99)), by(lambda r: "ABCD-E %s" % digits(r, 2)),
                  by(lambda r: "K-LM %d" % r.randrange(10000, 99999)), lit("ohne", "wird nachgereicht", "Leihwagen")],
            look_make=lambda r: "%s-%s %d" % (pick(r, "AKLMS", 1), pick(r, "CDFX", 1), r.randrange(10, 99)),
            look_n=6, look_columns=1)

# Tax number of an office: ELSTER document, chapter 3 to 6; the sample numbers of each Land prove the procedures.


def two_way(v13):
    """2er-Verfahren (Baden-Württemberg, Hesse)."""
    total = 0
    for at, plus, factor in zip((2, 3, 5, 6, 7, 8, 9, 10, 11), range(9, 0, -1), (512, 256, 128, 64, 32, 16, 8, 4, 2)):
        n = (int(v13[at]) + plus) % 10 * factor
        while n > 9:
            n = sum(map(int, str(n)))
        total += n
    return -total % 10 == int(v13[12])


def eleven(weights):
    """11er-Verfahren."""
    return lambda v13: (-weighted(v13, weights)) % 11 == int(v13[12])


def rest(weights):
    """Modified 11er-Verfahren of North Rhine-Westphalia: the remainder itself."""
    return lambda v13: weighted(v13[:12], weights) % 11 == int(v13[12])


BY_RULE = eleven((0, 5, 4, 3, 0, 2, 7, 6, 5, 4, 3, 2))
NI_RULE = eleven((0, 0, 2, 9, 0, 8, 7, 6, 5, 4, 3, 2))
NW_RULE = rest((0, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1))
assert BY_RULE("9181081508155") and NI_RULE("2324081508151") and NW_RULE("5133081508159")
assert two_way("2893081508152") and two_way("2613081508153")


def land(prefix, offices, rule, cut):
    """A number of a Land: `cut` writes the number of the office's letters from the 13 digits."""
    def make(rng):
        stem = lambda r: prefix + r.choice(offices) + "0" + r.choice("1234567") + digits(r, 6)
        return cut(checked(stem, rule)(rng))
    return make


bavaria = land("9", ("143", "144", "147", "181", "203", "216", "238"), BY_RULE, lambda v: f"{v[1:4]}/{v[5:8]}/{v[8:]}")
saxony = land("23", ("24", "25", "26"), NI_RULE, lambda v: f"{v[2:4]}/{v[5:8]}/{v[8:]}")
rhine = land("5", ("101", "103", "133", "205", "214"), NW_RULE, lambda v: f"{v[1:4]}/{v[5:9]}/{v[9:]}")
swabia = land("28", ("93", "97", "99"), two_way, lambda v: f"{v[2:4]}{v[5:8]}/{v[8:]}")
elster = land("9", ("143", "147", "181", "216"), BY_RULE, lambda v: v)


def elster_bad(rng):
    while True:
        v = elster(rng)
        v = v[:12] + rng.choice("0123456789")
        if not BY_RULE(v):
            return v


TURN = [0]


def tax_number(rng):
    TURN[0] += 1
    return (bavaria, rhine, swabia, saxony, bavaria, elster)[TURN[0] % 6](rng)


DE.detector("de.steuernummer", tax_number,
            columns="steuernummer|st_nr|Steuernummer|StNr|steuer_nr|St.-Nr.|finanzamt_steuernummer|SteuerNr|steuernr",
            cues="""
Steuernummer: §
Finanzamt Musterstadt, St.-Nr. §
Bitte geben Sie bei Rückfragen Ihre Steuernummer § an.
{"finanzamt":"Freising","steuernummer":"§"}
Unsere Steuernummer lautet §. Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.
Einkommensteuerbescheid 2024, StNr. §
§ (Steuernummer des Freiberuflers)
Rechnung von Grafikdesign Paula Reimers, Steuernr.: §
ELSTER-Übermittlung: Steuernummer=§ Zeitraum=2025Q3 Status=angenommen
Die neue Steuernummer nach dem Umzug ist §.
""".replace("Gemäß § 19", "Gemäß Paragraf 19"),
            near=[by(elster_bad), by(shape("181/999/999")), by(shape("21/999/999999")), by(shape("9999/99/99999")),
                  lit("beantragt", "wird nachgereicht", "12/2025"), by(shape("181-99999999999999"))],
            look_make=lambda r: elster(r), look_n=6)

if __name__ == "__main__":
    DE.write()
