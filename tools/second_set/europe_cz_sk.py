"""Czechia, Slovakia. One birth number serves both, so its good cases tell the class."""

from europe_base import Country, birthday, by, digits, lit, longer, shape, shorter, swapped, wrong_check

NATIONAL = "user.government_id.national_identification_number"
CZ = Country("CZ", """
Objednávka § byla odeslána
Faktura č. § splatná 30. 4. 2026
Zásilka § čeká na výdejně
Reklamace § uzavřena
Katalogové číslo § není skladem
Dodací list § podepsán
Elektroměr č. §
""")
SK = Country("SK", """
Objednávka č. § bola odoslaná
Faktúra § splatná 30. 4. 2026
Balík § čaká na pošte
Reklamácia § uzavretá
Katalógové číslo § nie je na sklade
Dodací list § podpísaný
Elektromer č. §
""")


# Birth number: zákon 133/2000 Sb. § 13, zákon 301/1995 Z. z.; ten digits divisible by 11 (before 1985 a remainder of 10 gave
# 0), women's month + 50, in Czechia + 20 or + 70 from 2004 when a day's numbers run out.
def rc_ok(v):
    v = v.replace("/", "")
    if len(v) == 9 and v.isdigit():
        return int(v[:2]) < 54 and 1 <= int(v[2:4]) % 50 <= 12 and 1 <= int(v[4:6]) <= 31
    if len(v) != 10 or not v.isdigit():
        return False
    month, day = int(v[2:4]) % 50, int(v[4:6])
    month = month - 20 if month > 20 else month
    return int(v[:9]) % 11 % 10 == int(v[9]) and 1 <= month <= 12 and 1 <= day <= 31


def rc_stem(rng, month=None, day=None):
    while True:
        born = birthday(rng, 1956, 2005)
        m = (month or born.month) + rng.choice((0, 50))
        stem = "%02d%02d%02d%03d" % (born.year % 100, m, day or born.day, rng.randrange(1, 999))
        if int(stem) % 11 < 10:
            return stem + str(int(stem) % 11)


def rc_date(rng):
    return rc_stem(rng, month=rng.choice((13, 15, 18, 19))) if rng.random() < 0.5 else rc_stem(rng, day=rng.choice((32, 40, 49)))


RC_NEAR = [wrong_check(), swapped, by(rc_date), longer, wrong_check(8), by(rc_date), by(lambda r: digits(r, 7)), wrong_check(3)]
CZ.detector("cz.rc", rc_stem, ok=rc_ok, fmts=("######/####", "plain", "######/####", "###### / ####"),
            columns="rodne_cislo|rodné číslo|+rc|RČ|rodneCislo|r_cislo|cislo_rodne|rc_pacienta|rodne_cislo_klienta|birth_number",
            cues="""
Rodné číslo: §
r. č. §
{"jmeno":"Jana Dvořáčková","rodneCislo":"§"}
§ (rodné číslo pacienta)
Moje rodné číslo je §, prosím o opravu v systému.
Já, Petr Havelka, RČ §, uděluji plnou moc
Pacientka nar. 1974, r.č.: §, pojišťovna 111
Jméno;Rodné číslo\\nOndřej Malý;§
Pojištěnec s rodným číslem § byl přihlášen
ČSSZ – výpis pro rodné číslo §
Prosím o doplnění rodného čísla manželky: §
Czech birth number (rodné číslo) §
""", near=RC_NEAR + [lit("neuvedeno", "cizinec")], as_class=NATIONAL)
SK.detector("sk.rc", rc_stem, ok=rc_ok, fmts=("######/####", "plain", "######/####"),
            columns="rodne_cislo|rodné číslo|+rc|RČ|rodneCislo|rod_cislo|rodne_c|rc_poistenca|rodne_cislo_klienta|birth_number",
            cues="""
Rodné číslo: §
r. č.: §
{"meno":"Zuzana Kováčová","rodneCislo":"§"}
§ (rodné číslo poistenca)
Moje rodné číslo je §, ďakujem za opravu.
Dolupodpísaný Ján Hudák, r.č. §, týmto splnomocňujem
Pacient Michal Urban, rodné číslo §, poisťovňa 25
Meno;Rodné číslo\\nPeter Baláž;§
Zamestnanec s rodným číslom § nastúpil 1. 2. 2026
Sociálna poisťovňa – výpis k rodnému číslu §
Slovak birth number (rodné číslo) §
""", near=RC_NEAR + [lit("neuvedené", "cudzinec")], as_class=NATIONAL)

