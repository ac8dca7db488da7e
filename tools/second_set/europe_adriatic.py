"""Croatia, Slovenia, Serbia, Bosnia and Herzegovina, Montenegro, North Macedonia, Kosovo, Albania."""

from europe_base import (CHECKED, Country, birthday, by, checked, digits, lit, longer, mod_11_10, pick, shape, shorter, swapped,
                         weighted, wrong_check)

HR = Country("HR", """
Narudžba § je poslana
Račun br. § na iznos 84,20 EUR
Paket § čeka na pošti
Predmet § je zatvoren
Šifra artikla § nije na zalihi
Otpremnica § potpisana
Brojilo struje br. §
""")

# OIB: Zakon o osobnom identifikacijskom broju; ISO 7064 MOD 11,10.
oib = checked(lambda r: r.choice("0123456789") + digits(r, 9), lambda v: len(v) == 11 and mod_11_10(v))
HR.detector("hr.oib", oib, ok=lambda v: len(v) == 11 and v.isdigit() and mod_11_10(v),
            columns="oib|OIB|osobni_identifikacijski_broj|oib_klijenta|oib_radnika|OIB broj|oib_pacijenta|oibKorisnika|oib_vlasnika",
            cues="""
OIB: §
Moj OIB je §, molim potvrdu.
{"ime":"Ana Babić","oib":"§"}
§ (OIB)
Ja, Ivan Horvat, OIB §, izjavljujem
Osobni identifikacijski broj: §
Ime;OIB\\nMarko Jurić;§
Zaposlenik s OIB-om § primljen je u radni odnos
Najmodavac: Petra Knežević, OIB: §
oib=§ porezna=ok
Croatian personal identification number (OIB) §
""", near=CHECKED + [lit("nema", "u postupku")])

for kind, size, columns, cues in (
        ("passport", 9, "putovnica|broj_putovnice|putovnica_broj|br. putovnice|brojPutovnice|Putovnica|broj putovnice|+passport_number", """
Putovnica br. §
Broj putovnice: §
{"isprava":"putovnica","broj":"§"}
§ (putovnica)
Putnik: Luka Marić, putovnica §
Moja putovnica ima broj §.
Hrvatska putovnica § vrijedi do 2031.
Croatian passport no. §
Izgubljena putovnica, broj putovnice §
broj_putovnice=§ drzava=HRV
"""),
        ("id_card", 9, "osobna_iskaznica|broj_osobne|osobna iskaznica|broj_osobne_iskaznice|br. osobne iskaznice|oi_broj_osobna|brojOsobneIskaznice|osobna_br", """
Osobna iskaznica br. §
Broj osobne iskaznice: §
{"isprava":"osobna iskaznica","broj":"§"}
§ (osobna iskaznica)
Identitet utvrđen uvidom u osobnu iskaznicu broj §
Moja osobna iskaznica ima broj §.
Najmoprimac: Iva Perić, osobna iskaznica §
Croatian identity card (osobna iskaznica) §
Izgubio sam osobnu iskaznicu br. §
osobna iskaznica § izdana u PU zagrebačkoj
"""),
        ("driving", 8, "vozacka_dozvola|vozačka dozvola|broj_vozacke|broj_vozacke_dozvole|vozacka_br|br. vozačke dozvole|brojVozackeDozvole|+driving_licence_number", """
Vozačka dozvola br. §
Broj vozačke dozvole: §
{"vozač":"Dino Kralj","vozačkaDozvola":"§"}
§ (vozačka dozvola)
Vozač je pokazao vozačku dozvolu broj §
Moja vozačka dozvola ima broj §.
Najam vozila: Nika Šarić, vozačka dozvola §
Croatian driving licence (vozačka dozvola) §
Oduzeta vozačka dozvola br. §
vozačka dozvola §, kategorija B
""")):
    HR.detector("hr." + kind, lambda r, n=size: r.choice("123") + digits(r, n - 1), columns, cues,
                near=[shorter, longer, by(shape("9999A999999")), by(lambda r: digits(r, 5)), lit("istekla", "12.05.2031.", "nema")], look_n=6)

