"""Sweden, Norway, Denmark, Finland, Iceland."""

from europe_base import (CHECKED, Country, birthday, by, checked, digits, lit, longer, luhn, shape, shorter, swapped,
                         weighted, wrong_check)

SE = Country("SE", """
Order § skickades den 12 mars 2026
Faktura nr § förfaller om 14 dagar
Ditt paket § finns att hämta hos ombudet
Ärende § är avslutat
Artikelnr § är slut i lager
Följesedel § kvitterad
Elmätare nummer §
""")


# Personnummer: Folkbokföringslagen § 18, SKV 704; Luhn on the ten digits; the day + 60 is a coordination number.
def pnr_ok(v):
    v = v.replace("-", "")
    if not v.isdigit() or len(v) not in (10, 12):
        return False
    ten = v[-10:]
    return luhn(ten) and 1 <= int(ten[2:4]) <= 12 and 1 <= int(ten[4:6]) % 60 <= 31


def pnr_stem(rng, month=None, day=None):
    born = birthday(rng)
    return "%04d%02d%02d%03d" % (born.year, month or born.month, day or born.day, rng.randrange(10, 980))


pnr12 = checked(pnr_stem, pnr_ok)


def pnr(rng):
    v = pnr12(rng)
    return rng.choice((v, v[:8] + "-" + v[8:], v[2:8] + "-" + v[8:], v[2:8] + "-" + v[8:], v[2:]))


def pnr_clear(rng):
    v = pnr12(rng)
    return rng.choice((v, v[:8] + "-" + v[8:], v[2:8] + "-" + v[8:]))


def pnr_date(rng):
    stem = pnr_stem(rng, month=rng.choice((13, 17, 20, 45))) if rng.random() < 0.5 else pnr_stem(rng, day=rng.choice((32, 39, 55, 95)))
    v = next(stem + c for c in "0123456789" if luhn(stem[2:] + c))
    return rng.choice((v, v[2:8] + "-" + v[8:]))


def pnr_bad(rng):
    v = wrong_check()(rng, pnr12, pnr_ok)
    return rng.choice((v, v[2:8] + "-" + v[8:], v[:8] + "-" + v[8:]))


SE.detector("se.pnr", pnr, ok=pnr_ok,
            columns="personnummer|pnr|person_nr|Personnummer|persnr|kund_personnummer|personNr|patient_pnr|Pers.nr|personal_identity_number_se",
            cues="""
Personnummer: §
Mitt personnummer är § och jag vill säga upp avtalet.
{"namn":"Elsa Nyström","personnummer":"§"}
§ (personnummer)
Pers.nr § Klinik: ortopeden
Vårdnadshavare: Johan Ek, personnr. §
Inloggad med BankID, pnr=§
Namn;Personnummer\\nAli Farah;§
Lönespecifikation mars – anst.nr 1042 – personnummer §
Hej! Behöver ni mitt och min sambos personnummer? Det är § och §. /Moa
Swedish personal identity number (personnummer) §
Journal: pat. med personnr § uteblev
""",
            near=[by(pnr_bad), by(pnr_date), by(pnr_bad), shorter, longer, by(pnr_date), lit("saknas", "skyddad identitet")],
            look_make=lambda r: pnr12(r)[2:], bare=1, look_columns=2)

SE.detector("se.passport", lambda r: r.choice("3456789") + digits(r, 7),
            columns="passnummer|passnr|pass_nr|passets_nummer|Passnummer|svenskt_pass|passNr|+passport_number|pass_nummer",
            cues="""
Passnummer: §
Svenskt pass nr §, giltigt till 2029
{"dokument":"Pass","passnummer":"§"}
§ (passnummer)
Resenär: Klara Holm, passnr §
Mitt pass har nummer §.
Förlustanmälan av pass nr §
Swedish passport number §
Id styrkt genom pass, passnummer §
passnr=§ land=SWE
""",
            near=[shorter, longer, by(shape("9999A999")), by(lambda r: digits(r, 5)), lit("saknas", "2029-05-01", "ansökt")], tied=True, look_n=6)

SE.detector("se.id_card", lambda r: r.choice("23456789") + digits(r, 7),
            columns="id_kort|id_kortsnummer|nationellt_id_kort|idkort_nr|ID-kortsnummer|id_kort_nr|legitimation_idkort|idkortnummer",
            cues="""
ID-kort nr §
ID-kortets nummer är §
{"legitimation":"nationellt id-kort","idkortsnummer":"§"}
§ (nationellt id-kort)
Legitimerade sig med id-kort nummer §
Nationellt id-kort: §
Id-kortsnummer § kontrollerat i receptionen
Mitt ID-kort har nummer §
Swedish national ID card (nationellt id-kort) §
id-kort §, utfärdat av Polismyndigheten
""",
            near=[shorter, longer, by(shape("9999A999")), by(lambda r: digits(r, 5)), lit("saknas", "utgånget", "2028-11-03")], tied=True, look_n=6)

