"""Hungary."""

import datetime

from europe_base import CHECKED, Country, birthday, by, checked, digits, lit, longer, shape, shorter, weighted

HU = Country("HU", """
A § számú rendelést feladtuk
Számla sorszáma: § – fizetendő 12 300 Ft
A § csomag átvehető a csomagpontban
Hibajegy § lezárva
Cikkszám § jelenleg nincs raktáron
Szállítólevél § aláírva
Villanyóra gyári száma §
""")


# Tax identification: 2017. évi CL. törvény 1. melléklet; 8, days since 1867-01-01, serial, check Σ i·d mod 11 (never 10).
def tax_ok(v):
    return len(v) == 10 and v.isdigit() and v[0] == "8" and weighted(v[:9], range(1, 10)) % 11 == int(v[9])


def tax_stem(rng):
    days = (birthday(rng) - datetime.date(1867, 1, 1)).days
    return "8%05d%03d" % (days, rng.randrange(1000))


def tax_lead(rng):
    return checked(lambda r: r.choice("123679") + digits(r, 8), lambda v: weighted(v[:9], range(1, 10)) % 11 == int(v[9]))(rng)


HU.detector("hu.tax", checked(tax_stem, tax_ok), ok=tax_ok,
            columns="adoazonosito|adóazonosító jel|adoazonosito_jel|adojel|AdoazonositoJel|ado_azonosito|dolgozo_adoazonosito|adoazonosító|adoaz_jel|tax_id_hu",
            cues="""
Adóazonosító jel: §
Az adóazonosító jelem §, kérem a módosítást.
{"nev":"Kiss Réka","adoazonositoJel":"§"}
§ (adóazonosító jel)
Munkavállaló: Nagy Ádám, adóazonosító jele: §
Bérjegyzék 2026. február – Adóazonosító: §
Név;Adóazonosító jel\\nVarga Zsófia;§
NAV bevallás, magánszemély adóazonosító jele §
adóazonosító jellel (§) rendelkező magánszemély
Kérjük, adja meg az adóazonosító jelét! – Az enyém: §
Hungarian tax identification number §
""", near=CHECKED + [by(tax_lead), by(tax_lead), lit("nincs", "igényelve")])


# TAJ: 1996. évi XX. törvény; weights 3 7, mod 10.
def taj_ok(v):
    return len(v) == 9 and v.isdigit() and weighted(v[:8], (3, 7) * 4) % 10 == int(v[8])


HU.detector("hu.taj", checked(lambda r: r.choice("01") + digits(r, 7), taj_ok), ok=taj_ok, fmts=("### ### ###", "plain", "###-###-###"),
            columns="taj|taj_szam|TAJ szám|tajszam|TAJ|beteg_taj|taj_sz|TajSzam|tb_azonosito_taj|dolgozo_taj",
            cues="""
TAJ szám: §
TAJ: §
{"beteg":"Szabó Márk","taj":"§"}
§ (TAJ-szám)
A TAJ számom §, időpontot szeretnék kérni.
Beteg neve: Tóth Eszter, TAJ-száma: §
EESZT lekérdezés taj=§ eredmény=OK
Név;TAJ\\nHorváth Dóra;§
Társadalombiztosítási azonosító jel (TAJ) §
Beutaló – TAJ: § – szakrendelés: szemészet
Hungarian social security number (TAJ) §
""", near=CHECKED + [lit("nincs", "külföldi")])


# Personal number: 1996. évi XX. törvény melléklet; born before 1997: Σ i·d mod 11, sex 1 or 2.
def personal_ok(v):
    if len(v) != 11 or not v.isdigit() or v[0] == "0":
        return False
    return 1 <= int(v[3:5]) <= 12 and 1 <= int(v[5:7]) <= 31 and any(
        weighted(v[:10], w) % 11 == int(v[10]) for w in (range(1, 11), range(10, 0, -1)))


def personal_at(rng, born, cut=None):
    while True:
        date = born.strftime("%y%m%d")
        stem = rng.choice("12") + (cut(date) if cut else date) + "%03d" % rng.randrange(1, 999)
        c = weighted(stem, range(1, 11)) % 11
        if c < 10:
            return stem + str(c)