SI = Country("SI", """
Naročilo § je odposlano
Račun št. § v znesku 84,20 EUR
Paket § čaka na pošti
Zahtevek § je zaprt
Šifra artikla § ni na zalogi
Dobavnica § podpisana
Števec elektrike št. §
""")


# EMŠO/JMBG: Zakon o centralnem registru prebivalstva; weights 7 6 5 4 3 2 twice, mod 11; the region in places 8 and 9.
def jmbg_ok(v, regions=range(100)):
    if len(v) != 13 or not v.isdigit():
        return False
    c = -weighted(v[:12], (7, 6, 5, 4, 3, 2) * 2) % 11
    return c < 10 and c == int(v[12]) and 1 <= int(v[:2]) <= 31 and 1 <= int(v[2:4]) <= 12 and v[4] in "890" and int(v[7:9]) in regions


def jmbg(regions, cut=None):
    def make(rng):
        while True:
            born = birthday(rng)
            date = born.strftime("%d%m") + ("%03d" % (born.year % 1000))
            stem = (cut(rng, date) if cut else date) + rng.choice(regions) + "%03d" % rng.randrange(1, 999)
            c = -weighted(stem, (7, 6, 5, 4, 3, 2) * 2) % 11
            if c < 10:
                return stem + str(c)
    return make


def off_calendar(rng, d):
    return rng.choice((rng.choice(("32", "00", "45")) + d[2:], d[:2] + rng.choice(("13", "00", "19")) + d[4:]))


def jmbg_near(regions):
    return [wrong_check(), swapped, by(jmbg(regions, off_calendar)), shorter, longer, wrong_check(8), by(jmbg(regions, off_calendar))]


SI.detector("si.emso", jmbg(("50",)), ok=jmbg_ok,
            columns="emso|EMŠO|emso_stranke|EMSO|emšo|emso_zaposlenega|maticna_stevilka_obcana|enotna_maticna_stevilka|emso_pacienta",
            cues="""
EMŠO: §
Moj EMŠO je §, prosim za popravek.
{"ime":"Maja Zupan","emso":"§"}
§ (EMŠO)
Spodaj podpisani Janez Kos, EMŠO §, izjavljam
Enotna matična številka občana: §
Ime;EMŠO\\nTina Hribar;§
Delavec z EMŠO § prijavljen v zavarovanje
Pacient: Rok Vidmar, EMŠO §
emso=§ status=veljaven
Slovenian personal number (EMŠO) §
""", near=jmbg_near(("50",)) + [lit("ni podatka", "tujec")])


# Tax number: FURS; eight digits, weights 8..2, 11 - sum mod 11, 10 gives 0, 11 is not issued.
def tax_ok(v):
    if len(v) != 8 or not v.isdigit() or v[0] == "0":
        return False
    c = 11 - weighted(v[:7], range(8, 1, -1)) % 11
    return c != 11 and c % 10 == int(v[7])


SI.detector("si.tax", checked(lambda r: r.choice("123456789") + digits(r, 6), tax_ok), ok=tax_ok,
            columns="davcna_stevilka|davčna številka|davcna|davcna_st|DavcnaStevilka|davčna_št|davcna_stevilka_zavezanca|+tax_number|davcna_stranke",
            cues="""
Davčna številka: §
Moja davčna številka je §.
{"ime":"Luka Novak","davcnaStevilka":"§"}
§ (davčna številka)
Davčna št.: §
Zavezanec: Nina Bizjak, davčna številka §
Ime;Davčna številka\\nJure Golob;§
Napoved za odmero dohodnine, davčna številka §
davcna=§ furs=ok
Slovenian tax number (davčna številka) §
""", near=CHECKED + [lit("ni podatka", "v postopku")])

