"""Romania, Bulgaria, Greece."""

from europe_base import (CHECKED, Country, birthday, by, checked, digits, lit, longer, luhn, pick, shape, shorter, swapped,
                         weighted, wrong_check)

RO = Country("RO", """
Comanda § a fost expediată
Factura nr. § în valoare de 123 lei
Coletul § a ajuns la easybox
Dosar intern § arhivat
Cod articol § indisponibil
Aviz de însoțire § semnat
Contor electric seria §
""")


# CNP: Legea 105/1996, HG 1375/2006; weights 2 7 9 1 4 6 3 5 8 2 7 9, mod 11 (10 gives 1), county 01..46, 51, 52.
def cnp_ok(v):
    if len(v) != 13 or not v.isdigit() or v[0] == "0":
        return False
    c = weighted(v, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    county = int(v[7:9])
    return (1 if c == 10 else c) == int(v[12]) and 1 <= int(v[3:5]) <= 12 and 1 <= int(v[5:7]) <= 31 and (1 <= county <= 48 or county in (51, 52, 70, 80, 81, 82, 83))


def cnp_stem(rng, cut=None, county=None):
    born = birthday(rng)
    date = born.strftime("%y%m%d")
    sex = rng.choice("12") if born.year < 2000 else rng.choice("56")
    return sex + (cut(date) if cut else date) + (county or "%02d" % rng.randrange(1, 47)) + "%03d" % rng.randrange(1, 999)


def cnp_end(stem):
    c = weighted(stem, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return stem + str(1 if c == 10 else c)


def cnp_date(rng):
    return cnp_end(cnp_stem(rng, lambda d: rng.choice((d[:2] + rng.choice(("13", "00", "19")) + d[4:], d[:4] + rng.choice(("32", "00", "41"))))))


def cnp_county(rng):
    return cnp_end(cnp_stem(rng, county=rng.choice(("00", "55", "57", "62"))))


RO.detector("ro.cnp", checked(cnp_stem, cnp_ok), ok=cnp_ok,
            columns="cnp|cod_numeric_personal|CNP|cnp_client|CNP_angajat|nr_cnp|codNumericPersonal|cnp_pacient|c.n.p.|cnp_asigurat",
            cues="""
CNP: §
Subsemnata Ioana Munteanu, CNP §, declar pe propria răspundere
{"nume":"Andrei Popa","cnp":"§"}
§ (CNP pacient)
CNP-ul meu este §, vă rog să actualizați contul.
Cod numeric personal: §
Nume;CNP\\nMaria Dobre;§
Asigurat cu C.N.P. §, medic de familie dr. Ilie
D112: cnpAsig="§"
Salariat: Vlad Stan, cod numeric personal §
Romanian personal code (CNP) §
""", near=[wrong_check(), swapped, by(cnp_date), shorter, longer, by(cnp_county), wrong_check(9), by(cnp_date), lit("necunoscut", "cetățean străin")])

RO.detector("ro.passport", lambda r: "0" + r.choice("56") + digits(r, 7),
            columns="pasaport|nr_pasaport|numar_pasaport|pașaport|serie_pasaport|numarPasaport|nr. pașaport|+passport_number",
            cues="""
Pașaport nr. §
Număr pașaport: §
{"document":"pașaport","numar":"§"}
§ (pașaport)
Turist: Elena Rusu, pașaport §
Pașaportul meu are numărul §.
Pașaport românesc § valabil până în 2031
Romanian passport no. §
Pierdut pașaport nr. §
nr_pasaport=§ tara=ROU
""", near=[by(lambda r: digits(r, 6)), longer, by(shape("9999A9999")), by(lambda r: digits(r, 5)), lit("expirat", "12.05.2031")], look_n=6)


def ro_card(rng):
    return rng.choice(("RX", "RT", "RD", "RR", "KX", "MX", "TZ", "IF", "BV", "XT")) + digits(rng, 6)


RO.detector("ro.id_card", ro_card, fmts=("plain", "## ######", "plain"),
            columns="serie_numar_ci|carte_identitate|+ci|buletin|serie_ci|seria_nr_ci|carte de identitate|nr_carte_identitate|SerieNumarCI|act_identitate_ci",
            cues="""
Carte de identitate: §
C.I. seria și numărul §
{"document":"carte de identitate","serieNumar":"§"}
§ (carte de identitate)
Identificat cu cartea de identitate §
Serie și număr CI: §
Buletinul meu este §.
Locatar: Radu Enache, carte de identitate §
Romanian identity card (carte de identitate) §
posesor al cărții de identitate §, eliberată de SPCLEP Cluj
""", near=[by(shape("RX999")), longer, by(shape("9999RX99")), by(shape("RXAA9999")), lit("expirată", "12.05.2031")], look_n=6)

BG = Country("BG", """
Поръчка № § е изпратена
Фактура № § на стойност 120,00 лв.
Пратка § чака в офиса на куриера
Заявка § е приключена
Артикул § не е наличен
Товарителница § е подписана
Електромер № §
""")


# EGN: ГРАО, Наредба РД-02-20-9; weights 2 4 8 5 10 9 7 3 6, mod 11 mod 10; month + 40 from 2000.
def egn_ok(v):
    if len(v) != 10 or not v.isdigit():
        return False
    return weighted(v, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10 == int(v[9]) and 1 <= int(v[2:4]) % 20 <= 12 and int(v[2:4]) < 53 and 1 <= int(v[4:6]) <= 31


def egn_stem(rng, month=None, day=None):
    born = birthday(rng)
    m = month or born.month + (40 if born.year >= 2000 else 0)
    return "%02d%02d%02d%s" % (born.year % 100, m, day or born.day, digits(rng, 3))


def egn_date(rng):
    s = egn_stem(rng, month=rng.choice((13, 17, 39, 55, 78))) if rng.random() < 0.5 else egn_stem(rng, day=rng.choice((32, 44, 90)))
    return s + str(weighted(s, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10)


BG.detector("bg.egn", checked(egn_stem, egn_ok), ok=egn_ok,
            columns="egn|ЕГН|егн|egn_klient|EGN|egn_nomer|единен граждански номер|egn_pacient|egn_lice|ЕГН на лицето",
            cues="""
ЕГН: §
ЕГН § на лицето Георги Иванов
{"ime":"Мария Колева","egn":"§"}
§ (ЕГН на пациента)
Моето ЕГН е §, моля да го въведете.
Долуподписаният Петър Димов, ЕГН §, декларирам
Единен граждански номер §
Име;ЕГН\\nИван Тодоров;§
Трудов договор № 12, служител с ЕГН §
EGN: §, Sofia
Bulgarian personal number (EGN) §
""", near=CHECKED + [by(egn_date), by(egn_date), lit("няма", "чужденец")])


# LNCh: МВР; weights 21 19 17 13 11 9 7 3 1, mod 10.
def lnch_ok(v):
    return len(v) == 10 and v.isdigit() and weighted(v, (21, 19, 17, 13, 11, 9, 7, 3, 1)) % 10 == int(v[9])


BG.detector("bg.lnch", checked(lambda r: "100" + digits(r, 6), lnch_ok), ok=lnch_ok,
            columns="lnch|ЛНЧ|лнч|lnch_nomer|LNCH|личен номер на чужденец|lnch_lice|egn_lnch|ЕГН/ЛНЧ|lnch_klient",
            cues="""
ЛНЧ: §
ЛНЧ § на чужденеца
{"ime":"Ahmed Yilmaz","lnch":"§"}
§ (ЛНЧ)
Моят ЛНЧ е §.
Личен номер на чужденец: §
Личен номер на чужденеца § от картата за пребиваване
Име;ЛНЧ\\nOlena Bondar;§
Служител – чужд гражданин, ЛНЧ §
LNCh: §
Bulgarian foreigner's personal number (LNCH) §
""", near=CHECKED + [lit("няма", "в процедура")])

for kind, lead, columns, cues in (
        ("passport", "38", "pasport|паспорт|nomer_pasport|номер на паспорт|паспорт №|pasport_nomer|zadgranichen_pasport|+passport_number", """
Паспорт № §
Номер на паспорт: §
{"document":"паспорт","nomer":"§"}
§ (паспорт)
Пътник: Десислава Петкова, паспорт §
Паспортът ми е с номер §.
Български паспорт § валиден до 2030
Bulgarian passport no. §
Изгубен паспорт №: §
паспорт=§ държава=BGR
"""),
        ("id_card", "6", "lichna_karta|лична карта|lk_nomer|№ лична карта|nomer_lichna_karta|ЛК №|lichna_karta_nomer|l_k_nomer", """
Лична карта № §
л.к. № §
{"document":"лична карта","nomer":"§"}
§ (лична карта)
притежаващ лична карта № §, издадена от МВР Варна
Номер на лична карта: §
Личната ми карта е с номер §.
Наемател: Калин Стоев, лична карта §
Bulgarian identity card (лична карта) §
Изгубих си личната карта № §
"""),
        ("driving", "2", "shofyorska_knizhka|шофьорска книжка|sumps|СУМПС|svidetelstvo_upravlenie|свидетелство за управление|nomer_knizhka_shofyor|+driving_licence_number", """
Шофьорска книжка № §
СУМПС № §
{"vodach":"Стефан Минчев","shofyorskaKnizhka":"§"}
§ (шофьорска книжка)
Свидетелство за управление на МПС № §
Шофьорската ми книжка е с номер §.
Водач: Румен Цонев, шофьорска книжка §
Отнета шофьорска книжка № §
Bulgarian driving licence (шофьорска книжка) §
свидетелство за управление № §, категория B
""")):
    BG.detector("bg." + kind, lambda r, lead=lead: (lead + digits(r, 8))[:9], columns, cues,
                near=[shorter, longer, by(shape("9999Я9999")), by(lambda r: digits(r, 5)), lit("изтекла", "12.05.2031 г.", "няма")], look_n=6)

GR = Country("GR", """
Η παραγγελία § απεστάλη
Τιμολόγιο § ποσού 84,20 €
Το δέμα § βρίσκεται στο κατάστημα
Υπόθεση § έκλεισε
Κωδικός προϊόντος § μη διαθέσιμο
Δελτίο αποστολής § υπεγράφη
Μετρητής ρεύματος αρ. §
""")


# AMKA: Ν. 3655/2008; DDMMYY and four digits, Luhn in the last.
def amka_ok(v):
    return len(v) == 11 and v.isdigit() and luhn(v) and 1 <= int(v[:2]) <= 31 and 1 <= int(v[2:4]) <= 12


def amka_date(rng):
    v = birthday(rng).strftime("%d%m%y") + digits(rng, 4)
    v = rng.choice((rng.choice(("32", "00", "41")) + v[2:], v[:2] + rng.choice(("13", "00", "24")) + v[4:]))
    return checked(lambda r: v, luhn)(rng)


GR.detector("gr.amka", checked(lambda r: birthday(r).strftime("%d%m%y") + digits(r, 4), amka_ok), ok=amka_ok,
            columns="amka|ΑΜΚΑ|amka_asfalismenou|arithmos_amka|AMKA|ΑΜΚΑ ασθενούς|amka_no|amka_ergazomenou|Α.Μ.Κ.Α.",
            cues="""
ΑΜΚΑ: §
Α.Μ.Κ.Α. §
{"onoma":"Ελένη Παππά","amka":"§"}
§ (ΑΜΚΑ)
Ο ΑΜΚΑ μου είναι §, ευχαριστώ.
Ασθενής: Νίκος Βλάχος, ΑΜΚΑ §
Αριθμός Μητρώου Κοινωνικής Ασφάλισης: §
Όνομα;ΑΜΚΑ\\nΜαρία Κόκκινου;§
Ηλεκτρονική συνταγή, ΑΜΚΑ ασφαλισμένου §
amka=§ efka=ok
Greek social security number (AMKA) §
""", near=CHECKED + [by(amka_date), by(amka_date), lit("εκκρεμεί", "δεν υπάρχει")])


# AFM: ΑΑΔΕ; powers of two from 256, mod 11 mod 10.
def afm_ok(v):
    return len(v) == 9 and v.isdigit() and int(v) > 0 and weighted(v, (256, 128, 64, 32, 16, 8, 4, 2)) % 11 % 10 == int(v[8])


GR.detector("gr.afm", checked(lambda r: "1" + digits(r, 7), afm_ok), ok=afm_ok,
            columns="afm|ΑΦΜ|afm_pelati|arithmos_afm|AFM|Α.Φ.Μ.|afm_no|ΑΦΜ πελάτη|afm_ergazomenou|afm_ypochreou",
            cues="""
ΑΦΜ: §
Α.Φ.Μ. §
{"onoma":"Γιώργος Ρήγας","afm":"§"}
§ (ΑΦΜ)
Το ΑΦΜ μου είναι §.
Αριθμός Φορολογικού Μητρώου: §
Όνομα;ΑΦΜ\\nΆννα Σαββίδου;§
Μισθωτής: Κώστας Λάμπρου, ΑΦΜ §, ΔΟΥ Χανίων
Δήλωση Ε1, ΑΦΜ υπόχρεου §
Παρακαλώ κόψτε απόδειξη στο ΑΦΜ §
Greek tax number (AFM) §
""", near=CHECKED + [lit("εκκρεμεί", "δεν υπάρχει")])

GR.detector("gr.passport", lambda r: "A" + r.choice("EHKMNPT") + digits(r, 7),
            columns="diavatirio|διαβατήριο|arithmos_diavatiriou|αρ. διαβατηρίου|αριθμός διαβατηρίου|diavatirio_no|ar_diavatiriou|+passport_number",
            cues="""
Διαβατήριο αρ. §
Αριθμός διαβατηρίου: §
{"eggrafo":"διαβατήριο","arithmos":"§"}
§ (διαβατήριο)
Ταξιδιώτης: Σοφία Δήμου, αρ. διαβατηρίου §
Το διαβατήριό μου έχει αριθμό §.
Ελληνικό διαβατήριο § σε ισχύ έως 2030
Greek passport no. §
Απώλεια διαβατηρίου, αριθμός διαβατηρίου §
Αρ. Διαβατηρίου § εκδόθηκε στην Αθήνα
""", near=[shorter, longer, by(shape("9999AE999")), by(lambda r: digits(r, 5)), lit("έληξε", "12/05/2031")], look_n=6)


def gr_card(rng):
    """Greek letters, and now and then the Latin letters that look the same."""
    return pick(rng, rng.choice(("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")), 2) + digits(rng, 6)


GR.detector("gr.id_card", gr_card, fmts=("plain", "## ######", "plain"),
            columns="taftotita|ταυτότητα|adt|ΑΔΤ|arithmos_taftotitas|αρ. ταυτότητας|Α.Δ.Τ.|ar_taftotitas|αριθμός ταυτότητας",
            cues="""
ΑΔΤ: §
Αριθμός Δελτίου Ταυτότητας §
{"eggrafo":"ταυτότητα","adt":"§"}
§ (ΑΔΤ)
Ο κάτωθι υπογράφων Μιχάλης Ψαρός, ΑΔΤ §, δηλώνω
Αρ. ταυτότητας: §
Ο αριθμός ταυτότητάς μου είναι §.
Εκμισθωτής: Δέσποινα Καρρά, Α.Δ.Τ. §
Greek identity card (ΑΔΤ) §
Έχασα την ταυτότητά μου με αριθμό ταυτότητας §
""", near=[shorter, longer, by(shape("9999ΑΒ99", "ΑΒΕΖ")), by(shape("ΑΑΑΑ9999", "ΑΒΕΖ")), lit("έληξε", "εκκρεμεί")], look_n=6)

GR.detector("gr.driving", lambda r: r.choice("1234") + digits(r, 8),
            columns="adeia_odigisis|άδεια οδήγησης|diploma_odigisis|αρ. άδειας οδήγησης|δίπλωμα οδήγησης|arithmos_adeias_odigisis|adeia_odigisis_no|+driving_licence_number",
            cues="""
Άδεια οδήγησης αρ. §
Αριθμός άδειας οδήγησης: §
{"odigos":"Θανάσης Μπούρας","adeiaOdigisis":"§"}
§ (άδεια οδήγησης)
Δίπλωμα οδήγησης §
Η άδεια οδήγησής μου έχει αριθμό άδειας οδήγησης §.
Οδηγός: Κατερίνα Βέη, άδεια οδήγησης §
Greek driving licence (άδεια οδήγησης) §
Αφαίρεση άδειας οδήγησης αρ. §
άδεια οδήγησης § κατηγορία Β
""", near=[shorter, longer, by(shape("9999A9999")), by(lambda r: digits(r, 5)), lit("κατηγορία Β", "αφαιρέθηκε")], look_n=6)

if __name__ == "__main__":
    for country in (RO, BG, GR):
        country.write()
