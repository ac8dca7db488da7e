"""Poland."""

from europe_base import (CHECKED, Country, birthday, by, checked, digits, lit, longer, pick, shape, shorter,
                         weighted, wrong_check)

PL = Country("PL", """
Zamówienie nr § zostało wysłane
Faktura § na kwotę 123,00 zł
Paczka § czeka w paczkomacie
Nr zlecenia serwisowego: §
Numer katalogowy § – produkt niedostępny
List przewozowy § odebrany
Licznik energii nr §
""")


# PESEL: ustawa o ewidencji ludności art. 15; weights 1 3 7 9, month + 20 from 2000.
def pesel_ok(v):
    if len(v) != 11 or not v.isdigit():
        return False
    month, day = int(v[2:4]) % 20, int(v[4:6])
    return 1 <= month <= 12 and 1 <= day <= 31 and -weighted(v[:10], (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10 == int(v[10])


def pesel_stem(rng, month=None, day=None):
    born = birthday(rng)
    m = month or born.month + (20 if born.year >= 2000 else 0)
    return "%02d%02d%02d%s" % (born.year % 100, m, day or born.day, digits(rng, 4))


def pesel_date(rng):
    bad = pesel_stem(rng, month=rng.choice((13, 16, 19, 33, 39))) if rng.random() < 0.5 else pesel_stem(rng, day=rng.choice((32, 45, 77)))
    return bad + str(-weighted(bad, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)


pesel = checked(pesel_stem, pesel_ok)
PL.detector("pl.pesel", pesel, ok=pesel_ok,
            columns="pesel|nr_pesel|PESEL|numer_pesel|pesel_pacjenta|PeselKlienta|pesel_pracownika|nr PESEL|pesel_no|PESEL_NR",
            cues="""
PESEL: §
Nr PESEL § zameldowana w Gdyni
{"imie":"Zofia","nazwisko":"Wrona","pesel":"§"}
§ (PESEL pacjenta)
Ja, niżej podpisany Marek Sowa, PESEL §, oświadczam, że…
Proszę o dopisanie mojego numeru PESEL § do umowy.
Imię;Nazwisko;PESEL\\nOla;Kubiak;§
Skierowanie: pacjentka Halina Bąk, nr PESEL: §
legitymujący się dowodem osobistym, o numerze PESEL §
ZUS ZUA: identyfikator ubezpieczonego P, PESEL=§
<pesel>§</pesel>
Polish personal number (PESEL) §
""", near=CHECKED + [by(pesel_date), by(pesel_date), lit("brak", "w trakcie nadawania")])


# NIP: ustawa o zasadach ewidencji podatników; weights 6 5 7 2 3 4 5 6 7, mod 11, never 10.
def nip_ok(v):
    return len(v) == 10 and v.isdigit() and v[0] != "0" and weighted(v[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(v[9])


nip = checked(lambda r: pick(r, "123456789", 3) + digits(r, 6), nip_ok)
PL.detector("pl.nip", nip, ok=nip_ok, fmts=("plain", "###-###-##-##", "###-##-##-###", "plain"),
            columns="nip|nr_nip|NIP|numer_nip|nip_klienta|NipNabywcy|nip_podatnika|nip_kontrahenta|NIP_NR|nr NIP",
            cues="""
NIP: §
Nabywca: Usługi Stolarskie Jan Dudek, NIP §
{"firma":"Kancelaria Ewa Lis","nip":"§"}
§ (NIP przedsiębiorcy)
Proszę o fakturę na NIP §.
Numer identyfikacji podatkowej §
Sprzedawca NIP: § / Nabywca NIP: §
Podatnik prowadzący działalność, nr NIP §, Urząd Skarbowy Łódź
kontrahent_nip=§ status=CZYNNY
Mój NIP to §, regon podam później.
Polish tax number (NIP): §
""", near=CHECKED + [lit("brak", "nie dotyczy")])


# Identity card: rozporządzenie w sprawie dowodu osobistego; letters 10..35, weights 7 3 1, the fourth place is the check.
def card_ok(v):
    if len(v) != 9 or not v[:3].isalpha() or not v[3:].isdigit():
        return False
    return sum(int(c, 36) * w for c, w in zip(v[:3] + v[4:], (7, 3, 1, 7, 3, 1, 7, 3))) % 10 == int(v[3])


def card(rng):
    a, b = pick(rng, "ABCD") + pick(rng, "ABCDEFGHIJKLMNPRSTUVWXYZ", 2), digits(rng, 5)
    return next(a + c + b for c in "0123456789" if card_ok(a + c + b))


PL.detector("pl.id_card", card, ok=card_ok, fmts=("plain", "### ######", "plain"),
            columns="dowod_osobisty|nr_dowodu|seria_numer_dowodu|Dowód osobisty|numer_dowodu|nr_dowodu_osobistego"
                    "|seria i numer dowodu|dowod|NrDowodu|dowod_osobisty_nr",
            cues="""
Dowód osobisty: §
Seria i numer dowodu osobistego: §
{"dokument":"dowód osobisty","numer":"§"}
legitymujący się dowodem osobistym § wydanym przez Prezydenta Krakowa
§ (nr dowodu osobistego)
Mój dowód osobisty ma numer §.
Umowa najmu – Najemca: Piotr Zając, dowód osobisty nr §
Zgubiłam dowód osobisty seria §, proszę o zastrzeżenie.
Tożsamość potwierdzono na podstawie dowodu osobistego §.
nr_dowodu=§ data_waznosci=2033-02-11
Polish identity card (dowód osobisty) §
""",
            near=[wrong_check(3), wrong_check(8), wrong_check(5), shorter, longer, wrong_check(1), lit("zgubiony", "12.05.2031")])


# Passport: two letters and seven digits, the third place is the check; weights 7 3, 1 7 3 1 7 3.
def pass_ok(v):
    if len(v) != 9 or not v[:2].isalpha() or not v[2:].isdigit():
        return False
    return sum(int(c, 36) * w for c, w in zip(v[:2] + v[3:], (7, 3, 1, 7, 3, 1, 7, 3))) % 10 == int(v[2])


def passport(rng):
    a, b = pick(rng, "AEFZ") + pick(rng, "ABCDEFGHJKLMNPRSTUVWXYZ"), digits(rng, 6)
    return next(a + c + b for c in "0123456789" if pass_ok(a + c + b))


assert pass_ok("ZS0000177") and card_ok("ABA300000")
PL.detector("pl.passport", passport, ok=pass_ok, fmts=("plain", "## #######", "plain"),
            columns="paszport|nr_paszportu|numer_paszportu|seria_numer_paszportu|Paszport|nr paszportu|paszport_nr|NrPaszportu"
                    "|+passport_number|paszport_numer",
            cues="""
Paszport nr §
Numer paszportu: §
{"dokument":"paszport","numer":"§"}
§ (paszport, ważny do 2033)
Uczestnik wycieczki: Kinga Malec, nr paszportu §
Legitymuje się paszportem § wydanym przez Wojewodę.
Mój paszport ma serię i numer §
Seria i numer paszportu §
Polish passport §
Wniosek wizowy: paszport § / obywatelstwo polskie
""",
            near=[wrong_check(2), wrong_check(8), shorter, longer, wrong_check(5), wrong_check(0), lit("nieważny", "01.03.2033")])

# Driving licence: five digits, two of the year, four of the authority.
def licence(rng):
    return "%s/%02d/%s" % (digits(rng, 5), rng.randrange(5, 26), rng.choice(("1465", "1261", "3064", "0264", "2261", "1061", "0663")))


PL.detector("pl.driving", licence,
            columns="prawo_jazdy|nr_prawa_jazdy|numer_prawa_jazdy|Prawo jazdy|prawojazdy_nr|nr prawa jazdy|prawo_jazdy_nr"
                    "|NrPrawaJazdy|+driving_licence_no|pj_numer_prawo_jazdy",
            cues="""
Prawo jazdy nr §
Numer prawa jazdy: §, kat. B
{"kierowca":"Tomasz Gil","prawoJazdy":"§"}
§ (nr prawa jazdy)
Kierujący okazał prawo jazdy § wydane przez Starostę.
Umowa wynajmu auta – prawo jazdy: §
Moje prawo jazdy ma numer §.
Zatrzymano prawo jazdy numer §
Polish driving licence (prawo jazdy) §
Kierowca: Ewelina Cyran; prawo jazdy §; kat. C+E
""",
            near=[by(shape("9999/99/9999")), by(shape("99999/9/9999")), by(shape("99999/99/999")), by(shape("999999/99/9999")),
                  lit("kat. B", "zatrzymane", "11/2030")], look_n=6)

if __name__ == "__main__":
    PL.write()
