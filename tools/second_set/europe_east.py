"""Ukraine, Belarus, Russia, Moldova, Turkey."""

import datetime

from europe_base import (CHECKED, Country, birthday, by, checked, digits, lit, longer, luhn, one_of, pick, shape, shorter,
                         swapped, weighted, wrong_check)

UA = Country("UA", """
Замовлення № § відправлено
Рахунок № § на суму 1240,00 грн
Посилка § чекає у відділенні
Звернення § закрито
Артикул § немає в наявності
Накладна § підписана
Лічильник електроенергії № §
""")


# RNOKPP: Податковий кодекс, ДФС; days since 1899-12-31, serial, weights -1 5 7 9 4 6 10 5 7, mod 11 mod 10.
def rnokpp_ok(v):
    return len(v) == 10 and v.isdigit() and weighted(v, (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10 == int(v[9])


def rnokpp(rng):
    stem = "%05d%s" % ((birthday(rng) - datetime.date(1899, 12, 31)).days, digits(rng, 4))
    return stem + str(weighted(stem, (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10)


UA.detector("ua.rnokpp", rnokpp, ok=rnokpp_ok,
            columns="ipn|rnokpp|РНОКПП|ІПН|inn_ua|ident_kod|ідентифікаційний код|rnokpp_klienta|ipn_pracivnyka|реєстраційний номер облікової картки",
            cues="""
РНОКПП: §
ІПН §
{"pib":"Коваль Оксана","rnokpp":"§"}
§ (РНОКПП)
Мій ідентифікаційний код §, прошу оновити.
Реєстраційний номер облікової картки платника податків §
ПІБ;ІПН\\nШевчук Андрій;§
ФОП Бондаренко Ірина, РНОКПП §
Орендар: Мельник Тарас, РНОКПП §
ipn=§ перевірка=ok
Ukrainian taxpayer number (RNOKPP) §
""", near=CHECKED + [lit("відмова за релігійними переконаннями", "немає")])


# UNZR: постанова КМУ № 784, Закон про ЄДДР; date of birth, hyphen, four digits, check digit (ICAO 9303: 7 3 1).
def unzr(rng, cut=None):
    date = birthday(rng).strftime("%Y%m%d")
    stem = (cut(rng, date) if cut else date) + digits(rng, 4)
    return stem + str(weighted(stem, (7, 3, 1) * 4) % 10)


def unzr_date(rng):
    return unzr(rng, lambda r, d: r.choice((d[:4] + r.choice(("13", "00", "19")) + d[6:], d[:6] + r.choice(("32", "00", "45")))))


UA.detector("ua.unzr", unzr, fmts=("########-#####",),
            columns="unzr|УНЗР|nomer_zapysu_reestr|унікальний номер запису|unzr_klienta|UNZR|unzr_osoby|запис_унзр",
            cues="""
УНЗР: §
Унікальний номер запису в реєстрі: §
{"pib":"Ткаченко Юлія","unzr":"§"}
§ (УНЗР)
Мій УНЗР §.
Запис № § (УНЗР)
ПІБ;УНЗР\\nЛисенко Олег;§
Унікальний номер запису в Єдиному державному демографічному реєстрі §
Record No. (UNZR) §
Декларант: Гончар Віра, УНЗР §
""", near=[by(unzr_date), shorter, by(unzr_date), by(lambda r: unzr(r) + "77"), lit("відсутній", "немає")],
            look_make=unzr_date, bare=0)

UA.detector("ua.passport", one_of(lambda r: pick(r, "АВСЕКМНРТ", 2) + digits(r, 6), shape("FA999999"), lambda r: "00" + digits(r, 7)),
            columns="паспорт|pasport|seriya_nomer_pasporta|серія та номер паспорта|nomer_pasportu|номер паспорта|zakordonnyi_pasport|ID-картка",
            tied=True, cues="""
Паспорт §
Серія та номер паспорта: §
{"dokument":"паспорт","nomer":"§"}
§ (паспорт)
Паспорт громадянина України §, виданий Шевченківським РВ
Мій закордонний паспорт §.
Номер паспорта: §
ID-картка № §
Пасажир: Кравець Назар, паспорт §
Ukrainian passport §
""", near=[by(lambda r: "АВ" + digits(r, 4)), by(lambda r: digits(r, 6)), by(shape("AAAA9999")), by(lambda r: "АВ" + digits(r, 9)),
           lit("втрачено", "12.05.2031", "немає")], look_n=6)

BY = Country("BY", """
Заказ № § отправлен
Счёт № § на сумму 120,00 BYN
Посылка § ожидает на почте
Заявка § закрыта
Артикул § отсутствует на складе
Накладная § подписана
Счётчик электроэнергии № §
""")


# Identification number: Закон о регистре населения; digit of sex and century, DDMMYY, letter, three digits, two letters,
# check digit (weights 7 3 1, letters from 10).
def by_ok(v):
    if len(v) != 14 or not (v[:7].isdigit() and v[7] in "ABCHKEM" and v[8:11].isdigit() and v[11:13] in ("PB", "BA", "BI") and v[13].isdigit()):
        return False
    return (v[0] in "123456" and 1 <= int(v[1:3]) <= 31 and 1 <= int(v[3:5]) <= 12
            and sum(int(c, 36) * w for c, w in zip(v[:13], (7, 3, 1) * 5)) % 10 == int(v[13]))


def by_id(rng, cut=None):
    born = birthday(rng)
    date = born.strftime("%d%m%y")
    stem = rng.choice("34" if born.year < 2000 else "56") + (cut(rng, date) if cut else date) + pick(rng, "ABCHKEM") \
        + "%03d" % rng.randrange(1, 150) + rng.choice(("PB", "PB", "PB", "BA", "BI"))
    return stem + str(sum(int(c, 36) * w for c, w in zip(stem, (7, 3, 1) * 5)) % 10)


def by_date(rng):
    return by_id(rng, lambda r, d: r.choice((r.choice(("32", "00", "45")) + d[2:], d[:2] + r.choice(("13", "00", "19")) + d[4:])))


BY.detector("by.id", by_id, ok=by_ok, fmts=("plain", "plain", "l:plain"),
            columns="identifikacionny_nomer|идентификационный номер|lichny_nomer|личный номер|ident_nomer_by|id_number_by|идент_номер|личный_номер_паспорта",
            cues="""
Идентификационный номер: §
Личный номер §
{"fio":"Ковалёва Дарья","identNomer":"§"}
§ (идентификационный номер)
Мой личный номер §.
Идентификационный № §
ФИО;Личный номер\\nНовик Павел;§
Арендатор: Жук Алеся, идентификационный номер §
Ідэнтыфікацыйны нумар: §
Belarusian identification number §
""", near=[wrong_check(13), by(by_date), swapped, shorter, longer, wrong_check(9), by(by_date), lit("нет", "иностранец")],
            look_make=lambda r: wrong_check(13)(r, by_id, by_ok), bare=0)


# UNP of a person: МНС; two letters and seven digits, the second letter by its place in ABCEHKMOPT, mod 11.
def unp_ok(v):
    if len(v) != 9 or v[0] not in "ABCEHKM" or v[1] not in "ABCEHKMOPT" or not v[2:].isdigit():
        return False
    w = v[0] + str("ABCEHKMOPT".index(v[1])) + v[2:]
    c = sum(int(a, 36) * b for a, b in zip(w, (29, 23, 19, 17, 13, 7, 5, 3))) % 11
    return c < 10 and c == int(v[8])


BY.detector("by.unp", checked(lambda r: pick(r, "ABCEHKM") + pick(r, "ABCEHKM") + digits(r, 6), unp_ok), ok=unp_ok,
            columns="unp|УНП|unp_klienta|унп_плательщика|UNP|nomer_platelshchika_unp|учетный номер плательщика|unp_fl",
            cues="""
УНП: §
УНП физического лица §
{"fio":"Сидорук Антон","unp":"§"}
§ (УНП)
Мой УНП §.
Учётный номер плательщика: §
ФИО;УНП\\nМороз Янина;§
Подоходный налог, УНП плательщика §
Belarusian payer number (UNP) §
unp=§ inspekciya=101
""", near=[wrong_check(8), swapped, shorter, longer, wrong_check(4), lit("нет", "не присвоен")],
            look_make=lambda r: wrong_check(8)(r, checked(lambda q: pick(q, "ABCEHKM") + pick(q, "ABCEHKM") + digits(q, 6), unp_ok), unp_ok), bare=0)
BY.detector("by.passport", lambda r: r.choice(("AB", "BM", "HB", "KH", "MP", "MC", "KB", "PP")) + digits(r, 7), fmts=("plain", "## #######", "plain"),
            columns="паспорт|pasport|серия и номер паспорта|nomer_pasporta|номер паспорта|пашпарт|pasport_by|паспорт_номер",
            tied=True, cues="""
Паспорт §
Серия и номер паспорта: §
{"dokument":"паспорт","nomer":"§"}
§ (паспорт)
Паспорт гражданина Республики Беларусь §
Мой паспорт §.
Номер паспорта: §
Пашпарт §
Пассажир: Лис Максим, паспорт §
Belarusian passport §
""", near=[by(lambda r: "MP" + digits(r, 5)), by(lambda r: "MP" + digits(r, 9)), by(shape("AAAA99999")), by(lambda r: digits(r, 5)),
           lit("утерян", "12.05.2031", "нет")], look_n=6)

RU = Country("RU", """
Заказ № § передан в доставку
Счёт № § на сумму 1 240,00 руб.
Посылка § ожидает в пункте выдачи
Обращение § закрыто
Артикул § закончился
Накладная § подписана
Счётчик воды № §
""")


# INN of a person: приказ ФНС; weights 7 2 4 10 3 5 9 4 6 8 and 3 7 2 4 10 3 5 9 4 6 8, mod 11 mod 10.
def inn_ok(v):
    if len(v) != 12 or not v.isdigit():
        return False
    return (weighted(v, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == int(v[10])
            and weighted(v, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == int(v[11]))


def inn(rng):
    stem = rng.choice(("77", "78", "50", "16", "23", "54", "66", "63", "34")) + digits(rng, 8)
    stem += str(weighted(stem, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)
    return stem + str(weighted(stem, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)


RU.detector("ru.inn", inn, ok=inn_ok,
            columns="inn|ИНН|inn_fl|инн_физлица|inn_klienta|ИНН сотрудника|inn_sotrudnika|innFl|ИНН_ФЛ",
            cues="""
ИНН: §
ИНН физического лица §
{"fio":"Соколова Вера","inn":"§"}
§ (ИНН)
Мой ИНН §, прошу внести в карточку.
Идентификационный номер налогоплательщика: §
ФИО;ИНН\\nЛебедев Глеб;§
Самозанятый Орлов Денис, ИНН §
ИП Титова Мария, ИНН §, оплата по счёту
inn=§ статус=НПД
Russian taxpayer number (INN) §
""", near=CHECKED + [wrong_check(10), lit("нет", "не указан")])


# SNILS: постановление Правления ПФР; weights 9..1, mod 101 (100 gives 00), numbers above 001-001-998.
def snils_ok(v):
    return len(v) == 11 and v.isdigit() and weighted(v[:9], range(9, 0, -1)) % 101 % 100 == int(v[9:])


def snils(rng):
    stem = rng.choice("01123") + rng.choice("123456789") + digits(rng, 7)
    return stem + "%02d" % (weighted(stem, range(9, 0, -1)) % 101 % 100)


RU.detector("ru.snils", snils, ok=snils_ok, fmts=("###-###-### ##", "plain", "###-###-### ##", "###-###-###-##"),
            columns="snils|СНИЛС|snils_klienta|снилс_сотрудника|SNILS|страховой номер|snils_pacienta|номер СНИЛС|strahovoy_nomer",
            cues="""
СНИЛС: §
СНИЛС № §
{"fio":"Кузнецов Илья","snils":"§"}
§ (СНИЛС)
Мой СНИЛС §, полис приложу позже.
Страховой номер индивидуального лицевого счёта: §
ФИО;СНИЛС\\nВолкова Анна;§
Пациент: Егоров Пётр, СНИЛС §
Приём на работу: номер СНИЛС §
snils=§ сфр=ok
Russian pension insurance number (SNILS) §
""", near=CHECKED + [wrong_check(9), lit("нет", "оформляется")])


def ru_passport(rng):
    return rng.choice(("45", "40", "46", "03", "92", "65", "50")) + "%02d" % rng.randrange(2, 24) + rng.choice("123456789") + digits(rng, 5)


RU.detector("ru.passport", ru_passport, fmts=("#### ######", "## ## ######", "plain"),
            columns="паспорт|pasport|серия и номер паспорта|seriya_nomer_pasporta|паспортные данные|nomer_pasporta|паспорт_рф|passport_rf",
            tied=True, cues="""
Паспорт §
Серия и номер паспорта: §
{"dokument":"паспорт","nomer":"§"}
§ (паспорт)
Паспорт РФ §, выдан ОВД Пресненского района
Мой паспорт §.
Паспорт гражданина Российской Федерации §
Арендатор: Зуева Елена, паспорт §
Паспорт серия и номер §, код подразделения 770-001
Russian passport §
Паспортные данные: §
""", near=[by(lambda r: digits(r, 6)), by(lambda r: digits(r, 8)), longer, by(shape("99A9999999")), lit("утерян", "12.05.2031", "нет")],
            near_fmts=("plain",), look_n=6)


def ru_licence(rng):
    return rng.choice(("77", "78", "99", "50", "23")) + "%02d" % rng.randrange(11, 40) + digits(rng, 6)


RU.detector("ru.driving", ru_licence, fmts=("## ## ######", "#### ######", "plain"),
            columns="водительское удостоверение|voditelskoe_udostoverenie|vu_nomer|номер ВУ|номер_водительского_удостоверения|вод_удостоверение|prava_nomer_vu|voditelskie_prava",
            tied=True, cues="""
Водительское удостоверение §
Номер водительского удостоверения: §
{"voditel":"Громов Артём","voditelskoeUdostoverenie":"§"}
§ (водительское удостоверение)
Водительские права § категории B
Моё водительское удостоверение §.
Водитель предъявил водительское удостоверение № §
Каршеринг: Белова Инна, водительское удостоверение §
Изъято водительское удостоверение §
Russian driving licence (водительское удостоверение) §
""", near=[by(lambda r: digits(r, 6)), by(lambda r: digits(r, 8)), longer, by(lambda r: digits(r, 14)), lit("категория B", "изъято")],
            near_fmts=("plain",), look_n=6)

# OMS policy: приказ Минздрава, ФФОМС; sixteen digits, the last by the HL7 mod 10 rule, which is Luhn's.
oms = checked(lambda r: r.choice(("77", "50", "78", "16", "54", "66")) + digits(r, 13), luhn)
RU.detector("ru.oms", oms, ok=lambda v: len(v) == 16 and v.isdigit() and luhn(v), fmts=("plain", "#### #### #### ####", "plain"),
            columns="полис ОМС|polis_oms|oms|номер полиса ОМС|enp|ЕНП|oms_polis|полис_омс|nomer_polisa_oms",
            tied=True, cues="""
Полис ОМС: §
Номер полиса ОМС §
{"pacient":"Жукова Нина","polisOms":"§"}
§ (полис ОМС)
Мой полис ОМС §.
ЕНП §
Полис обязательного медицинского страхования § выдан СМО
Пациент: Рябов Олег, полис ОМС §
ФИО;Полис ОМС\\nФомина Лада;§
Russian health insurance policy (OMS) §
""", near=[wrong_check(), shorter, longer, swapped, by(lambda r: digits(r, 9)), wrong_check(5), lit("нет", "оформляется")])

MD = Country("MD", """
Comanda § a fost expediată
Factura nr. § în valoare de 1 240 lei
Заказ № § отправлен
Coletul § a ajuns la oficiu
Cererea § a fost închisă
Cod articol § indisponibil
Contor nr. §
""")


# IDNP: HG 272/2002, Registrul de stat al populației; thirteen digits from 2, weights 7 3 1, mod 10.
def idnp_ok(v):
    return len(v) == 13 and v.isdigit() and v[0] in "029" and weighted(v[:12], (7, 3, 1) * 4) % 10 == int(v[12])


def idnp(rng):
    stem = "2" + "%03d" % (rng.randrange(1992, 2024) % 1000) + "0" + digits(rng, 7)
    return stem + str(weighted(stem, (7, 3, 1) * 4) % 10)


MD.detector("md.idnp", idnp, ok=idnp_ok,
            columns="idnp|IDNP|cod_personal|idnp_client|codul personal|idnp_angajat|numar_identificare_idnp|ИДНП|idnp_asigurat",
            cues="""
IDNP: §
IDNP §
{"nume":"Ion Ceban","idnp":"§"}
§ (IDNP)
IDNP-ul meu este §.
+Cod personal: §
Nume;IDNP\\nDoina Rotaru;§
Subsemnata Lilia Munteanu, IDNP §, declar
ИДНП: §
Moldovan personal number (IDNP) §
Asigurat CNAM, IDNP §
""", near=CHECKED + [lit("lipsește", "nerezident")])

TR = Country("TR", """
§ numaralı siparişiniz kargoya verildi
Fatura no § tutarı 1.240,00 TL
Kargo takip no §
Talep § kapatıldı
Ürün kodu § stokta yok
İrsaliye § imzalandı
Sayaç no §
""")


# T.C. identity number: Nüfus Hizmetleri Kanunu, NVİ; tenth and eleventh digit.
def tckn_ok(v):
    if len(v) != 11 or not v.isdigit() or v[0] == "0":
        return False
    n = [int(c) for c in v]
    return (sum(n[0:9:2]) * 7 - sum(n[1:8:2])) % 10 == n[9] and sum(n[:10]) % 10 == n[10]


def tckn(rng):
    v = rng.choice("123456789") + digits(rng, 8)
    n = [int(c) for c in v]
    v += str((sum(n[0:9:2]) * 7 - sum(n[1:8:2])) % 10)
    return v + str(sum(map(int, v)) % 10)


def tckn_zero(rng):
    v = "0" + digits(rng, 8)
    n = [int(c) for c in v]
    v += str((sum(n[0:9:2]) * 7 - sum(n[1:8:2])) % 10)
    return v + str(sum(map(int, v)) % 10)


assert tckn_ok("10000000146")
TR.detector("tr.tckimlik", tckn, ok=tckn_ok,
            columns="tckn|tc_kimlik_no|tc_no|T.C. Kimlik No|kimlik_no|TCKN|tcKimlikNo|musteri_tckn|hasta_tc|tc_kimlik|TC Kimlik Numarası",
            cues="""
T.C. Kimlik No: §
TC kimlik numaram §, randevu almak istiyorum.
{"ad":"Elif","soyad":"Aydın","tcKimlikNo":"§"}
§ (T.C. kimlik numarası)
TCKN: §
Hasta: Mehmet Çelik, TC No: §
Ad;Soyad;TCKN\\nZeynep;Şahin;§
Kiracı Burak Koç, T.C. kimlik no §
e-Devlet girişi başarılı tckn=§
Bordro – Personel: Ayşe Demir – T.C. Kimlik Numarası §
Turkish identity number (T.C. Kimlik No) §
Vekilin T.C. kimlik numarası: §
""", near=CHECKED + [by(tckn_zero), wrong_check(9), lit("yok", "yabancı uyruklu")])


# VKN: Gelir İdaresi; each of nine digits + (9 - place) mod 10, times 2^(9 - place) mod 9.
def vkn_ok(v):
    if len(v) != 10 or not v.isdigit():
        return False
    total = 0
    for i in range(9):
        a = (int(v[i]) + 9 - i) % 10
        b = a * 2 ** (9 - i) % 9
        total += 9 if a and not b else b
    return -total % 10 == int(v[9])


TR.detector("tr.vkn", checked(lambda r: r.choice("123456789") + digits(r, 8), vkn_ok), ok=vkn_ok,
            columns="vkn|vergi_no|vergi_kimlik_no|Vergi No|VKN|vergiNo|vergi_numarasi|musteri_vergi_no|Vergi Kimlik Numarası",
            cues="""
Vergi No: §
Vergi kimlik numarası §
{"unvan":"Ali Yıldız Terzilik","vkn":"§"}
§ (VKN)
VKN: §
Kadıköy Vergi Dairesi, vergi no §
Ad;Vergi No\\nHasan Kurt;§
Vergi numaram §.
Mükellef Selin Arslan, vergi kimlik no §
vkn=§ gib=ok
Turkish tax number (Vergi Kimlik No) §
""", near=CHECKED + [lit("yok", "muaf")])
TR.detector("tr.passport", shape("U99999999"),
            columns="pasaport|pasaport_no|pasaport_numarasi|Pasaport No|pasaportNo|pasaport numarası|+passport_number|yolcu_pasaport",
            cues="""
Pasaport No: §
Pasaport numaram §.
{"belge":"pasaport","pasaportNo":"§"}
§ (pasaport)
Yolcu: Cem Öztürk, pasaport no §
Türk pasaportu § 2031'e kadar geçerli
Kayıp pasaport, numarası §
Turkish passport no. §
Pasaport numarası: §
pasaport_no=§ ulke=TUR
""", near=[shorter, longer, by(shape("9999U9999")), by(lambda r: digits(r, 5)), lit("süresi dolmuş", "12.05.2031", "yok")], look_n=6)


# Vehicle plate: Karayolları Trafik Yönetmeliği; province 01..81, one to three letters without Q W X, two to four digits.
def tr_plate(rng, province=None):
    letters = pick(rng, "ABCDEFGHJKLMNPRSTUVYZ", rng.choice((2, 3)))
    number = digits(rng, 5 - len(letters)) if rng.random() < 0.8 else digits(rng, 3)
    return "%s %s %s" % (province or "%02d" % rng.randrange(1, 82), letters, number.replace("0", "7"))


TR.detector("tr.plate", tr_plate,
            columns="plaka|arac_plaka|plaka_no|Plaka|araç plakası|plakaNo|arac_plakasi|plaka_numarasi",
            cues="""
Plaka: §
Araç plakası §
{"plaka":"§","marka":"Renault"}
§ (plaka)
Otopark girişi: plaka §
Aracımın plakası §.
Trafik cezası, plaka no §
Kazaya karışan araç: § plakalı beyaz otomobil
Turkish plate (plaka) §
Servis kaydı – plaka numarası § – 84.000 km
""", near=[by(lambda r: tr_plate(r, r.choice(("82", "90", "99", "00")))), by(lambda r: "34 ABCD %s" % digits(r, 2)),
           by(lambda r: "34 QWX %s" % digits(r, 3)), by(lambda r: "6 AB 1"), lit("yok", "geçici"), by(lambda r: "34 AB 12345")], look_n=6)

if __name__ == "__main__":
    for country in (UA, BY, RU, MD, TR):
        country.write()