def personal(rng):
    return personal_at(rng, birthday(rng, 1941, 1996))


def personal_date(rng):
    return personal_at(rng, birthday(rng, 1941, 1996), lambda d: rng.choice((d[:2] + rng.choice(("13", "19", "00")) + d[4:], d[:4] + rng.choice(("32", "00", "54")))))


HU.detector("hu.personal", personal, ok=personal_ok, fmts=("#-######-####", "plain", "# ###### ####", "#-######-####"),
            columns="szemelyi_szam|személyi szám|szemelyi_azonosito|személyi azonosító|szemelyiszam|szem_szam|SzemelyiSzam|szemelyi_azonosito_jel|személyi azonosító jel",
            cues="""
Személyi szám: §
Személyi azonosító: §
{"nev":"Fekete Béla","szemelyiAzonosito":"§"}
§ (személyi azonosító jel)
A személyi számom §.
Eladó: Molnár István, szem. szám: §
Név;Személyi szám\\nLakatos Ilona;§
Az ügyfél személyi azonosítója: §
személyi azonosító jele § (lakcímkártya hátoldala)
Meghatalmazott: Balogh Anikó, személyi szám §
Hungarian personal number (személyi szám) §
""", near=CHECKED[:5] + [by(personal_date), by(personal_date), by(lambda r: "0" + personal(r)[1:]), lit("nem ismert", "külföldi")])

HU.detector("hu.passport", shape("BA9999999"),
            columns="utlevel|útlevélszám|utlevelszam|utlevel_szam|útlevél száma|UtlevelSzam|utlevel_szama|+passport_number",
            cues="""
Útlevélszám: §
Útlevél száma: §
{"okmany":"útlevél","utlevelszam":"§"}
§ (útlevélszám)
Utas: Farkas Gergő, útlevélszám §
Az útlevelem száma §.
Magyar útlevél § érvényes 2031-ig
Hungarian passport no. §
Elveszett útlevél, száma: §
utlevelszam=§ orszag=HUN
""", near=[by(shape("BA9999")), by(shape("BA999999999")), by(shape("9999BA999")), by(lambda r: digits(r, 5)), lit("lejárt", "2031.05.12.")],
            look_n=6)
HU.detector("hu.id_card", shape("999999AA"), fmts=("plain", "###### ##", "plain"),
            columns="szemelyi_igazolvany|személyi igazolvány szám|szig_szam|szemelyi_igazolvany_szam|személyi igazolvány|szemig|szigszam|szem_ig_szam|SzemelyiIgazolvanySzam",
            cues="""
Személyi igazolvány száma: §
Szem. ig. szám: §
{"okmany":"személyi igazolvány","szam":"§"}
§ (személyi igazolvány)
Az ügyfél személyi igazolványának száma §.
Személyazonosító igazolvány száma: §
Bérlő: Takács Noémi, szig. szám: §
A személyi igazolványom száma §.
Hungarian identity card (személyi igazolvány) §
személyi igazolvánnyal (§) igazolta magát
""", near=[shorter, longer, by(shape("AA9999A9")), by(lambda r: digits(r, 6)), lit("lejárt", "2033.01.31.")], look_n=6)
HU.detector("hu.driving", shape("CA999999", "ABCDEFGHJKLMNPRSTUVWXYZ"),
            columns="jogositvany|vezetői engedély|vezetoi_engedely|jogositvany_szam|vezetoi_engedely_szam|jogosítvány szám|VezetoiEngedelySzam|+driving_licence_number",
            cues="""
Vezetői engedély száma: §
Jogosítvány száma: §
{"sofor":"Kocsis Péter","vezetoiEngedely":"§"}
§ (vezetői engedély)
A jogosítványom száma §.
Vezető: Simon Júlia, vezetői engedély §
Bevont vezetői engedély száma §
Hungarian driving licence (vezetői engedély) §
vezetői engedélyének száma §, B kategória
Bérautó – jogosítványszám: §
""", near=[shorter, longer, by(shape("9999CA99")), by(shape("CAAA9999")), lit("B kategória", "bevonva")], look_n=6)

if __name__ == "__main__":
    HU.write()