SI.detector("si.passport", lambda r: "P" + pick(r, "ABC") + digits(r, 7),
            columns="potni_list|številka_potnega_lista|stevilka_potnega_lista|potni list|potni_list_st|št. potnega lista|+passport_number|potniList",
            cues="""
Potni list št. §
Številka potnega lista: §
{"dokument":"potni list","stevilka":"§"}
§ (potni list)
Potnik: Žan Kovač, potni list §
Moj potni list ima številko §.
Slovenski potni list § velja do 2031
Slovenian passport no. §
Izgubljen potni list, številka potnega lista §
potni_list=§ drzava=SVN
""", near=[shorter, longer, by(shape("9999PA999")), by(lambda r: digits(r, 5)), lit("potekel", "12. 5. 2031")], look_n=6)
SI.detector("si.id_card", lambda r: "00" + r.choice("123") + digits(r, 6),
            columns="osebna_izkaznica|številka_osebne_izkaznice|stevilka_osebne_izkaznice|osebna izkaznica|osebna_st|št. osebne izkaznice|osebnaIzkaznica|osebna_izkaznica_st",
            cues="""
Osebna izkaznica št. §
Številka osebne izkaznice: §
{"dokument":"osebna izkaznica","stevilka":"§"}
§ (osebna izkaznica)
Istovetnost ugotovljena z osebno izkaznico št. §
Moja osebna izkaznica ima številko §.
Najemnik: Eva Pirc, osebna izkaznica §
Slovenian identity card (osebna izkaznica) §
Izgubila sem osebno izkaznico številka §
osebna izkaznica § izdana v Kopru
""", near=[shorter, longer, by(shape("9999A9999")), by(lambda r: digits(r, 5)), lit("potekla", "12. 5. 2031")], look_n=6)

YU = """
JMBG: §
Moj JMBG je §.
{"ime":"%s","jmbg":"§"}
§ (JMBG)
Jedinstveni matični broj građana: §
%s, JMBG §, daje izjavu
Ime;JMBG\\n%s;§
Zaposleni sa JMBG § prijavljen
matični broj (JMBG) §
jmbg=§ status=ok
Personal number (JMBG) §
"""
LOOKS_YU = """
Narudžbina § je poslata
Račun br. § za uplatu
Paket § čeka u pošti
Predmet § je zatvoren
Šifra artikla § nije na stanju
Otpremnica § potpisana
Brojilo br. §
"""
JMBG_COLUMNS = "jmbg|JMBG|maticni_broj|jmbg_klijenta|jmbg_zaposlenog|matični broj građana|jmbg_pacijenta|jmbg_vlasnika|JMBG broj"
RS = Country("RS", LOOKS_YU)
RS.detector("rs.jmbg", jmbg(("71", "72", "73", "74", "75", "77", "78", "79", "80", "82", "85", "89")), JMBG_COLUMNS,
            YU % ("Jelena Petrović", "Miloš Ilić", "Vesna Lukić") + "ЈМБГ: §\nЈединствени матични број грађана §\n", ok=jmbg_ok,
            near=jmbg_near(("71", "75", "80")) + [lit("nema", "stranac")])
RS.detector("rs.passport", lambda r: "0" + r.choice("01") + r.choice("123456789") + digits(r, 6),
            columns="pasos|broj_pasosa|pasoš|broj pasoša|pasos_broj|br. pasoša|пасош|+passport_number",
            cues="""
Pasoš br. §
Broj pasoša: §
{"dokument":"pasoš","broj":"§"}
§ (pasoš)
Putnik: Nikola Savić, pasoš §
Moj pasoš ima broj §.
Srpski pasoš § važi do 2031.
Serbian passport no. §
Број пасоша: §
Izgubljen pasoš, broj pasoša §
""", near=[shorter, longer, by(shape("9999A9999")), by(lambda r: digits(r, 5)), lit("istekao", "12.05.2031.")], look_n=6)
RS.detector("rs.id_card", lambda r: "00" + r.choice("123456789") + digits(r, 6),
            columns="licna_karta|broj_licne_karte|lična karta|broj lične karte|lk_broj|br. lične karte|лична карта|licna_karta_broj",
            cues="""
Lična karta br. §
Broj lične karte: §
{"dokument":"lična karta","broj":"§"}
§ (lična karta)
Identitet utvrđen uvidom u ličnu kartu br. §
Moja lična karta ima broj §.
Zakupac: Dragana Stojić, lična karta §
Serbian identity card (lična karta) §
Број личне карте: §
Izgubio sam ličnu kartu broj §
""", near=[shorter, longer, by(shape("9999A9999")), by(lambda r: digits(r, 5)), lit("istekla", "12.05.2031.")], look_n=6)