NO = Country("NO", """
Ordre § er sendt
Faktura § forfaller 12.04.2026
Pakken § kan hentes på posten
Sak § er lukket
Varenummer § er utsolgt
Følgeseddel § er signert
Strømmåler nummer §
""")


# Fødselsnummer: Folkeregisterforskriften § 2-2-1; weights 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2, day + 40 = D number.
def fnr_ok(v):
    if len(v) != 11 or not v.isdigit():
        return False
    if weighted(v[:10], (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11 or weighted(v, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11:
        return False
    return 1 <= int(v[:2]) % 40 <= 31 and 1 <= int(v[2:4]) % 40 <= 12


def fnr_stem(rng, month=None, day=None):
    born = birthday(rng, last=2004)
    serial = rng.randrange(0, 500) if born.year < 2000 else rng.randrange(500, 1000)
    day = day or born.day + (40 if rng.random() < 0.12 else 0)
    return "%02d%02d%02d%03d" % (day, month or born.month, born.year % 100, serial)


def fnr_end(stem_of):
    def make(rng):
        while True:
            s = stem_of(rng)
            a = -weighted(s, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
            b = -weighted(s + str(a), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
            if a < 10 and b < 10:
                return s + str(a) + str(b)
    return make


fnr = fnr_end(fnr_stem)
fnr_date = fnr_end(lambda r: fnr_stem(r, month=r.choice((13, 15, 18, 20))) if r.random() < 0.5 else fnr_stem(r, day=r.choice((32, 35, 39, 79))))
NO.detector("no.fnr", fnr, ok=fnr_ok, fmts=("plain", "###### #####"),
            columns="fnr|fodselsnummer|fødselsnummer|personnummer_no|Fødselsnr|fodselsnr|foedselsnummer|fnr_pasient|Fødsels- og personnummer|national_identity_number_no",
            cues="""
Fødselsnummer: §
Mitt fødselsnummer er §, kan dere sjekke søknaden?
{"navn":"Ingrid Haugen","fodselsnummer":"§"}
§ (fødselsnummer)
Pasient: Ola Lien, f.nr. §
Fødselsnr. § – arbeidstaker siden 01.08.2021
Innlogget via ID-porten, fnr=§
Navn;Fødselsnummer\\nKari Moen;§
Fødsels- og personnummer (11 siffer): §
Foresatte oppgir barnets fødselsnummer §
Norwegian national identity number (fødselsnummer) §
""", near=CHECKED + [by(fnr_date), by(fnr_date), lit("ukjent", "mangler")])

NO.detector("no.passport", lambda r: r.choice("23") + digits(r, 7),
            columns="passnummer|passnr|pass_nr|norsk_pass|Passnummer|passNr|pass_nummer|+passport_number|norsk_passnummer",
            cues="""
+Passnummer: §
Norsk pass nr. §
+{"dokument":"pass","passnummer":"§"}
+§ (passnummer)
Den reisende har norsk pass, passnummer §.
+Passnr. §, gyldig til 2028
Norwegian passport number §
+Mitt pass har nummer §
Mistet pass: norsk passnummer §
+passnr=§ land=NOR
""",
            near=[by(lambda r: digits(r, 6)), longer, by(shape("9999A999")), by(lambda r: digits(r, 5)), lit("mangler", "12.08.2028")], tied=True, look_n=6)

DK = Country("DK", """
Ordre § er afsendt
Faktura § forfalder den 30. april
Din pakke § ligger til afhentning
Sagsnummer § er lukket
Varenummer § er udsolgt
Følgeseddel § er kvitteret
Fjernvarmemåler nr. §
""")


# CPR: CPR-kontoret, "Personnummeret i CPR"; day, month, year, the seventh digit tells the century; mod 11 since 2007 not sure.
def cpr(rng):
    born = birthday(rng)
    if born.year < 2000:
        seventh = rng.choice("0123")
    elif born.year % 100 <= 36:
        seventh = rng.choice("4567")
    stem = born.strftime("%d%m%y") + seventh + digits(rng, 2)
    ends = [c for c in "0123456789" if weighted(stem + c, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0]
    return stem + ends[0] if ends else cpr(rng)


def cpr_date(rng):
    v = cpr(rng)
    return rng.choice((v[:2] + rng.choice(("13", "17", "00", "25")) + v[4:], rng.choice(("32", "38", "45", "00")) + v[2:],
                       rng.choice(("30", "31")) + "02" + v[4:]))


DK.detector("dk.cpr", cpr, fmts=("######-####", "plain", "######-####", "###### ####"),
            columns="cpr|cpr_nummer|cprnr|CPR-nr|personnummer|cpr_no|CprNummer|patient_cpr|medarbejder_cpr|CPR nummer",
            cues="""
CPR-nr.: §
Mit cpr-nummer er §, jeg har skiftet læge.
{"navn":"Freja Lund","cpr":"§"}
§ (CPR-nummer)
Patient: Mads Krogh, CPR §, indlagt 3. marts
Personnummer § – kommune 0101
Lønseddel februar, cpr-nr. §
Navn;CPR\\nSofie Bech;§
MitID login gennemført, cpr=§
Barnets cpr.nr. er §
Danish civil registration number (CPR) §
Sygesikring: CPR-nummer §
""", near=[by(cpr_date), by(cpr_date), shorter, longer, by(cpr_date), by(lambda r: digits(r, 7)), lit("ukendt", "ikke oplyst")])

DK.detector("dk.passport", lambda r: r.choice("2") + digits(r, 8),
            columns="pasnummer|pas_nr|pasnr|dansk_pas|Pasnummer|pasNr|pas_nummer|+passport_number|pas-nr",
            cues="""
Pasnummer: §
Dansk pas nr. §
{"dokument":"pas","pasnummer":"§"}
§ (pasnummer)
Rejsende: Emil Toft, pasnr. §
Mit pasnummer er §, gyldigt til 2031.
Bortkommet pas: pasnummer §
Danish passport no. §
Legitimation: pas nr. §
pasnr=§ land=DNK
""",
            near=[shorter, longer, by(shape("9999A9999")), by(lambda r: digits(r, 6)), lit("udløbet", "12.08.2031")], look_n=6)

DK.detector("dk.driving", lambda r: r.choice("123456789") + digits(r, 7),
            columns="koerekort|kørekortnummer|korekort_nr|kørekort|koerekortnummer|kørekort_nr|Kørekortnr|+driving_licence_number|koerekort_nr",
            cues="""
Kørekortnummer: §
Kørekort nr. §, kategori B
{"fører":"Noah Dam","kørekortnummer":"§"}
§ (kørekort)
Mit kørekort har nummer §.
Lejer: Ida Friis, kørekortnr. §
Frakendt kørekort, kørekortnummer §
Danish driving licence (kørekort) §
Bilist standset, kørekort nummer §
kørekort=§ kategori=B
""",
            near=[shorter, longer, by(shape("9999A999")), by(lambda r: digits(r, 5)), lit("kategori B", "frakendt")], look_n=6)

FI = Country("FI", """
Tilaus § on lähetetty
Lasku nro § erääntyy 12.4.2026
Pakettisi § on noudettavissa
Tiketti § on suljettu
Tuotenumero § on loppunut
Lähete § kuitattu varastossa
Sähkömittari nro §
""")


# Personal identity code: DVV; the remainder mod 31 gives the last character; new century signs since 2023.
def hetu_ok(v):
    v = v.upper()
    if len(v) != 11 or v[6] not in "+-ABCDEFUVWXY" or not (v[:6] + v[7:10]).isdigit():
        return False
    return (1 <= int(v[:2]) <= 31 and 1 <= int(v[2:4]) <= 12
            and "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(v[:6] + v[7:10]) % 31] == v[10])


def hetu(rng, cut=None):
    born = birthday(rng)
    sign = rng.choice("---YX") if born.year < 2000 else rng.choice("AAB")
    date = born.strftime("%d%m%y")
    date = cut(date) if cut else date
    serial = "%03d" % rng.randrange(2, 900)
    return date + sign + serial + "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(date + serial) % 31]


def hetu_date(rng):
    return hetu(rng, lambda d: rng.choice((rng.choice(("32", "00", "45")) + d[2:], d[:2] + rng.choice(("13", "18", "00")) + d[4:])))


def hetu_sign(rng):
    v = hetu(rng)
    return v[:6] + rng.choice("GHKMPZ/") + v[7:]


FI.detector("fi.hetu", hetu, ok=hetu_ok, fmts=("plain", "plain", "plain", "l:plain"),
            columns="hetu|henkilotunnus|henkilötunnus|HETU|sotu|asiakkaan_hetu|henkilo_tunnus|potilas_hetu|personbeteckning|personal_identity_code",
            cues="""
Henkilötunnus: §
Henkilötunnukseni on §, voitteko tarkistaa hakemuksen?
{"nimi":"Aino Laine","hetu":"§"}
§ (hetu)
Potilas Matti Koski, henkilötunnus §, tuli vastaanotolle
Sotu §, palkkalaskelma 3/2026
Personbeteckning: §
Nimi;Hetu\\nEero Salo;§
Suomi.fi-tunnistus onnistui hetu=§
Vuokrasopimus: vuokralainen Liisa Virta (hetu: §)
Finnish personal identity code §
""", near=[wrong_check(10), by(hetu_date), wrong_check(8), shorter, longer, by(hetu_sign), lit("puuttuu", "ei tiedossa")],
            look_make=lambda r: wrong_check(10)(r, hetu, hetu_ok), bare=0)

FI.detector("fi.passport", shape("FP9999999"),
            columns="passi|passinumero|passin_numero|passi_nro|Passinumero|passnummer_fi|passinro|+passport_number|passi_numero",
            cues="""
Passin numero: §
Passinumero §
{"asiakirja":"passi","passinumero":"§"}
§ (passin numero)
Matkustaja: Olli Mäki, passi §
Suomen passi § on voimassa vuoteen 2030.
Passini numero on §.
Kadonnut passi, numero §
Finnish passport no. §
passinro=§ maa=FIN
""",
            near=[shorter, longer, by(shape("9A9999999")), by(shape("AAA999999")), lit("vanhentunut", "12.8.2030")], look_n=6)

IS = Country("IS", """
Pöntun § hefur verið send
Reikningur § er á gjalddaga
Sending § bíður á pósthúsi
Mál § er lokað
Vörunúmer § er uppselt
Fylgiseðill § móttekinn
Rafmagnsmælir nr. §
""")


# Kennitala: Þjóðskrá; DDMMYY, two digits, check digit (3 2 7 6 5 4 3 2 mod 11), century 9 or 0.
def kt_ok(v):
    if len(v) != 10 or not v.isdigit() or v[9] not in "890":
        return False
    return 1 <= int(v[:2]) <= 31 and 1 <= int(v[2:4]) <= 12 and weighted(v[:9], (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def kt(rng, cut=None):
    born = birthday(rng)
    date = born.strftime("%d%m%y")
    date = cut(date) if cut else date
    stem = date + "%02d" % rng.randrange(20, 100)
    c = -weighted(stem, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return stem + str(c) + ("9" if born.year < 2000 else "0") if c < 10 else kt(rng, cut)


def kt_date(rng):
    return kt(rng, lambda d: rng.choice((rng.choice(("32", "00", "39")) + d[2:], d[:2] + rng.choice(("13", "19", "00")) + d[4:])))


IS.detector("is.kennitala", kt, ok=kt_ok, fmts=("######-####", "plain"),
            columns="kennitala|kt|kennit|Kennitala|kennitala_nr|kt_nr|kennitala_starfsmanns|kennitala_greidanda|Kt.|icelandic_id",
            cues="""
Kennitala: §
Kt. §
{"nafn":"Guðrún Jónsdóttir","kennitala":"§"}
§ (kennitala)
Kennitalan mín er §, takk fyrir.
Greiðandi: Ólafur Einarsson, kt. §
Sjúklingur: Sigga, kennitala §, bókaður tími 9:20
Nafn;Kennitala\\nBirna;§
Launaseðill – kennitala launþega §
Innskráning tókst, kennitala=§
Icelandic ID number (kennitala) §
""", near=[wrong_check(8), swapped, by(kt_date), shorter, longer, wrong_check(2), lit("vantar", "óþekkt")])

IS.detector("is.passport", shape("A9999999"),
            columns="vegabref|vegabréf|vegabrefsnumer|vegabréfsnúmer|Vegabréf|numer_vegabrefs|vegabref_nr|+passport_number",
            cues="""
Vegabréf nr. §
Vegabréfsnúmer: §
{"skjal":"vegabréf","vegabréfsnúmer":"§"}
§ (vegabréf)
Farþegi: Jón Karlsson, vegabréf §
Vegabréfið mitt er númer §
Íslenskt vegabréf § gildir til 2031
Icelandic passport §
Týnt vegabréf, númer §
Númer vegabréfs: §
""",
            near=[shorter, longer, by(shape("9999999A9")), by(shape("99A99999")), lit("útrunnið", "12.08.2031")], look_n=6)

if __name__ == "__main__":
    for country in (SE, NO, DK, FI, IS):
        country.write()
