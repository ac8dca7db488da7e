"""Identifiers of Asia and Oceania; the source stands at each rule."""

import random

from world_americas import bump, bumped
from world_common import Cases, at_home, birth, digits, group, identifier, letters, luhn, other_digit, verhoeff, weighted

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NATIONAL = "user.government_id.national_identification_number"
PASSPORT = "user.government_id.passport_number"
LICENCE = "user.government_id.drivers_license_number"


def named(lang, *names):
    return [(lang, n) for n in names]


def other_letter(rng, letter, alphabet=UPPER):
    return rng.choice([c for c in alphabet if c != letter])


def wrong_letter(make, alphabet=UPPER):
    return lambda r: (lambda n: n[:-1] + other_letter(r, n[-1], alphabet))(make(r))


def passport(out, country, columns, cues, make, bad=None, **more):
    bad = bad or [lambda r: make(r)[:-3], lambda r: make(r) + digits(r, 4), lambda r: letters(r, 4) + digits(r, 3), lambda r: "applied for"]
    more.setdefault("n_columns", 10)
    identifier(out, PASSPORT, country, columns, cues, make, bad, near=f"{country.lower()}.passport", bare=f"{country.lower()}.passport", **more)


# ---- India ---------------------------------------------------------------------------------------------------------


def aadhaar(rng):
    """UIDAI: twelve digits, the first 2-9, Verhoeff."""
    body = digits(rng, 11, "23456789")
    return body + verhoeff(body)


def aadhaar_text(rng):
    n = aadhaar(rng)
    return rng.choice([n, group(n, (4, 4, 4)), group(n, (4, 4, 4)), group(n, (4, 4, 4), "-")])


def vid(rng):
    """UIDAI: sixteen digits, Verhoeff."""
    body = digits(rng, 15, "23456789")
    return body + verhoeff(body)


def pan(rng, holder="P"):
    """Income Tax Department: five letters (the fourth tells the holder), four digits, a letter."""
    return letters(rng, 3) + holder + letters(rng, 1) + f"{rng.randint(1, 9999):04}" + letters(rng, 1)


B36 = "0123456789" + UPPER


def gstin(rng):
    """GSTN: state, PAN, entity, Z, check of base 36 with factors 1 and 2."""
    body = f"{rng.choice([1, 6, 7, 8, 9, 10, 19, 21, 23, 24, 27, 29, 32, 33, 36]):02}" + pan(rng) + rng.choice("123") + "Z"
    return body + gstin_check(body)


def gstin_check(body):
    total = 0
    for i, c in enumerate(body):
        product = B36.index(c) * (1 + i % 2)
        total += product // 36 + product % 36
    return B36[-total % 36]


STATES = ["AP", "AS", "BR", "CG", "DL", "GA", "GJ", "HP", "HR", "JH", "KA", "KL", "MH", "MP", "OD", "PB", "RJ", "TN", "TS", "UK", "UP", "WB"]


def india():
    out = Cases("in")
    hi = lambda *names: named("hi", *names)
    identifier(out, "in.aadhaar", "IN", ["aadhaar", "aadhaar_no", "aadhar", "aadhaar_uid", "uidai_number", "आधार संख्या", "aadhaar_card_no", "Aadhaar Number", "आधार", "adhaar_num"], ["Aadhaar", "Aadhaar No.", "Aadhaar card number", "UIDAI number", *hi("आधार", "आधार संख्या", "आधार कार्ड नंबर")], aadhaar_text, [bumped(aadhaar_text), lambda r: "0" + aadhaar(r)[1:], lambda r: "1" + aadhaar(r)[1:], lambda r: aadhaar(r)[:-1], lambda r: aadhaar(r) + "4", bumped(aadhaar), lambda r: "XXXX XXXX " + digits(r, 4), bumped(aadhaar_text)], bare=None)
    identifier(out, "in.vid", "IN", ["aadhaar_vid", "virtual_id", "VID", "aadhaar_virtual_id"], ["VID", "Aadhaar VID", "Aadhaar Virtual ID", *hi("आधार वर्चुअल आईडी")], lambda r: (lambda n: r.choice([n, group(n, (4, 4, 4, 4))]))(vid(r)), [bumped(vid), lambda r: vid(r)[:-1], lambda r: vid(r) + "2", bumped(vid)])
    identifier(out, "in.pan", "IN", ["pan", "PAN", "pan_no", "pan_number", "PAN Card", "पैन", "permanent_account_number", "panno"], ["PAN", "PAN No.", "Permanent Account Number", "PAN card", *hi("पैन", "पैन नंबर", "स्थायी खाता संख्या")], lambda r: pan(r, r.choice("PPPPPHFC")), [lambda r: pan(r, "X"), lambda r: pan(r, "Z"), lambda r: pan(r)[:-1], lambda r: pan(r)[:5] + pan(r)[6:], lambda r: pan(r) + "Q", lambda r: pan(r)[:-1] + "7", lambda r: letters(r, 4) + digits(r, 5) + letters(r, 1), lambda r: pan(r, "M")], strong=True)
    identifier(out, "in.gstin", "IN", ["gstin", "GSTIN", "gst_no", "gst_number", "GSTIN/UIN"], ["GSTIN", "GST No.", "GSTIN/UIN", *hi("जीएसटीआईएन", "जीएसटी नंबर")], gstin, [wrong_letter(gstin, B36), lambda r: "00" + gstin(r)[2:], lambda r: gstin(r)[:-1], lambda r: gstin(r) + "4", wrong_letter(gstin, B36), lambda r: "99" + pan(r) + "1Q7"], strong=True)

    def epic(r):
        body = digits(r, 6)
        return letters(r, 3) + body + luhn(body)

    identifier(out, "in.epic", "IN", ["epic", "EPIC", "voter_id", "epic_no", "voter_card_no", "मतदाता पहचान पत्र"], ["EPIC No.", "Voter ID", "voter card number", "EPIC", *hi("मतदाता पहचान पत्र संख्या", "वोटर आईडी")], epic, [lambda r: epic(r)[:-2], lambda r: epic(r) + "55", lambda r: "12" + epic(r)[2:], lambda r: epic(r)[:3] + "A" + epic(r)[4:], lambda r: letters(r, 5) + digits(r, 5)], bare="in.epic")
    passport(out, "IN", ["passport_no", "passport", "Passport Number", "पासपोर्ट संख्या", "ppt_no"], ["Passport No.", "Indian passport", "passport number", *hi("पासपोर्ट संख्या", "पासपोर्ट नंबर")], lambda r: letters(r, 1, "JKLMNPRSTUVWZ") + digits(r, 6, "123456789") + r.choice("123456789"))
    dl = lambda r: (lambda s, o, y, n: r.choice([f"{s}{o}{y}{n}", f"{s}{o} {y}{n}", f"{s}-{o}{y}{n}"]))(r.choice(STATES), f"{r.randint(1, 60):02}", r.randint(1992, 2022), digits(r, 7, "0"))
    identifier(out, LICENCE, "IN", ["dl_no", "driving_licence_no", "driving_license", "DL Number", "ड्राइविंग लाइसेंस"], ["Driving Licence No.", "DL No.", "driving licence", *hi("ड्राइविंग लाइसेंस नंबर", "चालक लाइसेंस")], dl, [lambda r: dl(r)[:8], lambda r: "ZZ" + dl(r)[2:], lambda r: dl(r) + digits(r, 5), lambda r: "XX" + digits(r, 13)], near="in.driving")
    ifsc = lambda r: r.choice(["SBIN", "HDFC", "ICIC", "PUNB", "UTIB", "CNRB", "BARB", "KKBK", "IDIB", "UBIN"]) + "0" + digits(r, 6)
    identifier(out, "in.ifsc", "IN", ["ifsc", "IFSC", "ifsc_code", "bank_ifsc", "IFSC Code", "branch_ifsc"], ["IFSC", "IFSC Code", "RTGS/NEFT IFSC", *hi("आईएफएससी कोड")], ifsc, [lambda r: ifsc(r)[:4] + "1" + ifsc(r)[5:], lambda r: ifsc(r)[:-1], lambda r: ifsc(r) + "9", lambda r: "SB1N0" + digits(r, 6), lambda r: ifsc(r)[:4] + "O" + ifsc(r)[5:]], strong=True)
    rng = random.Random("world upi")
    upi = lambda: rng.choice(["asha.verma", "rajesh77", "9876543210", "priya-nair", "shopkirana.jaipur", "imran_q", "kavita.joshi1"]) + "@" + rng.choice(["okaxis", "ybl", "paytm", "upi", "oksbi", "okhdfcbank", "okicici", "ibl", "axl", "apl", "sbi"])
    for name in ["upi", "upi_id", "vpa", "UPI ID", "payee_vpa", "upi_address", "virtual_payment_address", "यूपीआई आईडी", "upi_handle", "payer_vpa"]:
        value = upi()
        out.add("in.upi", "column", value, value, column=name, country="IN")
    for line in ["UPI: {}", "UPI ID {}", "Pay to {} (UPI)", "VPA: {}", "यूपीआई आईडी: {}", '{{"vpa":"{}"}}', "upi://pay?pa={}&pn=Asha&am=100", "Sent Rs 500 to {} via UPI", "कृपया {} पर UPI करें", "GPay/UPI id is {}."]:
        value = upi()
        out.add("in.upi", "cue", line.format(value), value, country="IN")
    for text in ["mail asha.verma@example.in", "@okaxis is a handle", "git@github.com:a/b.git", "lodash@4.17.21", "asha@localhost", "order@12 of the list", "cc: rajesh77@example.com", "user@host:~$ ls"]:
        out.add("in.upi", "log", text)
    for text in ["UPI: asha.verma@example.com", "UPI ID: asha.verma", "UPI: @ybl", "VPA: n/a", "UPI ref no 412345678901", "UPI ID: asha verma@ok axis", "UPI: a@", "UPI: none@none.none.none"]:
        out.add("in.upi", "near-miss", text)

    def abha(r):
        """ABDM: fourteen digits, 91 first, 2-4-4-4. Both check rules that are told of are met."""
        while True:
            body = "91" + digits(r, 11)
            if luhn(body) == verhoeff(body):
                n = body + luhn(body)
                return r.choice([group(n, (2, 4, 4, 4), "-"), group(n, (2, 4, 4, 4), "-"), n])

    identifier(out, "in.abha", "IN", ["abha", "abha_number", "ABHA No", "abha_id"], ["ABHA", "ABHA number", "Ayushman Bharat Health Account", *hi("आभा नंबर", "आभा संख्या")], abha, [lambda r: abha(r)[:-1], lambda r: abha(r) + "2", lambda r: abha(r)[:-3] + "ABC", lambda r: "12-3456"])
    uan = lambda r: "10" + digits(r, 10)
    identifier(out, "in.uan", "IN", ["uan", "UAN", "uan_no", "epf_uan", "pf_uan"], ["UAN", "EPF UAN", "Universal Account Number", *hi("यूएएन")], uan, [lambda r: uan(r)[:-1], lambda r: uan(r) + "1", lambda r: "A" + uan(r)[1:], lambda r: uan(r)[:6]], bare="in.uan")

    def plate(r):
        s, d, x, n = r.choice(STATES), f"{r.randint(1, 50):02}", letters(r, 2, "ABCDEFGHJKLMNPQRSTUVWXYZ"), f"{r.randint(1, 9999):04}"
        return r.choice([f"{s}{d}{x}{n}", f"{s} {d} {x} {n}", f"{s}-{d}-{x}-{n}", f"{s}{d} {x} {n}", f"{r.randint(21, 24)} BH {n} {x}"])

    identifier(out, "user.government_id.vehicle_registration", "IN", ["vehicle_no", "vehicle_number", "registration_no_vehicle", "वाहन संख्या", "Vehicle No."], ["Vehicle No.", "vehicle registration number", "car number plate", *hi("वाहन संख्या", "गाड़ी नंबर")], plate, [lambda r: "XX" + digits(r, 2) + "AB" + digits(r, 4), lambda r: "ZZ 01 AB " + digits(r, 4), lambda r: "KA" + digits(r, 9), lambda r: "KA 01"], near="in.vehicle")
    return out