BA = Country("BA", LOOKS_YU)
BA.detector("ba.jmbg", jmbg(("10", "11", "12", "13", "14", "15", "16", "17", "18", "19")),
            "+jmbg|+JMBG|jmb|+maticni_broj|+jmbg_klijenta|JMB građanina|+jedinstveni_maticni_broj|+jmbg_osiguranika|JMB",
            """
JMB: §
+JMBG: §
+Moj JMBG je §, Sarajevo.
+{"ime":"Amila Hodžić","jmbg":"§"}
+§ (JMBG)
+Jedinstveni matični broj: §
+Osiguranik Emir Begić, JMBG §, Zavod zdravstvenog osiguranja Tuzla
+Ime;JMBG\\nLejla Mujić;§
+matični broj građana § (lična karta BiH)
+jmbg=§ status=ok
Personal number (JMB) § of a citizen of Bosnia
""", ok=jmbg_ok, near=jmbg_near(("10", "17", "18")) + [lit("nema", "stranac")])

ME = Country("ME", LOOKS_YU)
ME.detector("me.jmbg", jmbg(("21", "22", "23", "24", "25", "26", "27", "28", "29")),
            "+jmbg|+JMBG|+maticni_broj|+jmbg_klijenta|jmbg_crna_gora|+matični broj građana|+jedinstveni_maticni_broj|+jmbg_pacijenta|+JMBG broj",
            """
+JMBG: §
+Moj JMBG je §, Podgorica.
+{"ime":"Milica Vuković","jmbg":"§"}
+§ (JMBG)
+Jedinstveni matični broj: §
+Zaposleni Marko Radulović, JMBG §, Fond PIO Crne Gore
+Ime;JMBG\\nSanja Knežević;§
+matični broj građana §
+jmbg=§ status=ok
Personal number (JMBG) § of a citizen of Montenegro
""", ok=jmbg_ok, near=jmbg_near(("21", "26")) + [lit("nema", "stranac")])

MK = Country("MK", """
Нарачката § е испратена
Фактура бр. § за плаќање
Пратката § чека во пошта
Предметот § е затворен
Шифра на артикл § нема на залиха
Испратница § потпишана
Броило бр. §
""")
MK.detector("mk.embg", jmbg(("41", "42", "43", "44", "45", "46", "47", "48", "49")),
            "embg|ЕМБГ|maticen_broj|EMBG|матичен број|embg_klient|embg_osigurenik|единствен матичен број|embg_vraboten",
            """
ЕМБГ: §
Мојот ЕМБГ е §.
{"ime":"Ана Трајковска","embg":"§"}
§ (ЕМБГ)
Единствен матичен број на граѓанинот: §
Долупотпишаниот Бојан Стоев, ЕМБГ §, изјавувам
Име;ЕМБГ\\nЕлена Ристова;§
Осигуреник со ЕМБГ § пријавен во ФЗОМ
EMBG: §
матичен број § на вработениот
Macedonian personal number (EMBG) §
""", ok=jmbg_ok, near=jmbg_near(("41", "45")) + [lit("нема", "странец")])

