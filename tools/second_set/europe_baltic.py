"""Estonia, Latvia, Lithuania."""

from europe_base import CHECKED, Country, birthday, by, digits, lit, longer, shape, shorter, weighted


# Personal code of Estonia and Lithuania: EVS 585, Lietuvos gyventojų registro įstatymas; two-stage mod 11.
def two_stage(v):
    c = weighted(v, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if c == 10:
        c = weighted(v, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return c


def code_ok(v):
    return (len(v) == 11 and v.isdigit() and v[0] in "123456" and 1 <= int(v[3:5]) <= 12 and 1 <= int(v[5:7]) <= 31
            and two_stage(v) == int(v[10]))


def code_of(rng, cut=None):
    born = birthday(rng)
    date = born.strftime("%m%d")
    stem = rng.choice("34" if born.year < 2000 else "56") + "%02d" % (born.year % 100) + (cut(rng, date) if cut else date) \
        + "%03d" % rng.randrange(1, 999)
    return stem + str(two_stage(stem + "0"))


def code_date(rng):
    return code_of(rng, lambda r, d: r.choice((r.choice(("13", "00", "18")) + d[2:], d[:2] + r.choice(("32", "00", "45")))))


NEAR = CHECKED + [by(code_date), by(code_date)]
EE = Country("EE", """
Tellimus § on välja saadetud
Arve nr § tasuda 14 päeva jooksul
Pakk § ootab pakiautomaadis
Pöördumine § on suletud
Tootekood § on otsas
Saateleht § allkirjastatud
Elektriarvesti nr §
""")
EE.detector("ee.ik", code_of, ok=code_ok,
            columns="isikukood|+ik|isikukood_klient|Isikukood|isiku_kood|patsiendi_isikukood|tootaja_isikukood|isikuKood|+personal_code",
            cues="""
Isikukood: §
Minu isikukood on §, palun kontrollige.
{"nimi":"Mari Tamm","isikukood":"§"}
§ (isikukood)
Patsient: Jaan Kask, isikukood §
Töötaja isikukoodiga § on registreeritud
Nimi;Isikukood\\nLiis Sepp;§
Üürnik Kristjan Mägi, ik §
Mobiil-ID sisselogimine isikukood=§
Lapse isikukood: §
Estonian personal code (isikukood) §
""", near=NEAR + [lit("puudub", "teadmata")])
EE.detector("ee.passport", shape("K9999999"),
            columns="+pass|passi_number|passi number|passinumber|passi_nr|eesti_pass|+passport_number|passiNumber",
            cues="""
Passi number: §
Pass nr §
{"dokument":"pass","passiNumber":"§"}
§ (passi number)
Reisija: Andres Rebane, passi nr §
Minu passi number on §.
Eesti pass § kehtib aastani 2031
Estonian passport no. §
Kaotatud pass, passi number §
passi_number=§ riik=EST
""", near=[shorter, by(shape("K9999999999")), by(shape("9999K999")), by(lambda r: digits(r, 5)), lit("kehtetu", "12.05.2031")], look_n=6)
EE.detector("ee.id_card", shape("AA9999999"),
            columns="id_kaart|id_kaardi_number|ID-kaart|ID-kaardi number|idkaart_nr|isikutunnistus|isikutunnistuse_number|idKaart",
            cues="""
ID-kaardi number: §
ID-kaart §
{"dokument":"ID-kaart","number":"§"}
§ (ID-kaardi number)
Isikutunnistuse number §
Minu ID-kaardi number on §.
Isik tuvastatud ID-kaardi § alusel
Estonian ID card (ID-kaart) §
Kadunud ID-kaart, ID-kaardi number §
Üürnik: Piret Laas, isikutunnistus §
""", near=[shorter, longer, by(shape("9999AA999")), by(lambda r: digits(r, 5)), lit("kehtetu", "12.05.2031")], look_n=6)

LV = Country("LV", """
Pasūtījums § ir nosūtīts
Rēķins Nr. § jāapmaksā 14 dienu laikā
Sūtījums § gaida pakomātā
Pieteikums § ir slēgts
Preces kods § nav noliktavā
Pavadzīme § parakstīta
Elektrības skaitītājs Nr. §
""")


# Personal code: Fizisko personu reģistra likums; old: DDMMYY-CNNNK, weights 1 6 3 7 9 10 5 8 4 2, 1101 - sum mod 11 mod 10;
# since July 2017 the code begins with 32 and tells no date.
def pk_ok(v):
    if len(v) != 11 or not v.isdigit():
        return False
    if v[:2] in ("32", "33", "34", "35", "36", "37", "38", "39"):
        return True
    return (1 <= int(v[:2]) <= 31 and 1 <= int(v[2:4]) <= 12 and v[6] in "012"
            and (1101 - weighted(v[:10], (1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11 % 10 == int(v[10]))


def pk_old(rng, cut=None):
    while True:
        born = birthday(rng)
        date = born.strftime("%d%m%y")
        stem = (cut(rng, date) if cut else date) + ("1" if born.year < 2000 else "2") + "%03d" % rng.randrange(1, 999)
        c = (1101 - weighted(stem, (1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11
        if c < 10:
            return stem + str(c)


def pk_date(rng):
    return pk_old(rng, lambda r, d: r.choice((r.choice(("00", "45", "62")) + d[2:], d[:2] + r.choice(("13", "00", "19")) + d[4:])))


LV.detector("lv.pk", pk_old, ok=pk_ok, fmts=("######-#####", "plain", "######-#####"),
            columns="personas_kods|+pk|Personas kods|personaskods|pers_kods|klienta_personas_kods|pacienta_pk|PersonasKods|p.k.",
            cues="""
Personas kods: §
Mans personas kods ir §, lūdzu pārbaudiet.
{"vards":"Ilze Bērziņa","personasKods":"§"}
§ (personas kods)
Pacients: Jānis Ozols, personas kods §
Darbinieks ar personas kodu § reģistrēts
Vārds;Personas kods\\nLīga Kalniņa;§
Īrnieks Andris Liepa, p.k. §
personas_kods=§ statuss=ok
Bērna personas kods: §
Latvian personal code (personas kods) §
""", near=CHECKED + [by(pk_date), by(pk_date), lit("nav", "ārzemnieks")])
for kind, columns, cues in (
        ("passport", "pase|pases_numurs|pases_nr|pases numurs|latvijas_pase|pasesNumurs|pases Nr.|+passport_number", """
Pases numurs: §
Pase Nr. §
{"dokuments":"pase","pasesNumurs":"§"}
§ (pase)
Ceļotājs: Toms Krūms, pases nr. §
Manas pases numurs ir §.
Latvijas pase § derīga līdz 2031. gadam
Latvian passport no. §
Nozaudēta pase, pases numurs §
pases_nr=§ valsts=LVA
"""),
        ("id_card", "personas_aplieciba|eid_karte|personas apliecība|apliecibas_numurs_eid|personas_apliecibas_nr|eID kartes numurs|personasApliecība|id_karte", """
Personas apliecība Nr. §
Personas apliecības numurs: §
{"dokuments":"personas apliecība","numurs":"§"}
§ (personas apliecība)
eID kartes numurs §
Manas personas apliecības numurs ir §.
Identitāte pārbaudīta pēc personas apliecības §
Latvian identity card (personas apliecība) §
Nozaudēta personas apliecība Nr. §
Īrniece: Sanita Roze, personas apliecība §
""")):
    LV.detector("lv." + kind, shape("LV9999999" if kind == "passport" else "PA9999999"), columns, cues,
                near=[shorter, longer, by(shape("99A9L9999")), by(lambda r: digits(r, 5)), lit("nederīga", "12.05.2031.")], look_n=6)

LT = Country("LT", """
Užsakymas § išsiųstas
Sąskaita Nr. § apmokėti per 14 dienų
Siunta § laukia paštomate
Užklausa § uždaryta
Prekės kodas § išparduotas
Važtaraštis § pasirašytas
Elektros skaitiklis Nr. §
""")
LT.detector("lt.ak", code_of, ok=code_ok,
            columns="asmens_kodas|+ak|Asmens kodas|asmenskodas|kliento_asmens_kodas|asm_kodas|paciento_ak|AsmensKodas|a.k.",
            cues="""
Asmens kodas: §
Mano asmens kodas yra §, prašau patikrinti.
{"vardas":"Rasa Petraitė","asmensKodas":"§"}
§ (asmens kodas)
Pacientas: Jonas Kazlauskas, asmens kodas §
Darbuotojas, kurio asmens kodas §, priimtas
Vardas;Asmens kodas\\nEglė Jonaitė;§
Nuomininkas Tomas Balčiūnas, a. k. §
asmens_kodas=§ sodra=ok
Vaiko asmens kodas: §
Lithuanian personal code (asmens kodas) §
""", near=NEAR + [lit("nėra", "užsienietis")])
for kind, columns, cues in (
        ("passport", "pasas|paso_numeris|paso_nr|paso numeris|lietuvos_pasas|pasoNumeris|paso Nr.|+passport_number", """
Paso numeris: §
Pasas Nr. §
{"dokumentas":"pasas","pasoNumeris":"§"}
§ (paso numeris)
Keliautojas: Mantas Urbonas, paso nr. §
Mano paso numeris yra §.
Lietuvos pasas § galioja iki 2031 m.
Lithuanian passport no. §
Pamestas pasas, paso numeris §
paso_nr=§ salis=LTU
"""),
        ("id_card", "asmens_tapatybes_kortele|atk|tapatybes_kortele|asmens tapatybės kortelė|atk_numeris|tapatybes_korteles_nr|asmensTapatybesKortele|tapatybės kortelės Nr.", """
Asmens tapatybės kortelė Nr. §
Asmens tapatybės kortelės numeris: §
{"dokumentas":"asmens tapatybės kortelė","numeris":"§"}
§ (asmens tapatybės kortelė)
ATK numeris §
Mano asmens tapatybės kortelės numeris yra §.
Tapatybė nustatyta pagal asmens tapatybės kortelę §
Lithuanian identity card (asmens tapatybės kortelė) §
Pamesta tapatybės kortelė Nr. §
Nuomininkė: Ieva Stankutė, asmens tapatybės kortelė §
"""),
        ("driving", "vairuotojo_pazymejimas|vairuotojo pažymėjimas|vairuotojo_pazymejimo_nr|vp_numeris|vairuotojo pažymėjimo Nr.|vairuotojoPazymejimas|teises_vairuotojo|+driving_licence_number", """
Vairuotojo pažymėjimas Nr. §
Vairuotojo pažymėjimo numeris: §
{"vairuotojas":"Darius Sakalas","vairuotojoPazymejimas":"§"}
§ (vairuotojo pažymėjimas)
Vairuotojas pateikė vairuotojo pažymėjimą Nr. §
Mano vairuotojo pažymėjimo numeris yra §.
Automobilių nuoma: Giedrė Paulauskė, vairuotojo pažymėjimas §
Lithuanian driving licence (vairuotojo pažymėjimas) §
Atimtas vairuotojo pažymėjimas Nr. §
vairuotojo pažymėjimas §, B kategorija
""")):
    LT.detector("lt." + kind, lambda r: r.choice("12") + digits(r, 7), columns, cues,
                near=[by(lambda r: digits(r, 6)), longer, by(lambda r: digits(r, 11)), by(lambda r: digits(r, 5)), lit("negalioja", "2031-05-12", "nėra")],
                look_n=6)

if __name__ == "__main__":
    for country in (EE, LV, LT):
        country.write()