CZ.detector("cz.passport", lambda r: r.choice("34") + digits(r, 7),
            columns="cestovni_pas|cislo_pasu|číslo pasu|pas_cislo|cestovní pas|c_pasu|CisloPasu|+passport_number|cislo_cestovniho_pasu",
            cues="""
Cestovní pas č. §
Číslo pasu: §
{"doklad":"cestovní pas","cislo":"§"}
§ (číslo pasu)
Cestující: Tereza Malá, pas č. §
Můj pas má číslo §.
Český cestovní pas § platný do 2031
Czech passport no. §
Ztráta pasu, číslo cestovního pasu §
cislo_pasu=§ stat=CZE
""", near=[shorter, longer, by(shape("9999A999")), by(lambda r: digits(r, 5)), lit("neplatný", "12. 5. 2031")], tied=True, look_n=6)
CZ.detector("cz.id_card", lambda r: r.choice("12") + digits(r, 8),
            columns="obcansky_prukaz|cislo_op|číslo OP|+op|občanský průkaz|cislo_obcanskeho_prukazu|c_op|CisloOP|cislo_op_klienta",
            cues="""
Občanský průkaz č. §
Číslo OP: §
{"doklad":"občanský průkaz","cislo":"§"}
§ (číslo občanského průkazu)
Totožnost ověřena podle občanského průkazu č. §
Můj občanský průkaz má číslo §.
Nájemce: Jiří Beran, OP č. §
Czech identity card (občanský průkaz) §
Ztratila jsem občanku, občanský průkaz číslo §
číslo občanského průkazu: §, platnost do 2033
""", near=[shorter, longer, by(shape("9999A9999")), by(lambda r: digits(r, 5)), lit("propadlý", "12. 5. 2033")], look_n=6)
CZ.detector("cz.driving", shape("EA999999", "ABCDEFHJKLMN"), fmts=("plain", "## ######", "plain"),
            columns="ridicsky_prukaz|cislo_rp|číslo ŘP|řidičský průkaz|cislo_ridickeho_prukazu|cislo_ridicskeho_prukazu|c_rp|ridicak_cislo|+driving_licence_number",
            cues="""
Řidičský průkaz č. §
Číslo řidičského průkazu: §
{"řidič":"Karel Toman","řidičskýPrůkaz":"§"}
§ (číslo řidičského průkazu)
Řidič předložil řidičský průkaz č. §
Můj řidičský průkaz má číslo §.
Půjčovna: Lucie Benešová, řidičský průkaz §
Czech driving licence (řidičský průkaz) §
Zadržen řidičský průkaz číslo §
Řidičský průkaz §, skupina B
""", near=[shorter, longer, by(shape("9999EA99")), by(shape("EAAA9999")), lit("skupina B", "zadržen")], tied=True, look_n=6)

SK.detector("sk.passport", shape("P9999999"),
            columns="cestovny_pas|cislo_pasu|číslo pasu|pas_cislo|cestovný pas|c_pasu|CisloPasu|+passport_number|cislo_cestovneho_pasu",
            cues="""
+Cestovný pas č. §
+Číslo pasu: §
+{"doklad":"cestovný pas","cislo":"§"}
§ (slovenský pas)
+Cestujúci: Martin Kollár, pas č. §
Môj slovenský pas má číslo §.
Cestovný pas SR § platný do 2031
Slovak passport no. §
+Strata pasu, číslo cestovného pasu §
+Pas č. § vydaný v Nitre
""", near=[shorter, longer, by(shape("9999P999")), by(lambda r: digits(r, 5)), lit("neplatný", "12. 5. 2031")], tied=True, look_n=6)
SK.detector("sk.id_card", shape("EA999999", "ABCDEFHJKLMN"), fmts=("plain", "## ######", "plain"),
            columns="obciansky_preukaz|cislo_op|číslo OP|občiansky preukaz|cislo_obcianskeho_preukazu|c_op|CisloOP|cislo_op_klienta",
            cues="""
Občiansky preukaz č. §
+Číslo OP: §
{"doklad":"občiansky preukaz","cislo":"§"}
§ (číslo občianskeho preukazu)
Totožnosť overená podľa občianskeho preukazu č. §
Môj občiansky preukaz má číslo §.
Nájomca: Jozef Gajdoš, občiansky preukaz §
Slovak identity card (občiansky preukaz) §
Stratil som občiansky preukaz číslo §
číslo občianskeho preukazu: §
""", near=[shorter, longer, by(shape("9999EA99")), by(shape("EAAA9999")), lit("neplatný", "12. 5. 2033")], tied=True, look_n=6)
SK.detector("sk.driving", shape("E9999999"),
            columns="vodicsky_preukaz|cislo_vp|vodičský preukaz|cislo_vodicskeho_preukazu|vodicak_cislo|číslo vodičského preukazu|vodicsky_preukaz_c|+driving_licence_number",
            cues="""
Vodičský preukaz č. §
Číslo vodičského preukazu: §
{"vodič":"Igor Šimko","vodičskýPreukaz":"§"}
§ (číslo vodičského preukazu)
Vodič predložil vodičský preukaz č. §
Môj vodičský preukaz má číslo §.
Autopožičovňa: Lenka Tóthová, vodičský preukaz §
Slovak driving licence (vodičský preukaz) §
Zadržaný vodičský preukaz číslo §
Vodičský preukaz §, skupina B
""", near=[shorter, longer, by(shape("9999E999")), by(shape("EAAA9999")), lit("skupina B", "zadržaný")], look_n=6)

if __name__ == "__main__":
    CZ.write()
    SK.write()