# Kosovo, personal number: ten digits, weights 4 3 2 7 6 5 4 3 2, mod 11 (as for its fiscal number).
XK = Country("XK", """
Porosia § u dërgua
Fatura nr. § për pagesë
Pakoja § pret në postë
Rasti § u mbyll
Kodi i artikullit § nuk ka stok
Fletëdërgesa § e nënshkruar
Njehsori nr. §
""")


def xk_ok(v):
    c = -weighted(v[:9], (4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return len(v) == 10 and v.isdigit() and c < 10 and c == int(v[9])


assert xk_ok("1234567892")
XK.detector("xk.id", checked(lambda r: "1" + digits(r, 8), xk_ok), ok=xk_ok,
            columns="numri_personal|+personal_number|numri personal|nr_personal|+numriPersonal|licni_broj|+nr. personal|numri_personal_klientit",
            cues="""
+Numri personal: §
+Numri im personal është §.
+{"emri":"Arta Krasniqi","numriPersonal":"§"}
+§ (numri personal)
+Nr. personal: §
+Unë, Blerim Gashi, me numër personal §, deklaroj
+Emri;Numri personal\\nVlora Berisha;§
+I punësuari me numër personal § në ATK
+Kosovo personal number §
+Pacienti: Driton Hoxha, numri personal §
""", near=CHECKED + [lit("nuk ka", "i huaj")])

# Albania, NID: letter of the decade (A = 1900), year, month (+ 50 for women), day, serial; the letter is the sum of the
# places with weights 1 1 2 .. 8 (first letter A = 1) mod 23, over WABC…V; it agrees with the published sample numbers.
AL = Country("AL", """
Porosia § u nis
Fatura nr. § për t'u paguar
Pakoja § pret në postë
Çështja § u mbyll
Kodi i produktit § mungon
Fletë-dorëzimi § i nënshkruar
Matësi i energjisë nr. §
""")


def nid_ok(v):
    if len(v) != 10 or not (v[0].isalpha() and v[1:9].isdigit() and v[9].isalpha()):
        return False
    month, day = int(v[2:4]), int(v[4:6])
    total = ord(v[0]) - 64 + weighted(v[1:9], range(1, 9))
    return (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= 31 and "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == v[9]


def nid_letter(stem):
    return stem + "WABCDEFGHIJKLMNOPQRSTUV"[(ord(stem[0]) - 64 + weighted(stem[1:9], range(1, 9))) % 23]


def nid(rng, cut=None):
    born = birthday(rng)
    date = "%02d%02d" % (born.month + rng.choice((0, 50)), born.day)
    stem = chr(65 + (born.year - 1900) // 10) + str(born.year % 10) + (cut(rng, date) if cut else date) + digits(rng, 3)
    return nid_letter(stem)


def nid_date(rng):
    return nid(rng, lambda r, d: r.choice((r.choice(("13", "19", "00", "70")) + d[2:], d[:2] + r.choice(("32", "00", "77")))))


assert nid_ok("J00101999W")
AL.detector("al.nid", nid, ok=nid_ok,
            columns="+nid|numri_personal|NID|numri_identitetit|nr_personal|numri personal|nid_klienti|nr. personal|numriPersonal",
            cues="""
+Numri personal: §
NID: §
+{"emri":"Elira Hoxha","nid":"§"}
§ (NID)
+Numri i identitetit: §
Numri im personal është §.
Unë, Gent Leka, me nr. personal §, deklaroj
+Emri;NID\\nAnila Duka;§
Qytetari me numër personal § në e-Albania
Albanian identity number (NID) §
Punonjësi Ardit Meta, nr. personal: §
""", near=[wrong_check(9), by(nid_date), swapped, shorter, longer, wrong_check(7), by(nid_date), lit("nuk ka", "i huaj")],
            look_make=lambda r: wrong_check(9)(r, nid, nid_ok), bare=0)

if __name__ == "__main__":
    for country in (HR, SI, RS, BA, ME, MK, XK, AL):
        country.write()