# ---- China, Hong Kong, Macau, Taiwan -------------------------------------------------------------------------------

REGIONS = ["110105", "310101", "440106", "510104", "330102", "420106", "610113", "320102", "370102", "350102", "430102", "500103", "230102", "120101"]


def ric(rng):
    """GB 11643-1999: region, date, sequence, ISO 7064 mod 11-2."""
    y, m, d = birth(rng)
    body = f"{rng.choice(REGIONS)}{y}{m:02}{d:02}{rng.randint(1, 999):03}"
    return body + ric_check(body)


def ric_check(body):
    return "10X98765432"[weighted(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11]


def ric_with(rng, at, text):
    body = ric(rng)[:17]
    body = body[:at] + text + body[at + len(text) :]
    return body + ric_check(body)


USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def own_business(rng):
    """GB 32100-2015: 92 an individual's business, region, organisation code (GB 11714), check mod 31."""
    while True:
        org = "MA" + "".join(rng.choice(USCC) for _ in range(6))
        c = 11 - sum(B36.index(x) * w for x, w in zip(org, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
        org += {10: "X", 11: "0"}.get(c, str(c))
        body = "92" + rng.choice(REGIONS) + org
        total = sum(USCC.index(x) * 3**i for i, x in enumerate(body))
        return body + USCC[-total % 31]


def hkid(rng):
    """Immigration Department of Hong Kong; weights 9 (36 for a blank) 8 7 6 5 4 3 2, mod 11, A is 10."""
    lead, body = letters(rng, 1, "ABCDEFGHKMPRVYZ"), digits(rng, 6)
    total = 36 * 9 + (ord(lead) - 55) * 8 + weighted(body, (7, 6, 5, 4, 3, 2))
    c = -total % 11
    return lead + body, "A" if c == 10 else str(c)


TW = {c: i for i, c in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", 10)}


def tw_check(lead, rest):
    number = str(TW[lead]) + rest
    return str(-weighted(number, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1)) % 10)


def tw_id(rng, second="12"):
    """Ministry of the Interior, Taiwan: letter as two digits, weights 1 9 8 7 6 5 4 3 2 1 1, mod 10."""
    lead, rest = letters(rng, 1, "ABCDEFGHJKLMNPQRSTUVXYWZIO"), rng.choice(second) + digits(rng, 7)
    return lead + rest + tw_check(lead, rest)


def tw_resident(rng):
    """Old certificates: a second letter A-D, whose second digit of its own value stands in the sum; new ones: 8 or 9."""
    if rng.random() < 0.5:
        return tw_id(rng, "89")
    lead, second, rest = letters(rng, 1, "ABCDEFGH"), rng.choice("ABCD"), digits(rng, 7)
    return lead + second + rest + tw_check(lead, str(TW[second] % 10) + rest)


def china():
    out = Cases("cn")
    zh = lambda *names: named("zh", *names)
    low = lambda r: ric(r).replace("X", r.choice("Xx"))
    identifier(out, "cn.ric", "CN", ["身份证号", "身份证", "id_card", "sfz", "公民身份号码", "身份证号码", "idcard_no", "resident_id", "证件号码", "sfzh"], [*zh("身份证号", "身份证号码", "公民身份号码", "身份证"), "Chinese ID card number", "resident identity card"], low, [lambda r: (lambda n: n[:-1] + r.choice([c for c in "0123456789X" if c != n[-1]]))(ric(r)), lambda r: ric_with(r, 10, "13"), lambda r: ric_with(r, 12, "32"), lambda r: ric_with(r, 0, "00"), lambda r: ric(r)[:-1], lambda r: ric(r) + "3", lambda r: ric_with(r, 6, "2391"), lambda r: ric_with(r, 0, "99"), lambda r: ric(r)[:10] + "********"], strong=True, bare="cn.ric", bare_found=True)
    passport(out, "CN", ["护照号", "护照号码", "passport_no", "passport"], [*zh("护照号", "护照号码", "护照"), "Chinese passport"], lambda r: r.choice([letters(r, 1, "EG") + digits(r, 8), "E" + letters(r, 1, "ABCDEFGHJK") + digits(r, 7)]))
    permit = lambda r: r.choice(["C" + digits(r, 8), "W" + digits(r, 8), "T" + digits(r, 8), "CA" + digits(r, 7)])
    identifier(out, "user.government_id", "CN", ["港澳通行证号", "通行证号码", "往来港澳通行证", "往来台湾通行证"], zh("港澳通行证", "往来港澳通行证号码", "通行证号码", "往来台湾通行证"), permit, [lambda r: permit(r)[:-3], lambda r: "Z" + digits(r, 3), lambda r: digits(r, 5), lambda r: permit(r) + "1234"], near="cn.permit", bare="cn.permit", elsewhere=False, n_columns=10)
    identifier(out, "cn.own_business", "CN", ["统一社会信用代码", "社会信用代码", "uscc", "信用代码"], [*zh("统一社会信用代码", "社会信用代码"), "unified social credit code"], own_business, [lambda r: (lambda n: n[:-1] + other_letter(r, n[-1], USCC))(own_business(r)), lambda r: own_business(r)[:-1], lambda r: own_business(r) + "7", lambda r: "92" + "IOZSV0" + own_business(r)[8:]], strong=True)
    plate = lambda r: r.choice("京沪粤川浙苏鄂陕鲁闽湘渝") + r.choice("ABCDEFG") + r.choice(["", "", "·", " "]) + r.choice([digits(r, 5), letters(r, 1, "ABCDEFGH") + digits(r, 4), "D" + digits(r, 5)])
    identifier(out, "user.government_id.vehicle_registration", "CN", ["车牌号", "车牌号码", "车牌", "号牌号码"], zh("车牌号", "车牌号码", "车牌", "号牌"), plate, [lambda r: "外A" + digits(r, 5), lambda r: "京A" + digits(r, 2), lambda r: "京I" + digits(r, 12), lambda r: "东B" + digits(r, 5)], near="cn.plate", elsewhere=False, n_columns=10, keys=["车牌号"])

    hk = Cases("hk_mo_tw")
    zht = lambda *names: named("zht", *names)
    bracket = lambda r: "{}({})".format(*hkid(r))
    plain = lambda r: "".join(hkid(r))
    identifier(hk, "hk.id", "HK", ["hkid", "HKID", "hkid_no", "香港身份證號碼", "身份證號碼", "HKIC No.", "id_card_no_hk"], ["HKID", "HKID No.", "Hong Kong Identity Card", *zht("香港身份證號碼", "身份證號碼", "身份證")], bracket, [lambda r: (lambda a, c: f"{a}({r.choice([x for x in '0123456789A' if x != c])})")(*hkid(r)), lambda r: (lambda a, c: f"{a[:-1]}({c})")(*hkid(r)), lambda r: (lambda a, c: f"{a}(B)")(*hkid(r)), lambda r: (lambda a, c: f"1{a[1:]}({c})")(*hkid(r)), lambda r: (lambda a, c: f"ABC{a[1:]}({c})")(*hkid(r)), lambda r: (lambda a, c: f"{a}({(int(c) + 4) % 10})" if c != "A" else f"{a}(3)")(*hkid(r))], elsewhere=False, bare="hk.id", bare_found=True)
    identifier(hk, "hk.id_plain", "HK", ["hkid", "HKID", "hkid_no", "香港身份證號碼", "hkic"], ["HKID", "HKID No.", *zht("香港身份證號碼", "身份證號碼")], plain, [lambda r: (lambda a, c: a + r.choice([x for x in "0123456789A" if x != c]))(*hkid(r)), lambda r: plain(r)[:-2], lambda r: "7" + plain(r)[1:], lambda r: (lambda a, c: a + ("3" if c == "A" else str((int(c) + 4) % 10)))(*hkid(r)), lambda r: plain(r) + "55"], strong=True)
    passport(hk, "HK", ["passport_no", "護照號碼", "hksar_passport"], ["HKSAR passport", "Passport No.", *zht("護照號碼", "特區護照")], lambda r: letters(r, 1, "HK") + digits(r, 8))
    mo = lambda r: r.choice("157") + digits(r, 6) + "(" + r.choice("0123456789") + ")"
    identifier(hk, "mo.id", "MO", ["bir", "澳門身份證號碼", "bir_no", "macau_id", "身份證編號"], ["Macau ID", "BIR No.", *zht("澳門身份證號碼", "澳門居民身份證"), ("pt", "BIR"), ("pt", "Bilhete de Identidade de Residente")], mo, [lambda r: "2" + mo(r)[1:], lambda r: mo(r)[:-4] + ")", lambda r: "3" + digits(r, 6) + "(1)", lambda r: "A" + mo(r)[1:], lambda r: "15(7)"], elsewhere=False)
    identifier(hk, "tw.id", "TW", ["身分證字號", "身份證字號", "國民身分證統一編號", "身分證", "id_no_tw", "身分證號碼"], [*zht("身分證字號", "國民身分證統一編號", "身分證", "身份證字號"), "Taiwan ID", "ROC ID card"], tw_id, [bumped(tw_id), bumped(tw_id), lambda r: tw_id(r)[0] + "5" + tw_id(r)[2:], lambda r: tw_id(r)[:-1], lambda r: tw_id(r) + "8", lambda r: "1" + tw_id(r)[1:]], strong=True)
    identifier(hk, NATIONAL, "TW", ["居留證號碼", "統一證號", "外僑居留證", "arc_no", "居留證"], [*zht("居留證號碼", "統一證號", "外僑居留證", "居留證"), "ARC No."], tw_resident, [bumped(tw_resident), lambda r: tw_resident(r)[:-1], bumped(tw_resident), lambda r: tw_resident(r) + "3"], near="tw.resident", elsewhere=False)
    health = lambda r: "0000" + digits(r, 8)
    identifier(hk, "tw.health", "TW", ["健保卡號", "健保卡號碼", "nhi_card_no", "全民健康保險卡"], [*zht("健保卡號", "健保卡號碼", "健保卡"), "NHI card number"], health, [lambda r: digits(r, 7), lambda r: digits(r, 15), lambda r: "A" + digits(r, 6), lambda r: "遺失"], bare="tw.health", n_columns=10)
    return [out, hk]


# ---- Japan and Korea -----------------------------------------------------------------------------------------------


def mynumber(rng):
    """Ordinance 85 of 2014, article 5: weights 6 5 4 3 2 7 6 5 4 3 2, mod 11, remainders 0 and 1 give 0."""
    body = digits(rng, 11)
    r = weighted(body, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return body + ("0" if r <= 1 else str(11 - r))


def mynumber_text(rng):
    n = mynumber(rng)
    return rng.choice([n, group(n, (4, 4, 4)), group(n, (4, 4, 4), "-")])


def rrn(rng):
    """Ministry of the Interior and Safety, Korea: date, century and sex, weights 2..9 2..5, mod 11 (numbers before 2020-10)."""
    y, m, d = birth(rng)
    body = f"{y % 100:02}{m:02}{d:02}{rng.choice('12' if y < 2000 else '34')}{digits(rng, 5)}"
    return body + str((11 - weighted(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10)


def rrn_text(rng):
    n = rrn(rng)
    return rng.choice([f"{n[:6]}-{n[6:]}", f"{n[:6]}-{n[6:]}", f"{n[:6]}-{n[6:]}", n])


def brn(rng):
    """National Tax Service, Korea: weights 1 3 7 1 3 7 1 3 5, plus the tens of the ninth product."""
    body = digits(rng, 3, "123456") + f"{rng.randint(1, 79):02}" + digits(rng, 4)
    total = weighted(body, (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(body[8]) * 5 // 10
    n = body + str(-total % 10)
    return rng.choice([f"{n[:3]}-{n[3:5]}-{n[5:]}", f"{n[:3]}-{n[3:5]}-{n[5:]}", n])


def japan_korea():
    out = Cases("jp")
    ja = lambda *names: named("ja", *names)
    identifier(out, "jp.mynumber", "JP", ["個人番号", "マイナンバー", "my_number", "mynumber", "kojin_bango", "個人番号(マイナンバー)", "jp_my_number"], [*ja("マイナンバー", "個人番号", "マイナンバー(個人番号)"), "My Number", "Individual Number (My Number)"], mynumber_text, [bumped(mynumber_text), bumped(mynumber), lambda r: mynumber(r)[:-1], lambda r: mynumber(r) + "7", bumped(mynumber_text), lambda r: "000000000001"], bare="jp.mynumber")
    passport(out, "JP", ["旅券番号", "パスポート番号", "passport_no", "passport"], [*ja("旅券番号", "パスポート番号", "旅券"), "Japanese passport"], lambda r: letters(r, 1, "TM") + letters(r, 1, "KRSZHU") + digits(r, 7))
    card = lambda r: letters(r, 2) + digits(r, 8) + letters(r, 2)
    identifier(out, "jp.residence_card", "JP", ["在留カード番号", "zairyu_card", "residence_card_no", "在留カード"], [*ja("在留カード番号", "在留カード", "在留カード等番号"), "residence card number", "Zairyu card"], card, [lambda r: card(r)[:-1], lambda r: letters(r, 1) + card(r)[1:2] + digits(r, 7) + letters(r, 2), lambda r: digits(r, 10) + letters(r, 2), lambda r: card(r)[:-1] + "7", lambda r: card(r) + "AB"], strong=True)

    def driving(r):
        """Twelve digits: commission, year, serial, check mod 11 (weights 5 4 3 2 7 6 5 4 3 2), number of reissues."""
        while True:
            body = r.choice(["30", "45", "62", "90", "10", "54"]) + f"{r.randint(70, 99):02}" + digits(r, 6)
            c = 11 - weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
            if c < 10:
                return body + str(c) + r.choice("0001")

    identifier(out, LICENCE, "JP", ["運転免許証番号", "免許証番号", "driver_license_no", "menkyo_bango"], [*ja("運転免許証番号", "免許証番号", "運転免許証"), "driver's license number"], driving, [lambda r: driving(r)[:-2], lambda r: driving(r) + "123", lambda r: "A" + driving(r)[1:], lambda r: "返納済み"], near="jp.driving")
    pension = lambda r: digits(r, 4, "123456789") + "-" + digits(r, 6)
    identifier(out, "jp.pension", "JP", ["基礎年金番号", "年金番号", "kiso_nenkin", "pension_number_jp"], [*ja("基礎年金番号", "年金番号", "年金手帳の番号"), "basic pension number"], pension, [lambda r: pension(r)[:-1], lambda r: pension(r) + "1", lambda r: "A" + pension(r)[1:], lambda r: "12-" + digits(r, 6)], elsewhere=False, bare="jp.pension")

    kr = Cases("kr")
    ko = lambda *names: named("ko", *names)
    identifier(kr, "kr.rrn", "KR", ["주민등록번호", "주민번호", "rrn", "jumin", "resident_registration_number", "jumin_no"], [*ko("주민등록번호", "주민번호", "주민등록번호(뒷자리 포함)"), "resident registration number", "RRN"], rrn_text, [lambda r: rrn(r)[:2] + "13" + rrn(r)[4:6] + "-" + rrn(r)[6:], lambda r: rrn(r)[:4] + "32-" + rrn(r)[6:], lambda r: rrn(r)[:6] + "-" + rrn(r)[6:-1], lambda r: rrn(r)[:6] + "-" + rrn(r)[6] + "******", lambda r: rrn(r)[:2] + "0000-" + rrn(r)[6:], lambda r: rrn(r)[:6] + "-" + rrn(r)[6:] + "1"], elsewhere=False, bare=None)
    for text in ["주문번호 20240311-1234567 발송 완료", "송장 900101-12345678", "order 8801011234567 packed", "버전 24.03.11-1234", "계약번호 A-900101-1234567-B", "일정 2024-03-11 ~ 2024-03-15"]:
        kr.add("kr.rrn", "log", text)
    identifier(kr, "kr.brn", "KR", ["사업자등록번호", "사업자번호", "brn", "business_reg_no"], [*ko("사업자등록번호", "사업자번호", "사업자 등록번호"), "business registration number"], brn, [bumped(brn), bumped(brn), lambda r: brn(r)[:-1], lambda r: brn(r) + "4", bumped(brn)])
    passport(kr, "KR", ["여권번호", "passport_no", "passport"], [*ko("여권번호", "여권"), "Korean passport"], lambda r: r.choice(["M" + digits(r, 8), "M" + digits(r, 3) + letters(r, 1) + digits(r, 4)]))
    driving_kr = lambda r: f"{r.randint(11, 28)}-{r.randint(80, 99)}-{digits(r, 6)}-{digits(r, 2)}"
    identifier(kr, LICENCE, "KR", ["운전면허번호", "면허번호", "driver_license_no"], [*ko("운전면허번호", "운전면허증 번호", "면허번호"), "Korean driver's license"], driving_kr, [lambda r: driving_kr(r)[:-1], lambda r: driving_kr(r) + "22", lambda r: "A1" + driving_kr(r)[2:], lambda r: "99" + driving_kr(r)[2:]], near="kr.driving", elsewhere=False, n_columns=10)
    return [out, kr]


# ---- Australia and New Zealand -------------------------------------------------------------------------------------


def tfn(rng):
    """ATO, TFN: weights 1 4 3 7 5 8 6 9 10, sum divisible by 11."""
    while True:
        body = digits(rng, 8, "123456789")
        for c in "0123456789":
            if weighted(body + c, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0:
                return body + c


def medicare(rng):
    """Services Australia: first digit 2-6, weights 1 3 7 9 1 3 7 9 mod 10 gives the ninth, then the issue number."""
    body = digits(rng, 8, "23456")
    return body + str(weighted(body, (1, 3, 7, 9, 1, 3, 7, 9)) % 10) + rng.choice("123")


def ihi(rng):
    """AIHW METeOR, IHI: 800360, sixteen digits, Luhn."""
    body = "800360" + digits(rng, 9)
    return body + luhn(body)


def abn(rng):
    """ABR: subtract one from the first digit, weights 10 1 3 5 .. 19, mod 89."""
    while True:
        n = digits(rng, 11, "123456789")
        if (weighted(n, (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)) - 10) % 89 == 0:
            return n


def ird(rng):
    """Inland Revenue NZ: weights 3 2 7 6 5 4 3 2, then 7 4 3 2 5 2 7 6, mod 11; 10-million to 150-million."""
    while True:
        body = f"{rng.randint(1_000_100, 13_999_999):08}"
        r = -weighted(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if r == 10:
            r = -weighted(body, (7, 4, 3, 2, 5, 2, 7, 6)) % 11
        if r < 10:
            n = body + str(r)
            return n if n[0] == "1" else n[1:]


def ird_text(rng):
    n = ird(rng)
    return rng.choice([n, group(n, (len(n) - 6, 3, 3), "-"), group(n, (len(n) - 6, 3, 3), " ")])


NHI = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def nhi(rng):
    """HISO 10046, old form: three letters without I and O (A is 1), three digits, weights 7..2, mod 11, 10 is 0."""
    while True:
        a, b = letters(rng, 3, NHI), digits(rng, 3)
        total = sum((NHI.index(c) + 1) * w for c, w in zip(a, (7, 6, 5))) + weighted(b, (4, 3, 2))
        if total % 11:
            return a + b + str((11 - total % 11) % 10)


def oceania():
    out = Cases("au")
    tfn_text = lambda r: (lambda n: r.choice([n, group(n, (3, 3, 3)), group(n, (3, 3, 3))]))(tfn(r))
    identifier(out, "au.tfn", "AU", ["tfn", "TFN", "tax_file_number", "Tax File No.", "employee_tfn", "tfn_number"], ["TFN", "Tax File Number", "tax file no.", "T.F.N."], tfn_text, [bumped(tfn_text), bumped(tfn), lambda r: tfn(r)[:-2], lambda r: tfn(r) + "12", bumped(tfn_text), lambda r: "000 000 000"], bare="au.tfn")
    med = lambda r: (lambda n: r.choice([n, f"{n[:4]} {n[4:9]} {n[9]}", f"{n[:4]} {n[4:9]} {n[9]}"]))(medicare(r))
    wrong_med = lambda r: (lambda n: n[:8] + other_digit(r, n[8]) + n[9])(medicare(r))
    identifier(out, "au.medicare", "AU", ["medicare", "medicare_no", "medicare_card", "Medicare Number", "medicare_number", "patient_medicare"], ["Medicare", "Medicare No.", "Medicare card number", "Medicare number"], med, [wrong_med, lambda r: "1" + medicare(r)[1:], lambda r: "9" + medicare(r)[1:], lambda r: medicare(r)[:7], wrong_med, lambda r: medicare(r) + "345", wrong_med], bare="au.medicare")
    identifier(out, "au.ihi", "AU", ["ihi", "IHI", "ihi_number", "individual_healthcare_identifier"], ["IHI", "Individual Healthcare Identifier", "IHI number"], lambda r: (lambda n: r.choice([n, group(n, (4, 4, 4, 4))]))(ihi(r)), [bumped(ihi), lambda r: "800365" + ihi(r)[6:-1], lambda r: ihi(r)[:-1], bumped(ihi), lambda r: ihi(r) + "3"])
    abn_text = lambda r: (lambda n: r.choice([n, group(n, (2, 3, 3, 3)), group(n, (2, 3, 3, 3))]))(abn(r))
    identifier(out, "au.abn", "AU", ["abn", "ABN", "business_number_abn", "abn_number", "sole_trader_abn"], ["ABN", "Australian Business Number", "A.B.N.", "ABN No."], abn_text, [bumped(abn_text), bumped(abn), lambda r: abn(r)[:-1], lambda r: abn(r) + "3", bumped(abn)], bare="au.abn")
    passport(out, "AU", ["passport_no", "passport", "passport_number", "Passport No."], ["Passport No.", "Australian passport", "passport number"], lambda r: r.choice([letters(r, 1, "NELM") + digits(r, 7), "P" + letters(r, 1, "ABCDEF") + digits(r, 7)]))
    crn = lambda r: (lambda n: r.choice([n, f"{n[:3]} {n[3:6]} {n[6:]}"]))(digits(r, 9, "234") + r.choice("ABCHJKLSTVX"))
    identifier(out, "au.crn", "AU", ["crn", "centrelink_crn", "CRN", "centrelink_no", "centrelink_reference_number"], ["CRN", "Centrelink CRN", "Centrelink Customer Reference Number"], crn, [lambda r: crn(r)[:-1] + "7", lambda r: crn(r)[1:], lambda r: crn(r)[:-1], lambda r: crn(r) + "88"], elsewhere=True, strong=True)
    dva = lambda r: r.choice("NVQSWT") + r.choice([lambda: "X" + digits(r, 6), lambda: "SM" + digits(r, 5), lambda: "SS" + digits(r, 5)])()
    identifier(out, "au.dva", "AU", ["dva", "dva_file_no", "DVA number", "dva_number", "veteran_file_number"], ["DVA", "DVA file number", "DVA No.", "Veterans' Affairs file number"], dva, [lambda r: "Z" + dva(r)[1:], lambda r: dva(r) + "12345", lambda r: digits(r, 3), lambda r: "N"], bare="au.dva", n_columns=10)
    lic = lambda r: r.choice([digits(r, 8, "123456789"), digits(r, 9, "123456789")])
    identifier(out, LICENCE, "AU", ["driver_licence", "licence_no_driver", "drivers_licence_number", "driver_licence_no"], ["Driver Licence No.", "driver's licence", "Driver licence number", "NSW driver licence"], lic, [lambda r: "cancelled", lambda r: "none", lambda r: digits(r, 2), lambda r: digits(r, 16)], near="au.driving", bare="au.driving", n_columns=10)

    nz = Cases("nz")
    identifier(nz, "nz.ird", "NZ", ["ird", "IRD", "ird_number", "IRD No.", "tax_number_ird"], ["IRD", "IRD number", "IRD No."], ird_text, [bumped(ird_text), lambda r: "999-999-999", bumped(ird), lambda r: ird(r)[:6], bumped(ird_text), lambda r: ird(r) + "22"], bare="nz.ird")
    identifier(nz, "nz.nhi", "NZ", ["nhi", "NHI", "nhi_number", "patient_nhi", "NHI No."], ["NHI", "NHI number", "National Health Index", "NHI No."], nhi, [bumped(nhi), bumped(nhi), lambda r: "I" + nhi(r)[1:], lambda r: "O" + nhi(r)[1:], lambda r: nhi(r)[:-1], lambda r: nhi(r) + "4"], strong=True)
    passport(nz, "NZ", ["passport_no", "passport", "Passport number"], ["Passport No.", "New Zealand passport", "NZ passport"], lambda r: r.choice(["LA", "LF", "LD", "LH", "RA"]) + digits(r, 6))
    lic = lambda r: letters(r, 2) + digits(r, 6)
    identifier(nz, LICENCE, "NZ", ["driver_licence", "nz_driver_licence", "driver_licence_no"], ["Driver licence number", "NZ driver licence", "driver licence no."], lic, [lambda r: lic(r)[:-2], lambda r: lic(r) + "99999", lambda r: letters(r, 5) + digits(r, 3), lambda r: "suspended"], near="nz.driving", bare="nz.driving", n_columns=10)
    return [out, nz]


# ---- South-East and South Asia -------------------------------------------------------------------------------------


def nric(rng):
    """ICA Singapore (Wikipedia, National Registration Identity Card): weights 2 7 6 5 4 3 2, 4 more for T and G, mod 11."""
    lead, body = rng.choice("STFG"), digits(rng, 7)
    total = weighted(body, (2, 7, 6, 5, 4, 3, 2)) + (4 if lead in "TG" else 0)
    return lead + body + ("JZIHGFEDCBA" if lead in "ST" else "XWUTRQPNMLK")[total % 11]


def mykad(rng):
    """JPN Malaysia: date, place of birth code, serial."""
    y, m, d = birth(rng)
    return f"{y % 100:02}{m:02}{d:02}", f"{rng.choice([*range(1, 17), *range(21, 60)]):02}", digits(rng, 4)


def thai(rng):
    """DOPA Thailand (Wikipedia, Thai identity card): first 1-8, weights 13..2, (11 - sum mod 11) mod 10."""
    body = digits(rng, 12, "12345678")
    return body + str((11 - weighted(body, range(13, 1, -1)) % 11) % 10)


def nik(rng):
    """Dukcapil: province, regency, district, DDMMYY (+40 women), serial."""
    y, m, d = birth(rng)
    d += 40 if rng.random() < 0.5 else 0
    return rng.choice(["317401", "320115", "357803", "510301", "127102", "330402", "640303", "737110"]) + f"{d:02}{m:02}{y % 100:02}" + f"{rng.randint(1, 99):04}"


def npwp(rng):
    """DJP: nine digits with Luhn, office, branch."""
    body = rng.choice(["0", "4", "5", "6", "7", "8", "9"]) + digits(rng, 7)
    n = body + luhn(body) + digits(rng, 3) + "000"
    return rng.choice([n, f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}", f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}"])


def cccd(rng):
    """Circular 59/2021/TT-BCA: province, century and sex, year, six digits."""
    y, _, _ = birth(rng, 1940, 2008)
    return rng.choice(["001", "079", "048", "031", "092", "036", "038", "040", "075", "082"]) + rng.choice("01" if y < 2000 else "23") + f"{y % 100:02}" + digits(rng, 6)


def mst(rng):
    """General Department of Taxation, Vietnam: weights 31 29 23 19 17 13 7 5 3, 10 - sum mod 11."""
    while True:
        body = "8" + digits(rng, 8)
        c = 10 - weighted(body, (31, 29, 23, 19, 17, 13, 7, 5, 3)) % 11
        if 0 <= c < 10:
            return body + str(c)


def cnic(rng):
    """NADRA: province 1-7, family, sex."""
    n = rng.choice("1234567") + digits(rng, 12)
    return n


def lk_day(rng):
    return rng.randint(1, 366) + (500 if rng.random() < 0.5 else 0)


def south_east():
    out = Cases("sg_my_th_id_ph_vn")
    identifier(out, "sg.nric", "SG", ["nric", "NRIC", "nric_no", "NRIC/FIN", "nric_fin", "uinfin"], ["NRIC", "NRIC No.", "NRIC/FIN", "FIN", "identity card no. (NRIC)", ("zh", "身份证号码 NRIC")], nric, [wrong_letter(nric, "ABCDEFGHIJZ"), wrong_letter(nric, "KLMNPQRTUWX"), lambda r: "A" + nric(r)[1:], lambda r: nric(r)[:-1], lambda r: nric(r)[:-1] + "7", wrong_letter(nric, "ABCDEFGHIZJ"), lambda r: nric(r) + "B", lambda r: nric(r)[:1] + "XXXX" + nric(r)[5:]], strong=True)
    passport(out, "SG", ["passport_no", "passport", "Passport No."], ["Passport No.", "Singapore passport", "passport number"], lambda r: letters(r, 1, "KE") + digits(r, 7) + letters(r, 1))
    ms = lambda *names: named("ms", *names)
    hyphen = lambda r: "-".join(mykad(r))
    plain = lambda r: "".join(mykad(r))
    my_cols = ["ic_no", "mykad", "MyKad", "no_kp", "nric_my", "No. Kad Pengenalan", "kad_pengenalan"]
    my_cues = [*ms("No. Kad Pengenalan", "No. KP", "MyKad", "kad pengenalan"), "IC No.", "MyKad No."]
    identifier(out, "my.mykad", "MY", my_cols, my_cues, hyphen, [lambda r: f"{r.randint(40, 99)}13{r.randint(10, 28)}-14-{digits(r, 4)}", lambda r: f"{r.randint(40, 99)}0232-10-{digits(r, 4)}", lambda r: hyphen(r)[:-1], lambda r: hyphen(r) + "7", lambda r: "-".join([mykad(r)[0], "00", digits(r, 4)]), lambda r: "-".join([mykad(r)[0], "17", digits(r, 4)]), lambda r: "-".join([mykad(r)[0], "99", digits(r, 4)])[:12]], elsewhere=False)
    identifier(out, "my.mykad_plain", "MY", my_cols, my_cues, plain, [lambda r: f"{r.randint(40, 99)}13{r.randint(10, 28)}14{digits(r, 4)}", lambda r: f"{r.randint(40, 99)}023210{digits(r, 4)}", lambda r: plain(r)[:-1], lambda r: plain(r) + "7", lambda r: mykad(r)[0] + "00" + digits(r, 4), lambda r: mykad(r)[0] + "18" + digits(r, 4)], bare="my.mykad_plain")
    passport(out, "MY", ["passport_no", "no_pasport", "passport"], [*ms("No. Pasport", "pasport"), "Malaysian passport", "Passport No."], lambda r: letters(r, 1, "AHK") + digits(r, 8))
    tin = lambda r: "IG" + digits(r, 11, "123456789")
    identifier(out, "my.tin", "MY", ["no_cukai", "income_tax_no", "lhdn_tin", "TIN"], [*ms("No. Cukai Pendapatan", "TIN LHDN"), "Income Tax No.", "TIN"], tin, [lambda r: "IG" + digits(r, 3), lambda r: "ZZ" + digits(r, 11), lambda r: tin(r) + "123", lambda r: "IG" + letters(r, 9)], strong=True)

    th = lambda *names: named("th", *names)
    dashed = lambda r: (lambda n: f"{n[0]}-{n[1:5]}-{n[5:10]}-{n[10:12]}-{n[12]}")(thai(r))
    th_cols = ["เลขประจำตัวประชาชน", "บัตรประชาชน", "citizen_id", "เลขบัตรประชาชน", "thai_id", "id_card_th", "cid"]
    th_cues = [*th("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "บัตรประชาชนเลขที่"), "Thai ID", "citizen ID"]
    identifier(out, "th.id", "TH", th_cols, th_cues, dashed, [bumped(dashed), bumped(dashed), lambda r: dashed(r)[:-2], lambda r: dashed(r) + "5", bumped(dashed)], elsewhere=False)
    identifier(out, "th.id_plain", "TH", th_cols, th_cues, thai, [bumped(thai), bumped(thai), lambda r: thai(r)[:-1], lambda r: thai(r) + "5", bumped(thai)], bare="th.id_plain")
    passport(out, "TH", ["passport_no", "หนังสือเดินทาง", "เลขหนังสือเดินทาง"], [*th("หนังสือเดินทางเลขที่", "เลขที่หนังสือเดินทาง"), "Thai passport", "Passport No."], lambda r: "A" + letters(r, 1, "ABCD") + digits(r, 7))

    idn = lambda *names: named("id", *names)
    identifier(out, "id.nik", "ID", ["nik", "NIK", "no_ktp", "ktp", "nomor_induk_kependudukan", "No. KTP"], [*idn("NIK", "No. KTP", "Nomor Induk Kependudukan", "NIK KTP"), "NIK (KTP)"], nik, [lambda r: nik(r)[:8] + "13" + nik(r)[10:], lambda r: nik(r)[:6] + "32" + nik(r)[8:], lambda r: nik(r)[:6] + "72" + nik(r)[8:], lambda r: nik(r)[:-1], lambda r: nik(r) + "1", lambda r: "00" + nik(r)[2:], lambda r: nik(r)[:6] + "00" + nik(r)[8:], lambda r: nik(r)[:8] + "00" + nik(r)[10:]])
    wrong_npwp = lambda r: (lambda n: n[:8] + other_digit(r, n[8]) + n[9:])("".join(c for c in npwp(r) if c.isdigit()))
    identifier(out, "id.npwp", "ID", ["npwp", "NPWP", "no_npwp", "nomor_npwp"], [*idn("NPWP", "No. NPWP", "Nomor Pokok Wajib Pajak")], npwp, [wrong_npwp, lambda r: wrong_npwp(r)[:-2], wrong_npwp, lambda r: npwp(r)[:5], wrong_npwp, lambda r: npwp(r) + "4444"])
    passport(out, "ID", ["no_paspor", "nomor_paspor", "passport_no"], [*idn("No. Paspor", "Nomor Paspor", "paspor"), "Indonesian passport"], lambda r: letters(r, 1, "ABCEX") + digits(r, 7))

    sss = lambda r: r.choice([f"{digits(r, 2)}-{digits(r, 7)}-{digits(r, 1)}", f"{digits(r, 2)}-{digits(r, 7)}-{digits(r, 1)}", digits(r, 10)])
    identifier(out, "ph.sss", "PH", ["sss", "SSS", "sss_no", "sss_number", "SSS No."], ["SSS", "SSS No.", "SSS number", "Social Security System no."], sss, [lambda r: digits(r, 2) + "-" + digits(r, 6) + "-1", lambda r: digits(r, 13), lambda r: digits(r, 5), lambda r: "A1-" + digits(r, 7) + "-3"], bare="ph.sss")
    phil = lambda r: r.choice([f"{digits(r, 2, '01')}-{digits(r, 9)}-{digits(r, 1)}", digits(r, 12, "01")])
    identifier(out, "ph.philhealth", "PH", ["philhealth", "PhilHealth No.", "philhealth_no", "phic_no", "pin_philhealth"], ["PhilHealth", "PhilHealth No.", "PhilHealth number"], phil, [lambda r: digits(r, 2) + "-" + digits(r, 8) + "-1", lambda r: digits(r, 15), lambda r: digits(r, 7), lambda r: "AB-" + digits(r, 9) + "-3"], bare="ph.philhealth")
    umid = lambda r: r.choice([f"0{digits(r, 3)}-{digits(r, 7)}-{digits(r, 1)}", "0" + digits(r, 11)])
    identifier(out, "ph.umid", "PH", ["umid", "umid_crn", "crn_umid", "UMID No."], ["UMID", "UMID CRN", "CRN (UMID)"], umid, [lambda r: umid(r)[:-2], lambda r: umid(r) + "12", lambda r: "A" + umid(r)[1:], lambda r: digits(r, 5)], bare="ph.umid", n_columns=10)
    tin = lambda r: (lambda n: r.choice([f"{n[:3]}-{n[3:6]}-{n[6:]}-000", f"{n[:3]}-{n[3:6]}-{n[6:]}"]))(digits(r, 9, "12349"))
    identifier(out, "ph.tin", "PH", ["bir_tin", "tin_no", "taxpayer_tin", "tin"], ["TIN", "BIR TIN", "TIN No.", "Tax Identification Number"], tin, [lambda r: tin(r)[:7], lambda r: "A12-345-678", lambda r: digits(r, 4), lambda r: digits(r, 3) + "-" + digits(r, 2) + "-" + digits(r, 3)], n_columns=10, elsewhere=False)
    psn = lambda r: (lambda n: r.choice([group(n, (4, 4, 4), "-"), n]))(digits(r, 12, "123456789"))
    identifier(out, "ph.psn", "PH", ["philsys_number", "PhilSys No.", "philid", "national_id_philsys"], ["PhilSys Number", "PSN", "PhilID", "PhilSys No."], psn, [lambda r: psn(r)[:-1], lambda r: psn(r) + "1", lambda r: "A" + psn(r)[1:], lambda r: digits(r, 6)], bare="ph.psn", n_columns=10)
    passport(out, "PH", ["passport_no", "passport", "pasaporte"], ["Passport No.", "Philippine passport", "passport number"], lambda r: "P" + digits(r, 7) + letters(r, 1, "ABC"))

    vi = lambda *names: named("vi", *names)
    identifier(out, "vn.cccd", "VN", ["cccd", "CCCD", "số CCCD", "can_cuoc_cong_dan", "so_cccd", "số định danh cá nhân"], [*vi("CCCD", "Căn cước công dân", "số CCCD", "Số định danh cá nhân")], cccd, [lambda r: "099" + cccd(r)[3:], lambda r: "000" + cccd(r)[3:], lambda r: cccd(r)[:-1], lambda r: cccd(r) + "3", lambda r: "500" + cccd(r)[3:], lambda r: "777" + cccd(r)[3:]], bare="vn.cccd")
    cmnd = lambda r: digits(r, 9, "0123")
    identifier(out, "vn.cmnd", "VN", ["cmnd", "CMND", "so_cmnd", "chứng minh nhân dân"], [*vi("CMND", "Chứng minh nhân dân", "số CMND")], cmnd, [lambda r: cmnd(r)[:-2], lambda r: cmnd(r) + "11", lambda r: "A" + cmnd(r)[1:], lambda r: digits(r, 4)], bare="vn.cmnd")
    passport(out, "VN", ["ho_chieu", "số hộ chiếu", "passport_no"], [*vi("Hộ chiếu", "số hộ chiếu"), "Vietnamese passport"], lambda r: letters(r, 1, "BCNP") + digits(r, 7))
    identifier(out, "vn.mst", "VN", ["mst", "MST", "mã số thuế", "ma_so_thue"], [*vi("MST", "Mã số thuế", "mã số thuế cá nhân")], mst, [bumped(mst), bumped(mst), lambda r: mst(r)[:-1], lambda r: mst(r) + "1", bumped(mst)])

    at_home(out, "ph.tin", "ph.psn")
    south = Cases("pk_bd_lk_np")
    ur = lambda *names: named("ur", *names)
    dash = lambda r: (lambda n: f"{n[:5]}-{n[5:12]}-{n[12]}")(cnic(r))
    pk_cols = ["cnic", "CNIC", "cnic_no", "nic_no", "شناختی کارڈ نمبر", "cnic_number"]
    pk_cues = ["CNIC", "CNIC No.", "NIC", *ur("شناختی کارڈ نمبر", "قومی شناختی کارڈ نمبر")]
    identifier(south, "pk.cnic", "PK", pk_cols, pk_cues[:2] + pk_cues[3:], dash, [lambda r: "0" + dash(r)[1:], lambda r: "9" + dash(r)[1:], lambda r: dash(r)[:-1], lambda r: dash(r) + "4", lambda r: dash(r)[:-2], lambda r: dash(r)[:5] + "-" + dash(r)[7:]], elsewhere=False)
    identifier(south, "pk.cnic_plain", "PK", pk_cols, pk_cues[:2] + pk_cues[3:], cnic, [lambda r: "0" + cnic(r)[1:], lambda r: "9" + cnic(r)[1:], lambda r: cnic(r)[:-1], lambda r: cnic(r) + "4", lambda r: "A" + cnic(r)[1:]], bare="pk.cnic_plain")
    passport(south, "PK", ["passport_no", "passport", "پاسپورٹ نمبر"], ["Passport No.", "Pakistani passport", *ur("پاسپورٹ نمبر")], lambda r: letters(r, 2) + digits(r, 7))
    bn = lambda *names: named("bn", *names)
    nid = lambda r: r.choice([digits(r, 10, "123456789"), digits(r, 13, "123456789"), str(r.randint(1950, 2003)) + digits(r, 13, "123456789")])
    identifier(south, "bd.nid", "BD", ["nid", "NID", "nid_no", "জাতীয় পরিচয়পত্র নম্বর", "smart_card_nid"], [*bn("জাতীয় পরিচয়পত্র নম্বর", "এনআইডি", "জাতীয় পরিচয়পত্র"), "NID", "NID No.", "National ID (NID)"], nid, [lambda r: digits(r, 9), lambda r: digits(r, 15), lambda r: "A" + digits(r, 9), lambda r: digits(r, 5)], bare="bd.nid")
    brc = lambda r: str(r.randint(1950, 2020)) + digits(r, 13)
    identifier(south, "bd.birth", "BD", ["birth_registration_no", "brn_birth", "জন্ম নিবন্ধন নম্বর", "birth_reg_no"], [*bn("জন্ম নিবন্ধন নম্বর", "জন্ম নিবন্ধন"), "Birth Registration No.", "birth registration number"], brc, [lambda r: brc(r)[:-1], lambda r: brc(r) + "2", lambda r: "17" + brc(r)[2:], lambda r: "A" + brc(r)[1:]], bare="bd.birth", n_columns=10)
    lk_old = lambda r: f"{r.randint(40, 99)}{lk_day(r):03}{digits(r, 4)}{r.choice('VVVX')}"
    identifier(south, "lk.nic_old", "LK", ["nic", "NIC", "nic_no", "national_identity_card_no"], ["NIC", "NIC No.", "National Identity Card No."], lk_old, [lambda r: f"{r.randint(40, 99)}{r.randint(400, 499)}{digits(r, 4)}V", lambda r: f"{r.randint(40, 99)}{r.randint(870, 999)}{digits(r, 4)}V", lambda r: lk_old(r)[:-1] + "Z", lambda r: lk_old(r)[1:], lambda r: f"{r.randint(40, 99)}000{digits(r, 4)}V"], strong=True)
    lk_new = lambda r: f"{r.randint(1940, 2006)}{lk_day(r):03}{digits(r, 5)}"
    identifier(south, "lk.nic", "LK", ["nic", "NIC", "nic_no", "new_nic", "national_identity_card_no"], ["NIC", "NIC No.", "National Identity Card No."], lk_new, [lambda r: f"{r.randint(1940, 2006)}{r.randint(400, 499)}{digits(r, 5)}", lambda r: f"{r.randint(1940, 2006)}{r.randint(870, 999)}{digits(r, 5)}", lambda r: "1699" + lk_new(r)[4:], lambda r: lk_new(r)[:-1], lambda r: lk_new(r) + "7", lambda r: f"{r.randint(1940, 2006)}000{digits(r, 5)}"], bare="lk.nic")
    np = lambda r: f"{r.randint(1, 75):02}-{r.randint(1, 3):02}-{r.randint(50, 79)}-{digits(r, 5)}"
    identifier(south, "np.citizenship", "NP", ["citizenship_no", "नागरिकता नं", "nagarikta_no", "citizenship_certificate_no"], ["Citizenship No.", "citizenship certificate no.", ("hi", "नागरिकता नं.")], np, [lambda r: np(r)[:5], lambda r: "AB" + np(r)[2:], lambda r: "12", lambda r: "applied"], elsewhere=False, bare="np.citizenship", n_columns=10)
    return [out, south]


# ---- West and Central Asia -----------------------------------------------------------------------------------------


def iran(rng):
    """National Organization for Civil Registration: weights 10..2, mod 11."""
    body = digits(rng, 9)
    r = weighted(body, range(10, 1, -1)) % 11
    return body + str(r if r < 2 else 11 - r)


def civil_kw(rng):
    """PACI: century 2 or 3, date, serial, weights 2 1 6 3 7 9 10 5 8 4 2, 11 - sum mod 11."""
    while True:
        y, m, d = birth(rng)
        body = ("2" if y < 2000 else "3") + f"{y % 100:02}{m:02}{d:02}{digits(rng, 4)}"
        c = 11 - weighted(body, (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11
        if c < 10:
            return body + str(c)


def iin(rng):
    """Kazakhstan, Resolution 853 of 2003: date, century and sex, weights 1..11, then 3..11 1 2."""
    while True:
        y, m, d = birth(rng)
        body = f"{y % 100:02}{m:02}{d:02}{rng.choice('34' if y < 2000 else '56')}{digits(rng, 4)}"
        c = weighted(body, range(1, 12)) % 11
        if c == 10:
            c = weighted(body, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
        if c < 10:
            return body + str(c)


def pinfl(rng):
    """Uzbekistan, PINFL: century and sex 3-6, DDMMYY, district, serial, weights 7 3 1, mod 10."""
    y, m, d = birth(rng)
    body = f"{rng.choice('34' if y < 2000 else '56')}{d:02}{m:02}{y % 100:02}{digits(rng, 6)}"
    return body + str(weighted(body, (7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7)) % 10)


def west():
    out = Cases("west_central_asia")
    ar = lambda *names: named("ar", *names)

    def emirates(r):
        """ICP: 784, year, seven digits, Luhn."""
        body = f"784{r.randint(1945, 2006)}{digits(r, 7)}"
        n = body + luhn(body)
        return r.choice([n, f"{n[:3]}-{n[3:7]}-{n[7:14]}-{n[14]}", f"{n[:3]}-{n[3:7]}-{n[7:14]}-{n[14]}"])

    identifier(out, "ae.id", "AE", ["emirates_id", "eid", "emirates_id_no", "رقم الهوية", "Emirates ID", "uae_id"], ["Emirates ID", "Emirates ID No.", "EID", *ar("رقم الهوية الإماراتية", "رقم الهوية")], emirates, [bumped(emirates), lambda r: "785" + emirates(r)[3:], lambda r: emirates(r)[:-1], lambda r: emirates(r) + "2", bumped(emirates), lambda r: "784-1750-" + digits(r, 7) + "-1", bumped(emirates)], elsewhere=True, strong=True)

    def saudi(r):
        """Ministry of Interior, Saudi Arabia: 1 citizen, 2 resident, ten digits, Luhn."""
        body = r.choice("12") + digits(r, 8)
        return body + luhn(body)

    identifier(out, "sa.id", "SA", ["iqama", "iqama_no", "رقم الهوية", "رقم الإقامة", "iqama_number", "saudi_id"], ["Iqama No.", "Iqama", "Saudi ID", *ar("رقم الهوية الوطنية", "رقم الإقامة", "رقم الهوية")], saudi, [bumped(saudi), lambda r: "3" + saudi(r)[1:], lambda r: saudi(r)[:-1], lambda r: saudi(r) + "4", bumped(saudi), lambda r: "7" + saudi(r)[1:], bumped(saudi)], bare="sa.id")
    identifier(out, "kw.civil", "KW", ["civil_id", "civil_id_no", "الرقم المدني", "civilid"], ["Civil ID", "Civil ID No.", *ar("الرقم المدني", "البطاقة المدنية")], civil_kw, [bumped(civil_kw), lambda r: civil_kw(r)[:3] + "13" + civil_kw(r)[5:], lambda r: "9" + civil_kw(r)[1:], lambda r: civil_kw(r)[:-1], bumped(civil_kw), lambda r: civil_kw(r) + "1"], bare=None)
    qid = lambda r: (lambda y: ("2" if y < 2000 else "3") + f"{y % 100:02}" + r.choice(["634", "356", "586", "050", "608", "818", "144"]) + digits(r, 5))(r.randint(1945, 2010))
    identifier(out, "qa.id", "QA", ["qid", "QID", "qatar_id", "qid_no", "رقم البطاقة الشخصية"], ["QID", "Qatar ID", "QID No.", *ar("رقم البطاقة الشخصية", "الرقم الشخصي")], qid, [lambda r: "9" + qid(r)[1:], lambda r: qid(r)[:-1], lambda r: qid(r) + "8", lambda r: "A" + qid(r)[1:], lambda r: "7" + qid(r)[1:]], bare="qa.id")
    om = lambda r: digits(r, 8, "123456789")
    identifier(out, "om.civil", "OM", ["civil_no", "oman_civil_id", "civil_number", "الرقم المدني"], ["Civil No.", "Civil Number", "Oman Civil ID", *ar("الرقم المدني")], om, [lambda r: digits(r, 3), lambda r: digits(r, 14), lambda r: "A" + digits(r, 4), lambda r: "none"], bare="om.civil", n_columns=10)
    jo = lambda r: r.choice("92") + digits(r, 9)
    identifier(out, "jo.id", "JO", ["الرقم الوطني", "jordan_national_no", "national_number"], [*ar("الرقم الوطني"), "Jordan National No.", "National Number"], jo, [lambda r: jo(r)[:-2], lambda r: jo(r) + "23", lambda r: "A" + jo(r)[1:], lambda r: digits(r, 4)], bare="jo.id", n_columns=10)

    def israel(r):
        """Population Authority, Israel: nine digits, Luhn."""
        body = digits(r, 8, "023")
        return body + luhn(body)

    he = lambda *names: named("he", *names)
    identifier(out, "il.id", "IL", ["teudat_zehut", "תעודת זהות", "מספר זהות", "israeli_id", "ת.ז"], [*he("תעודת זהות", "מספר זהות", "ת.ז.", "ת\"ז"), "Teudat Zehut", "Israeli ID"], israel, [bumped(israel), bumped(israel), lambda r: israel(r)[:4], lambda r: israel(r) + "44", bumped(israel)], bare="il.id")
    il_pass = lambda r: digits(r, 8, "123")
    identifier(out, PASSPORT, "IL", ["דרכון", "מספר דרכון", "passport_no"], [*he("דרכון", "מספר דרכון"), "Israeli passport", "Passport No."], il_pass, [lambda r: digits(r, 3), lambda r: digits(r, 14), lambda r: letters(r, 5) + digits(r, 2), lambda r: "אין"], near="il.passport", bare="il.passport", n_columns=10)
    il_lic = lambda r: digits(r, 7, "123456789")
    identifier(out, LICENCE, "IL", ["רישיון נהיגה", "מספר רישיון נהיגה", "driver_license_no"], [*he("רישיון נהיגה", "מספר רישיון נהיגה"), "driver's license number"], il_lic, [lambda r: digits(r, 2), lambda r: digits(r, 14), lambda r: "אין", lambda r: "נשלל"], near="il.driving", bare="il.driving", n_columns=10)
    fa = lambda *names: named("fa", *names)
    identifier(out, "ir.code", "IR", ["کد ملی", "code_melli", "national_code", "melli_code", "کدملی", "شماره ملی"], [*fa("کد ملی", "شماره ملی", "کدملی"), "Iranian national code", "Code Melli"], iran, [bumped(iran), bumped(iran), lambda r: iran(r)[:6], lambda r: iran(r) + "9", bumped(iran)], bare="ir.code")
    ru = lambda *names: named("ru", *names)
    identifier(out, "kz.iin", "KZ", ["iin", "ИИН", "ЖСН", "iin_client"], [*ru("ИИН", "ИИН заявителя", "ЖСН"), "IIN"], iin, [bumped(iin), lambda r: iin(r)[:2] + "13" + iin(r)[4:], lambda r: iin(r)[:4] + "32" + iin(r)[6:], lambda r: iin(r)[:-1], lambda r: iin(r) + "1", bumped(iin), lambda r: iin(r)[:6] + "9" + iin(r)[7:]])
    kg = lambda r: (lambda y, m, d: f"{r.choice('12')}{d:02}{m:02}{y}{digits(r, 5)}")(*birth(r))
    identifier(out, "kg.pin", "KG", ["ПИН", "inn_kg", "ИНН (ПИН)", "персональный номер"], [*ru("ПИН", "персональный идентификационный номер", "ИНН (ПИН)"), "PIN (Kyrgyzstan)"], kg, [lambda r: "7" + kg(r)[1:], lambda r: kg(r)[:1] + "32" + kg(r)[3:], lambda r: kg(r)[:3] + "13" + kg(r)[5:], lambda r: kg(r)[:-1], lambda r: kg(r) + "1"])
    identifier(out, "uz.pinfl", "UZ", ["pinfl", "PINFL", "ПИНФЛ", "jshshir", "JSHSHIR"], [*ru("ПИНФЛ", "ЖШШИР"), "JSHSHIR", "PINFL"], pinfl, [bumped(pinfl), lambda r: pinfl(r)[:1] + "32" + pinfl(r)[3:], lambda r: pinfl(r)[:3] + "13" + pinfl(r)[5:], lambda r: pinfl(r)[:-1], bumped(pinfl), lambda r: "9" + pinfl(r)[1:]])
    bh = lambda r: f"{r.randint(40, 99)}{r.randint(1, 12):02}{digits(r, 5)}"
    identifier(out, "bh.cpr", "BH", ["cpr", "CPR", "cpr_no", "الرقم الشخصي", "cpr_number"], ["CPR", "CPR No.", "Personal Number (CPR)", *ar("الرقم الشخصي")], bh, [lambda r: bh(r)[:2] + "13" + bh(r)[4:], lambda r: bh(r)[:2] + "00" + bh(r)[4:], lambda r: bh(r)[:-1], lambda r: bh(r) + "4", lambda r: "A" + bh(r)[1:]], bare="bh.cpr")
    ge = lambda r: r.choice(["01", "60", "61", "35", "62", "12"]) + digits(r, 9)
    identifier(out, "ge.personal", "GE", ["პირადი ნომერი", "personal_no_ge", "piradi_nomeri", "personal_number"], [("en", "პირადი ნომერი"), ("en", "პ/ნ"), "Georgian personal number", *ru("личный номер (Грузия)")], ge, [lambda r: ge(r)[:-2], lambda r: ge(r) + "12", lambda r: "A" + ge(r)[1:], lambda r: digits(r, 4)], bare="ge.personal", n_columns=10)
    fin = lambda r: r.choice("1234567") + "".join(r.choice("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4)) + letters(r, 1, "ABCDEFGHJK") + digits(r, 1)
    identifier(out, "az.fin", "AZ", ["fin", "FİN", "fin_kod", "fin_code"], ["FİN", "FİN kod", "FIN code (Azerbaijan)", *ru("ФИН")], fin, [lambda r: fin(r)[:-2], lambda r: fin(r) + "12", lambda r: fin(r)[:3] + "-" + fin(r)[4:], lambda r: "yoxdur"], bare="az.fin", n_columns=10, strong=True)
    at_home(out, "ge.personal", "az.fin", "om.civil", "qa.id", "jo.id", "kg.pin", "bh.cpr", "sa.id", "kw.civil")
    return [out]


def all_files():
    return [india(), *china(), *japan_korea(), *oceania(), *south_east(), *west()]
