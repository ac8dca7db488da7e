"""Identifiers of Africa; the source stands at each rule."""

from world_americas import bumped
from world_asia import aadhaar, named, passport
from world_common import Cases, at_home, birth, digits, identifier, letters, luhn


def za_id(rng):
    """Department of Home Affairs: YYMMDD, four digits of sex, citizenship 0 or 1, 8, Luhn."""
    y, m, d = birth(rng)
    body = f"{y % 100:02}{m:02}{d:02}{digits(rng, 4)}{rng.choice('01')}8"
    return body + luhn(body)


def za_with(rng, at, text):
    body = za_id(rng)[:12]
    body = body[:at] + text + body[at + len(text) :]
    return body + luhn(body)


EGYPT = ["01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "22", "23", "24", "25", "26", "27", "28", "29", "31", "32", "33", "34", "35", "88"]


def eg_id(rng):
    """Civil Status Organization, Egypt: century 2 or 3, date, governorate, serial, a last digit whose rule is not published."""
    y, m, d = birth(rng)
    return ("2" if y < 2000 else "3") + f"{y % 100:02}{m:02}{d:02}" + rng.choice(EGYPT) + digits(rng, 5)


def all_files():
    out = Cases("africa")
    ar = lambda *names: named("ar", *names)
    fr = lambda *names: named("fr", *names)
    identifier(out, "za.id", "ZA", ["sa_id", "rsa_id_no", "!id_number", "!ID No.", "id_nommer", "south_african_id"], ["SA ID number", "ID number", "South African ID", "RSA ID No.", "Identity number"], za_id, [bumped(za_id), lambda r: za_with(r, 2, "13"), lambda r: za_with(r, 4, "32"), lambda r: za_id(r)[:-1], lambda r: za_id(r) + "1", bumped(za_id), lambda r: za_with(r, 10, "7"), lambda r: za_with(r, 2, "00"), lambda r: za_id(r)[:6] + "*******"], bare=None)
    passport(out, "ZA", ["passport_no", "passport", "paspoortnommer"], ["Passport No.", "South African passport", "passport number"], lambda r: letters(r, 1, "AM") + digits(r, 8))
    identifier(out, "eg.id", "EG", ["national_id_eg", "الرقم القومي", "raqam_qawmy", "egypt_national_id", "!national_id"], [*ar("الرقم القومي", "رقم البطاقة", "رقم قومي"), "Egyptian National ID", "National ID"], eg_id, [lambda r: eg_id(r)[:3] + "13" + eg_id(r)[5:], lambda r: eg_id(r)[:5] + "32" + eg_id(r)[7:], lambda r: eg_id(r)[:7] + "99" + eg_id(r)[9:], lambda r: eg_id(r)[:-1], lambda r: eg_id(r) + "4", lambda r: "9" + eg_id(r)[1:], lambda r: eg_id(r)[:7] + "50" + eg_id(r)[9:], lambda r: eg_id(r)[:3] + "00" + eg_id(r)[5:]])
    passport(out, "EG", ["passport_no", "رقم جواز السفر", "passport"], [*ar("رقم جواز السفر", "جواز السفر"), "Egyptian passport", "Passport No."], lambda r: "A" + digits(r, 8))

    ng = Cases("ng_ke_gh")
    nin = lambda r: digits(r, 11, "123456789")
    identifier(ng, "ng.nin", "NG", ["nin", "NIN", "nin_number", "national_identification_number", "nimc_nin"], ["NIN", "National Identification Number", "NIN No.", "NIMC NIN"], nin, [lambda r: nin(r)[:-1], lambda r: nin(r) + "2", lambda r: "A" + nin(r)[1:], lambda r: digits(r, 5), lambda r: nin(r)[:-4] + "****"], bare="ng.nin")
    bvn = lambda r: "22" + digits(r, 9)
    identifier(ng, "ng.bvn", "NG", ["bvn", "BVN", "bank_verification_number", "customer_bvn"], ["BVN", "Bank Verification Number", "BVN No."], bvn, [lambda r: bvn(r)[:-1], lambda r: bvn(r) + "2", lambda r: "A" + bvn(r)[1:], lambda r: digits(r, 5)], bare="ng.bvn")
    tin = lambda r: digits(r, 8, "12") + "-0001"
    identifier(ng, "ng.tin", "NG", ["firs_tin", "tin_ng", "jtb_tin"], ["TIN", "FIRS TIN", "JTB TIN", "Tax Identification Number"], tin, [lambda r: digits(r, 5) + "-0001", lambda r: digits(r, 12) + "-0001", lambda r: "A" + tin(r)[1:], lambda r: digits(r, 3)], n_columns=10, elsewhere=False)
    voter = lambda r: digits(r, 2, "9") + letters(r, 1) + digits(r, 2) + letters(r, 3) + digits(r, 11)
    identifier(ng, "ng.voter", "NG", ["vin_voter", "voter_vin", "pvc_number", "voters_card_no"], ["VIN (PVC)", "PVC number", "Voter's card VIN", "Voter Identification Number"], voter, [lambda r: voter(r)[:-3], lambda r: voter(r) + "12", lambda r: digits(r, 5), lambda r: "lost"], bare="ng.voter", n_columns=10, strong=True)
    passport(ng, "NG", ["passport_no", "passport", "Passport No."], ["Passport No.", "Nigerian passport", "international passport no."], lambda r: letters(r, 1, "ABC") + digits(r, 8))
    ke = lambda r: digits(r, 8, "123")
    identifier(ng, "ke.id", "KE", ["kitambulisho", "huduma_id_no", "id_no", "national_id", "id_number"], ["National ID No.", "ID No.", "Kenyan ID", "Kitambulisho"], ke, [lambda r: digits(r, 3), lambda r: digits(r, 13), lambda r: "A" + digits(r, 3), lambda r: "lost"], bare="ke.id")
    pin = lambda r: "A" + "0" + digits(r, 8) + letters(r, 1)
    identifier(ng, "ke.kra_pin", "KE", ["kra_pin", "KRA PIN", "pin_kra", "kra_pin_no"], ["KRA PIN", "KRA PIN No.", "PIN (KRA)"], pin, [lambda r: pin(r)[:-1], lambda r: "X" + pin(r)[1:], lambda r: pin(r)[:-1] + "7", lambda r: pin(r) + "9", lambda r: "AA" + digits(r, 8) + "Z"], strong=True)
    passport(ng, "KE", ["passport_no", "passport"], ["Passport No.", "Kenyan passport", "passport number"], lambda r: r.choice(["A" + digits(r, 7), "AK" + digits(r, 7), "BK" + digits(r, 6)]))
    gh = lambda r: "GHA-" + digits(r, 9, "7123") + "-" + digits(r, 1)
    identifier(ng, "gh.card", "GH", ["ghana_card", "ghana_card_no", "Ghana Card", "nia_card_no"], ["Ghana Card", "Ghana Card No.", "Ghanacard PIN", "NIA card number"], gh, [lambda r: gh(r)[:-2], lambda r: "GHB" + gh(r)[3:], lambda r: gh(r) + "1", lambda r: "GHA-" + digits(r, 8) + "-1", lambda r: "GHA-" + letters(r, 3) + digits(r, 6) + "-1"], elsewhere=False)

    rest = Cases("africa_rest")
    et = lambda r: aadhaar(r)
    identifier(rest, "et.fayda", "ET", ["fayda", "fayda_id", "fin_fayda", "fayda_number"], ["Fayda", "Fayda ID", "Fayda number (FIN)"], et, [lambda r: et(r)[:-1], lambda r: et(r) + "2", lambda r: "A" + et(r)[1:], lambda r: digits(r, 6)], bare="et.fayda", n_columns=10)
    ug = lambda r: "C" + r.choice("MF") + f"{r.randint(40, 99)}" + digits(r, 6) + letters(r, 2, "ACDEFGHJKL") + digits(r, 1) + letters(r, 1, "ACDEFGHJKL")
    identifier(rest, "ug.nin", "UG", ["nin", "NIN", "nin_ug", "national_id_nin"], ["NIN", "National Identification Number (NIN)", "NIRA NIN"], ug, [lambda r: ug(r)[:-1], lambda r: "ZX" + ug(r)[2:], lambda r: ug(r) + "77", lambda r: "CM"], strong=True, n_columns=10)
    rw = lambda r: f"1{r.randint(1940, 2006)}{r.choice('78')}{digits(r, 7, '0')}{r.randint(0, 3)}{digits(r, 2)}"
    rw_text = lambda r: (lambda n: r.choice([n, f"{n[0]} {n[1:5]} {n[5]} {n[6:13]} {n[13]} {n[14:]}"]))(rw(r))
    identifier(rest, "rw.id", "RW", ["indangamuntu", "national_id_rw", "nid_rw", "!national_id"], ["Indangamuntu", "National ID No.", "Rwandan ID", *fr("carte d'identité rwandaise")], rw_text, [lambda r: rw(r)[:-1], lambda r: rw(r) + "1", lambda r: "12" + rw(r)[2:5].replace("9", "1") + "5" + rw(r)[6:], lambda r: rw(r)[:5] + "3" + rw(r)[6:]], n_columns=10)

    def tz(r):
        y, m, d = birth(r)
        n = f"{y}{m:02}{d:02}{digits(r, 5, '1')}{digits(r, 5, '0')}{digits(r, 2)}"
        return r.choice([n, f"{n[:8]}-{n[8:13]}-{n[13:18]}-{n[18:]}", f"{n[:8]}-{n[8:13]}-{n[13:18]}-{n[18:]}"])

    identifier(rest, "tz.nin", "TZ", ["nida", "NIDA", "nida_no", "nida_number"], ["NIDA", "NIDA No.", "Namba ya NIDA", "NIN (NIDA)"], tz, [lambda r: tz(r)[:4] + "13" + tz(r)[6:], lambda r: tz(r)[:6] + "32" + tz(r)[8:], lambda r: tz(r)[:-1], lambda r: tz(r) + "1", lambda r: "1799" + tz(r)[4:]], n_columns=10)
    zm = lambda r: f"{digits(r, 6, '123456')}/{r.choice(['10', '11', '21', '31', '41', '52', '61', '64', '71', '73'])}/1"
    identifier(rest, "zm.nrc", "ZM", ["nrc", "NRC", "nrc_no", "nrc_number"], ["NRC", "NRC No.", "National Registration Card"], zm, [lambda r: zm(r)[:-2], lambda r: zm(r)[1:], lambda r: zm(r)[:-1] + "9x", lambda r: "A" + zm(r)[1:], lambda r: digits(r, 9)], n_columns=10, elsewhere=False)

    def zw(r):
        """Registrar General, Zimbabwe: district, serial, letter of the number mod 23, district of origin."""
        a, b = r.choice(["63", "29", "08", "70", "50", "24"]), digits(r, r.choice([6, 7]), "123456789")
        letter = "ZABCDEFGHJKLMNPQRSTVWXY"[int(a + b) % 23]
        c = r.choice(["42", "13", "63", "26", "07", "44"])
        return r.choice([f"{a}-{b}{letter}{c}", f"{a}-{b} {letter} {c}", f"{a}{b}{letter}{c}"])

    identifier(rest, "zw.id", "ZW", ["zim_id", "national_registration_no_zw", "!national_id", "!id_number"], ["Zimbabwe ID", "National ID No.", "National Registration No."], zw, [lambda r: zw(r)[:6], lambda r: "AB" + zw(r)[2:], lambda r: digits(r, 5), lambda r: "63-12"], n_columns=10, elsewhere=False)
    ma = lambda r: r.choice(["A", "B", "J", "K", "BE", "BK", "CD", "EE", "AB", "HH", "JC"]) + digits(r, 6, "123456789")
    identifier(rest, "ma.cnie", "MA", ["cnie", "CNIE", "numero_cnie", "رقم البطاقة الوطنية", "cin"], [*fr("CNIE", "numéro CNIE", "carte nationale d'identité électronique (CNIE)"), *ar("رقم البطاقة الوطنية")], ma, [lambda r: digits(r, 3), lambda r: letters(r, 4) + digits(r, 6), lambda r: ma(r) + "1234", lambda r: "A1"], bare="ma.cnie", n_columns=10)
    tn = lambda r: digits(r, 8, "01")
    identifier(rest, "tn.cin", "TN", ["cin", "CIN", "numero_cin", "رقم بطاقة التعريف"], [*fr("CIN", "numéro de CIN", "carte d'identité nationale (CIN)"), *ar("رقم بطاقة التعريف الوطنية")], tn, [lambda r: digits(r, 5), lambda r: digits(r, 12), lambda r: "A" + digits(r, 5), lambda r: "perdue"], bare="tn.cin", n_columns=10)
    dz = lambda r: (lambda y: r.choice("12") + ("0" if y < 2000 else "1") + f"{y % 1000:03}")(r.randint(1950, 1999)) + digits(r, 13)
    identifier(rest, "dz.nin", "DZ", ["nin", "NIN", "numero_nin", "رقم التعريف الوطني"], [*fr("NIN", "numéro d'identification national"), *ar("رقم التعريف الوطني")], dz, [lambda r: dz(r)[:-2], lambda r: dz(r) + "12", lambda r: "A" + dz(r)[1:], lambda r: digits(r, 7)], bare="dz.nin", n_columns=10)
    at_home(ng, "ng.nin", "ng.tin", "ke.id")
    at_home(rest, "ug.nin", "rw.id", "zw.id", "ma.cnie", "tn.cin", "dz.nin")
    return [out, ng, rest]
