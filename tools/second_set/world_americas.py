"""Identifiers of the Americas; the source stands at each rule."""

import random

from world_common import Cases, at_home, birth, digits, group, identifier, letters, luhn, other_digit, weighted, wrong_last

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def shapes(rng, *choices):
    return rng.choice(choices)


def bump(value, rng):
    """The value with its last digit changed."""
    at = max(i for i, c in enumerate(value) if c.isdigit())
    return value[:at] + other_digit(rng, value[at]) + value[at + 1 :]


def bumped(make):
    return lambda rng: bump(make(rng), rng)


# ---- United States -------------------------------------------------------------------------------------------------


def ssn_parts(rng):
    """SSA: area 001-899 without 666, group 01-99, serial 0001-9999 (Social Security Number Randomization FAQ)."""
    while True:
        area = rng.randint(1, 899)
        if area != 666:
            return f"{area:03}", f"{rng.randint(1, 99):02}", f"{rng.randint(1, 9999):04}"


def npi(rng):
    """CMS, NPI check digit: Luhn over 80840 and the first nine digits."""
    body = rng.choice("12") + digits(rng, 8)
    return body + luhn("80840" + body)


def aba(rng):
    """ABA: weights 3, 7, 1; mod 10; first two digits 00-12, 21-32, 61-72, 80 (Wikipedia, ABA routing transit number)."""
    while True:
        body = f"{rng.choice([*range(1, 13), *range(21, 33)]):02}" + digits(rng, 6)
        return body + str(-weighted(body, (3, 7, 1, 3, 7, 1, 3, 7)) % 10)


def dea(rng):
    """21 CFR and Wikipedia, DEA number: (d1+d3+d5) + 2(d2+d4+d6), last digit is the seventh."""
    d = digits(rng, 6)
    total = int(d[0]) + int(d[2]) + int(d[4]) + 2 * (int(d[1]) + int(d[3]) + int(d[5]))
    return rng.choice("ABFGM") + rng.choice(UPPER) + d + str(total % 10)


MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY"


def mbi(rng):
    """CMS, Understanding the MBI: C A AN N A AN N A A N N without S, L, O, I, B, Z; first 1-9."""
    an = MBI_LETTERS + "0123456789"
    a = lambda: rng.choice(MBI_LETTERS)
    n = lambda: rng.choice("0123456789")
    return rng.choice("123456789") + a() + rng.choice(an) + n() + a() + rng.choice(an) + n() + a() + a() + n() + n()


def itin_parts(rng, groups=(*range(50, 66), *range(70, 89), 90, 91, 92, 94, 95, 96, 97, 98, 99)):
    """IRS Publication 1915: 9xx, fourth and fifth digit 50-65, 70-88, 90-92, 94-99."""
    return f"9{rng.randint(0, 99):02}", f"{rng.choice(groups):02}", f"{rng.randint(1, 9999):04}"


EIN_PREFIXES = [1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16, 20, 26, 27, 30, 35, 36, 45, 46, 47, 54, 58, 61, 68, 77, 81, 82, 83, 84, 85, 95, 98]


def us():
    out = Cases("us")
    hyphen = lambda r: "-".join(ssn_parts(r))
    plain = lambda r: "".join(ssn_parts(r))
    names = ["ssn", "SSN", "social_security_number", "soc_sec_no", "Social Security No.", "ss_num", "employee_ssn", "SSN/TIN", "taxpayer_ssn", "patient_ssn", "ssn_full"]
    cues = ["SSN", "Social Security Number", "social security no.", "Soc. Sec. #", "SS#", "Social Security", ("es", "número de seguro social")]
    bad = [
        lambda r: f"000-{r.randint(1, 99):02}-{r.randint(1, 9999):04}", lambda r: f"666-{r.randint(1, 99):02}-{r.randint(1, 9999):04}", lambda r: f"{r.randint(100, 665)}-00-{r.randint(1, 9999):04}",
        lambda r: f"{r.randint(100, 665)}-{r.randint(1, 99):02}-0000", lambda r: hyphen(r) + "7", lambda r: hyphen(r)[:-1], lambda r: "XXX-XX-" + digits(r, 4), lambda r: hyphen(r).replace("-", ".-"), lambda r: f"{r.randint(901, 999)}-{r.randint(1, 49):02}-{r.randint(1, 9999):04}",
        lambda r: "***-**-" + digits(r, 4),
    ]
    identifier(out, "us.ssn", "US", names, cues, hyphen, bad, elsewhere=False, keys=["ssn", "social_security_number"])
    for value in ["078-05-1120", "219-09-9999"]:
        out.add("us.ssn", "cue", f"SSN: {value}", value)
    for text in ["Part 123-45-6789-A of the pump", "order 20240-123-45-6789", "phone 312-555-0145", "range 100-20-3000 mm of cable no. 9-8-7", "2024-03-11", "zip 10001-4356", "ISBN 0-306-40615-2", "IP 203.0.113.7", "GUID 123-45-67890123", "ver 12-34-5678"]:
        out.add("us.ssn", "log", text)
    rng = random.Random("world us ssn spaces")
    for line in ["SSN: {}", "Social Security Number {}", "my social is {}"]:
        value = " ".join(ssn_parts(rng))
        out.add("user.government_id.national_identification_number", "cue", line.format(value), value)
    bad_plain = [lambda r: "000" + digits(r, 6), lambda r: "666" + digits(r, 6), lambda r: f"{r.randint(100, 665)}00{r.randint(1, 9999):04}", lambda r: f"{r.randint(100, 665)}120000", lambda r: plain(r) + "7", lambda r: plain(r)[:-1], lambda r: "9" + plain(r)[1:3] + "12" + digits(r, 4)]
    identifier(out, "us.ssn_digits", "US", names, cues, plain, bad_plain, bare=None)

    itin = lambda r: shapes(r, "-", "-", "", " ").join(itin_parts(r))
    identifier(out, "us.itin", "US", ["itin", "ITIN", "itin_number", "individual_taxpayer_id", "taxpayer_itin", "ITIN No"], ["ITIN", "Individual Taxpayer Identification Number", "ITIN no."], itin, [lambda r: "-".join(itin_parts(r, (range(0, 50)))), lambda r: "8" + "-".join(itin_parts(r))[1:], lambda r: "-".join(itin_parts(r))[:-1], lambda r: "-".join(itin_parts(r)) + "1", lambda r: "-".join(itin_parts(r, (66, 67, 68, 69, 89)))])
    atin = lambda r: "-".join(itin_parts(r, (93,)))
    identifier(out, "us.atin", "US", ["atin", "ATIN", "adoption_tin", "atin_number"], ["ATIN", "Adoption Taxpayer Identification Number"], atin, [lambda r: "-".join(itin_parts(r, (10, 20, 30))), lambda r: atin(r)[:-1], lambda r: "1" + atin(r)[1:], lambda r: atin(r) + "2"])
    ein = lambda r: f"{r.choice(EIN_PREFIXES):02}-{digits(r, 7)}"
    identifier(out, "us.ein", "US", ["ein", "EIN", "fein", "employer_id_number", "Federal EIN", "federal_tax_id", "ein_number"], ["EIN", "Employer Identification Number", "FEIN", "Federal Tax ID"], ein, [lambda r: f"{r.choice(['07', '08', '09', '17', '18', '19', '28', '29', '49', '69', '70', '78', '79', '89', '96', '97'])}-{digits(r, 7)}", lambda r: ein(r)[:-1], lambda r: ein(r) + "1", lambda r: "00-" + digits(r, 7)])
    ptin = lambda r: "P" + digits(r, 8)
    identifier(out, "us.ptin", "US", ["ptin", "PTIN", "preparer_tin", "preparer_ptin"], ["PTIN", "Preparer's PTIN", "Preparer Tax Identification Number"], ptin, [lambda r: "P" + digits(r, 7), lambda r: "P" + digits(r, 9), lambda r: "Q" + digits(r, 8), lambda r: digits(r, 8)], bare="us.ptin")
    identifier(out, "us.aba", "US", ["routing_number", "aba", "ABA", "rtn", "bank_routing", "routing_no", "aba_routing_number", "transit_number"], ["Routing number", "ABA", "ABA routing no.", "RTN", "bank routing number"], aba, [bumped(aba), lambda r: aba(r)[:-1], lambda r: aba(r) + "5", bumped(aba), lambda r: "99" + aba(r)[2:], lambda r: "000000000"], bare="us.aba")
    rng = random.Random("world us account")
    for line in ["Routing {r} account {a}", "ABA {r}, account number {a}", "routing number: {r}\naccount number: {a}", "Wire to ABA {r}, Acct {a}", "routing={r}&account={a}", '{{"routing_number":"{r}","account_number":"{a}"}}', "Direct deposit: RTN {r} / Acct # {a}", "Account {a}, routing number {r}", "bank routing no. {r} checking account {a}", "Routing No. {r}; Account No. {a}"]:
        value = digits(rng, rng.choice([9, 10, 12]), "123456789")
        out.add("user.financial.bank_account", "cue", line.format(r=aba(rng), a=value), value, country="US")
    mbi_text = lambda r: (lambda m: r.choice([m, f"{m[:4]}-{m[4:7]}-{m[7:]}"]))(mbi(r))
    identifier(out, "us.mbi", "US", ["mbi", "MBI", "medicare_id", "medicare_number", "medicare_beneficiary_id", "hicn_mbi"], ["MBI", "Medicare number", "Medicare Beneficiary Identifier", "Medicare ID"], mbi_text, [lambda r: "0" + mbi(r)[1:], lambda r: mbi(r)[:1] + "S" + mbi(r)[2:], lambda r: mbi(r)[:-1], lambda r: mbi(r) + "4", lambda r: mbi(r)[:7] + "OI" + mbi(r)[9:], lambda r: mbi(r)[:9] + "AB"], elsewhere=False)
    identifier(out, "us.npi", "US", ["npi", "NPI", "provider_npi", "npi_number", "rendering_npi", "billing_provider_npi"], ["NPI", "NPI #", "National Provider Identifier", "Provider NPI"], npi, [bumped(npi), lambda r: "3" + npi(r)[1:], lambda r: npi(r)[:-1], bumped(npi), lambda r: npi(r) + "1", bumped(npi)], bare="us.npi")
    identifier(out, "us.dea", "US", ["dea", "DEA", "dea_number", "prescriber_dea", "dea_no"], ["DEA", "DEA number", "DEA #", "DEA registration"], dea, [bumped(dea), lambda r: dea(r)[:-1], lambda r: dea(r) + "3", bumped(dea), lambda r: "12" + dea(r)[2:]], strong=True)
    a_plain = lambda r: "A" + digits(r, 9, "012")
    identifier(out, "us.a_number", "US", ["a_number", "alien_number", "alien_registration_number", "A-Number", "uscis_a_number", "AlienNo"], ["A-Number", "Alien Registration Number", "USCIS A-Number", "Alien No."], a_plain, [lambda r: "A" + digits(r, 5), lambda r: "A" + digits(r, 11), lambda r: "B" + digits(r, 9), lambda r: "A" + digits(r, 4) + "X" + digits(r, 4)], bare="us.a_number")
    passport = lambda r: r.choice([digits(r, 9), letters(r, 1) + digits(r, 8)])
    identifier(out, "user.government_id.passport_number", "US", ["us_passport", "passport_no", "passport_number", "Passport No.", "passport", "Passport #"], ["Passport No.", "passport number", "U.S. passport", "Passport #"], passport, [lambda r: digits(r, 6), lambda r: letters(r, 3) + digits(r, 6), lambda r: digits(r, 12), lambda r: "pending"], near="us.passport", bare="us.passport")
    ca_licence = lambda r: letters(r, 1) + digits(r, 7)
    fl_licence = lambda r: (lambda n: f"{letters(r, 1)}{n[:3]}-{n[3:6]}-{n[6:8]}-{n[8:11]}-{n[11:]}")(digits(r, 12))
    identifier(out, "user.government_id.drivers_license_number", "US", ["driver_license", "drivers_license_no", "dl_number", "DL#", "driver_lic_no"], ["Driver's License", "driver license no.", "DL#", "Driver License Number"], lambda r: r.choice([ca_licence, fl_licence, lambda x: digits(x, 9), lambda x: digits(x, 8, "123")])(r), [lambda r: "expired", lambda r: "none", lambda r: "suspended", lambda r: "n/a"], near="us.drivers_license", bare="us.drivers_license")
    return out


# ---- Canada --------------------------------------------------------------------------------------------------------


def sin(rng):
    """ESDC, Social Insurance Number: Luhn; 0 and 8 are not issued as a first digit."""
    body = rng.choice("1234567") + digits(rng, 7)
    return body + luhn(body)


def ohip(rng):
    """Ontario Ministry of Health, Health Card Number: ten digits, Luhn, then two letters of version."""
    body = digits(rng, 9, "123456789")
    return body + luhn(body)


def phn(rng):
    """BC PharmaNet and HNI specification: 9, weights 2, 4, 8, 5, 10, 9, 7, 3 on digits two to nine, mod 11."""
    while True:
        body = "9" + digits(rng, 8)
        check = 11 - weighted(body[1:], (2, 4, 8, 5, 10, 9, 7, 3)) % 11
        if check < 10:
            return body + str(check)


def ramq(rng, woman=None):
    """RAMQ: four letters (three of the surname, one of the given name), year, month (+50 women), day, two digits."""
    y, m, d = birth(rng)
    m += 50 if rng.random() < 0.5 else 0
    name = rng.choice(["TREM", "GAGN", "LAVJ", "BOUC", "COTP", "MORL", "PELS", "ROYM", "FORA", "GIRN"])
    return f"{name}{y % 100:02}{m:02}{d:02}{digits(rng, 2)}"


def ca():
    out = Cases("ca")
    spaced = lambda r: group(sin(r), (3, 3, 3), r.choice([" ", " ", "-"]))
    bad = [bumped(spaced), lambda r: spaced(r)[:-1], lambda r: spaced(r) + "4", bumped(spaced), lambda r: "000 000 000", bumped(spaced)]
    columns = ["sin", "SIN", "social_insurance_number", "NAS", "numero_assurance_sociale", "sin_number", "S.I.N.", "nas_employe", "employee_sin", "SIN/NAS", "Social Insurance No."]
    cues = ["SIN", "Social Insurance Number", ("fr", "NAS"), ("fr", "numéro d'assurance sociale"), "S.I.N.", "social insurance no."]
    who = "user.government_id.national_identification_number"
    identifier(out, who, "CA", columns, cues, lambda r: r.choice([spaced(r), spaced(r), sin(r)]), bad, near="ca.sin", elsewhere=False)
    rng = random.Random("world ca sin bad")
    for line in ["SIN: {}", "Social Insurance Number {}", "NAS : {}"]:
        for _ in range(2):
            out.add("ca.sin_named", "near-miss", line.format(bump(sin(rng), rng)))
    for line in ["Order no. {} was shipped", "invoice {} due", "sku {}", "epoch {} reached", "sin({}) = 0.4", "ticket {} closed"]:
        out.add("ca.sin", "log", line.format(sin(rng)))
        out.add("ca.sin_named", "log", line.format(sin(rng)))
    card = lambda r: (lambda n: r.choice([n, f"{n[:4]}-{n[4:7]}-{n[7:]}", f"{n[:4]} {n[4:7]} {n[7:]}"]))(ohip(r))
    identifier(out, "ca.ohip", "CA", ["ohip", "OHIP", "ohip_number", "ontario_health_card", "OHIP #", "ohip_hcn"], ["OHIP", "OHIP number", "Ontario health card", "OHIP no."], card, [bumped(ohip), lambda r: "0" + ohip(r)[1:-1] , lambda r: ohip(r)[:-1], bumped(ohip), lambda r: ohip(r) + "22", bumped(card)], bare=None)
    identifier(out, "ca.bc_phn", "CA", ["phn", "PHN", "bc_phn", "personal_health_number"], ["PHN", "BC PHN", "Personal Health Number", "BC Services Card"], lambda r: (lambda n: r.choice([n, f"{n[:4]} {n[4:7]} {n[7:]}"]))(phn(r)), [bumped(phn), lambda r: phn(r)[:-1], bumped(phn), lambda r: "8" + phn(r)[1:], lambda r: phn(r) + "00", bumped(phn)], bare=None)
    ramq_text = lambda r: (lambda n: r.choice([n, f"{n[:4]} {n[4:8]} {n[8:]}"]))(ramq(r))
    identifier(out, "ca.ramq", "CA", ["ramq", "RAMQ", "nam", "numero_assurance_maladie", "no_ramq", "carte_soleil"], [("fr", "RAMQ"), ("fr", "numéro d'assurance maladie"), ("fr", "NAM"), "RAMQ", ("fr", "carte d'assurance maladie")], ramq_text, [lambda r: ramq(r)[:6] + "13" + ramq(r)[8:], lambda r: ramq(r)[:8] + "32" + ramq(r)[10:], lambda r: ramq(r)[:-1], lambda r: "TR" + digits(r, 2) + ramq(r)[4:], lambda r: ramq(r)[:6] + "63" + ramq(r)[8:], lambda r: ramq(r) + "55"], elsewhere=True, strong=True)
    def ontario(r):
        """MTO: letter of the surname, four and five digits, then the year's last two digits, month (+50 women), day."""
        y, m, d = birth(r)
        m += 50 if r.random() < 0.5 else 0
        n = f"{letters(r, 1, 'ABCDFGHJKLMNPRSTW')}{digits(r, 4)}{digits(r, 4)}{y % 100:02}{m:02}{d:02}"
        return f"{n[:5]}-{n[5:10]}-{n[10:]}" if r.random() < 0.7 else n

    identifier(out, "user.government_id.drivers_license_number", "CA", ["driver_licence", "dl_number", "ontario_drivers_licence", "driver_licence_no"], ["Ontario driver's licence", "Driver's licence number", "DL No."], ontario, [lambda r: ontario(r).replace("-", "")[:-4] + "1345", lambda r: ontario(r).replace("-", "")[:-2] + "39", lambda r: ontario(r)[:-1], lambda r: "1" + ontario(r)[1:], lambda r: ontario(r).replace("-", "")[:-4] + "6312"], near="ca.on_driver", elsewhere=False, n_columns=8, bare=None)

    def quebec(r):
        """SAAQ: letter of the surname, four digits, day, month and year of birth, two digits."""
        y, m, d = birth(r)
        n = f"{letters(r, 1, 'BCDFGLMPRT')}{digits(r, 4)}{d:02}{m:02}{y % 100:02}{digits(r, 2)}"
        return r.choice([n, f"{n[:5]}-{n[5:11]}-{n[11:]}"])

    identifier(out, "user.government_id.drivers_license_number", "CA", ["permis_conduire", "no_permis", "permis_de_conduire"], [("fr", "permis de conduire"), ("fr", "numéro de permis de conduire")], quebec, [lambda r: quebec(r)[:-1], lambda r: "9" + quebec(r)[1:]], near="ca.qc_driver", elsewhere=False, n_columns=8, n_cues=8)
    passport = lambda r: r.choice([letters(r, 2) + digits(r, 6), letters(r, 1) + digits(r, 6) + letters(r, 2)])
    identifier(out, "user.government_id.passport_number", "CA", ["passport_no", "passport", "passeport", "numero_passeport", "Canadian passport"], ["Passport No.", "Canadian passport", ("fr", "passeport"), ("fr", "numéro de passeport")], passport, [lambda r: letters(r, 3) + digits(r, 6), lambda r: letters(r, 2) + digits(r, 5), lambda r: digits(r, 5), lambda r: letters(r, 4) + digits(r, 4)], near="ca.passport", bare="ca.passport")
    for text, span in [("Alberta health card: 12345-6789", "12345-6789"), ("Health card number (Manitoba): 123456789", "123456789"), ("Saskatchewan health services number 912 345 678", "912 345 678"), ("Nova Scotia health card 0012 345 678", "0012 345 678")]:
        out.add("user.health_and_medical.record_id", "cue", text, span, country="CA")
    rng = random.Random("world ca health")
    for province, shape in [("Alberta", lambda: f"{digits(rng, 5)}-{digits(rng, 4)}"), ("Manitoba", lambda: digits(rng, 9)), ("Saskatchewan", lambda: digits(rng, 9)), ("New Brunswick", lambda: digits(rng, 9)), ("Nova Scotia", lambda: digits(rng, 10)), ("Newfoundland", lambda: digits(rng, 12))]:
        for line in ["{p} health card: {v}", "Health card number ({p}): {v}", "{p} health card no. {v}"]:
            value = shape()
            out.add("user.health_and_medical.record_id", "cue", line.format(p=province, v=value), value, country="CA")
    for name in ["health_card", "health_card_number", "carte_sante", "provincial_health_number", "hcn"]:
        if name in ("health_card", "health_card_number"):
            value = digits(rng, 9, "123456789")
            out.add("user.health_and_medical.record_id", "column", value, value, column=name, country="CA")
    for text in ["health card: expired", "health card number: n/a", "Health card office, 9 King Street", "health card: 12", "health card fee 12.50", "Health card number: unknown", "health cards were renewed in 2021", "Health card: see file"]:
        out.add("ca.health_card", "near-miss", text)
    return out


# ---- Mexico --------------------------------------------------------------------------------------------------------

STATES = "AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS NE".split()
CONS = "BCDFGHJKLMNPQRSTVWXYZ"
CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"


def initials(rng):
    """Surname's first letter and first vowel, second surname's letter, given name's letter; the forbidden words are avoided."""
    return rng.choice(["LOGM", "HEPJ", "GARC", "ROSA", "MAVL", "PEAR", "TOLD", "VAZM", "SACE", "DIFN", "JUMK", "RERS"])


def curp(rng):
    """RENAPO, Instructivo normativo CURP: check digit sum of (18 - i) times the index, mod 10."""
    y, m, d = birth(rng)
    body = initials(rng) + f"{y % 100:02}{m:02}{d:02}" + rng.choice("HM") + rng.choice(STATES[:-1]) + letters(rng, 3, CONS) + (rng.choice("0123456789") if y < 2000 else rng.choice("ABC"))
    return body + curp_check(body)


def curp_check(body):
    total = sum((18 - i) * CURP_ALPHABET.index(c) for i, c in enumerate(body))
    return str(-total % 10)


def spoil_curp(rng, at, text):
    body = curp(rng)[:17]
    body = body[:at] + text + body[at + len(text) :]
    return body + curp_check(body)


RFC_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"


def rfc(rng):
    """SAT, Anexo: weights 13 to 2 on the index in the alphabet, mod 11; 10 is A."""
    y, m, d = birth(rng)
    body = initials(rng) + f"{y % 100:02}{m:02}{d:02}" + rng.choice("ABCDEFGHIJKLMNPQRSTUVWXYZ123456789") + rng.choice("ABCDEFGHIJKLMNPQRSTUVWXYZ123456789")
    r = 11 - sum((13 - i) * RFC_ALPHABET.index(c) for i, c in enumerate(body)) % 11
    return body + {11: "0", 10: "A"}.get(r, str(r))


def nss(rng):
    """IMSS: delegation, year of entry, year of birth, serial, Luhn."""
    born = rng.randint(50, 79)
    body = f"{rng.randint(1, 97):02}{rng.randint(born + 17, 99):02}{born:02}{digits(rng, 4)}"
    return body + luhn(body)


CLABE_BANKS = ["002", "012", "014", "021", "030", "036", "044", "058", "062", "072", "127", "137"]


def clabe(rng):
    """ABM: weights 3, 7, 1 each product mod 10, sum mod 10."""
    body = rng.choice(CLABE_BANKS) + rng.choice(["180", "320", "580", "650", "010", "225"]) + digits(rng, 11)
    total = sum(int(c) * w % 10 for c, w in zip(body, (3, 7, 1) * 6))
    return body + str(-total % 10)


def elector(rng):
    """INE, clave de elector: six consonants, birth date, state number, sex, three digits."""
    y, m, d = birth(rng)
    return letters(rng, 6, CONS.replace("X", "")) + f"{y % 100:02}{m:02}{d:02}{rng.randint(1, 32):02}" + rng.choice("HM") + digits(rng, 3)


def mx():
    out = Cases("mx")
    identifier(out, "mx.curp", "MX", ["curp", "CURP", "clave_unica", "curp_empleado", "CURP del solicitante", "clave_curp"], [("es", "CURP"), ("es", "Clave Única de Registro de Población"), "CURP"], curp, [bumped(curp), lambda r: spoil_curp(r, 6, "13"), lambda r: spoil_curp(r, 8, "32"), lambda r: spoil_curp(r, 11, "XX"), lambda r: spoil_curp(r, 10, "Z"), lambda r: curp(r)[:-1], lambda r: curp(r) + "7", bumped(curp)], strong=True, bare="mx.curp", bare_found=True)
    identifier(out, "mx.rfc", "MX", ["rfc", "RFC", "rfc_cliente", "registro_federal_contribuyentes", "RFC con homoclave", "rfc_receptor"], [("es", "RFC"), ("es", "Registro Federal de Contribuyentes"), "RFC"], rfc, [lambda r: (lambda n: n[:-1] + r.choice([c for c in "0123456789A" if c != n[-1]]))(rfc(r)), lambda r: rfc(r)[:6] + "13" + rfc(r)[8:], lambda r: rfc(r)[:8] + "39" + rfc(r)[10:], lambda r: "1" + rfc(r)[1:], lambda r: rfc(r)[:-2], lambda r: rfc(r) + "XZ", lambda r: rfc(r)[:6] + "00" + rfc(r)[8:]], strong=True)
    identifier(out, "mx.nss", "MX", ["nss", "NSS", "imss", "numero_seguro_social", "num_imss", "NSS IMSS"], [("es", "NSS"), ("es", "Número de Seguridad Social"), ("es", "NSS (IMSS)"), ("es", "número de seguro social")], lambda r: r.choice([nss(r), (lambda n: f"{n[:2]}-{n[2:4]}-{n[4:6]}-{n[6:10]}-{n[10]}")(nss(r))]) if r.random() < 0.3 else nss(r), [bumped(nss), lambda r: nss(r)[:-1], lambda r: nss(r) + "3", bumped(nss), bumped(nss)], bare="mx.nss")
    identifier(out, "mx.clabe", "MX", ["clabe", "CLABE", "clabe_interbancaria", "cuenta_clabe", "clabe_bancaria"], [("es", "CLABE"), ("es", "CLABE interbancaria"), ("es", "cuenta CLABE"), "CLABE"], clabe, [bumped(clabe), lambda r: clabe(r)[:-1], lambda r: clabe(r) + "1", bumped(clabe), lambda r: "0" * 18, bumped(clabe)])
    identifier(out, "mx.elector", "MX", ["clave_elector", "clave_de_elector", "ine_clave_elector"], [("es", "clave de elector"), ("es", "Clave de Elector (INE)"), ("es", "clave elector INE")], elector, [lambda r: elector(r)[:-1], lambda r: elector(r) + "2", lambda r: elector(r)[:8] + "13" + elector(r)[10:], lambda r: elector(r)[:10] + "32" + elector(r)[12:], lambda r: elector(r)[:14] + "X" + elector(r)[15:], lambda r: elector(r)[:12] + "99" + elector(r)[14:]], strong=True)
    gpass = lambda r: letters(r, 1, "G") + digits(r, 8)
    identifier(out, "user.government_id.passport_number", "MX", ["pasaporte", "no_pasaporte", "numero_pasaporte"], [("es", "pasaporte"), ("es", "número de pasaporte"), "Passport No."], gpass, [lambda r: "G" + digits(r, 5), lambda r: "GGG" + digits(r, 8), lambda r: "G" + digits(r, 11), lambda r: "en trámite"], near="mx.passport", bare="mx.passport", n_columns=10)
    return out


# ---- Brazil --------------------------------------------------------------------------------------------------------


def mod11_pair(body, first, second):
    d1 = weighted(body, first) * 10 % 11 % 10
    d2 = weighted(body + str(d1), second) * 10 % 11 % 10
    return f"{d1}{d2}"


def cpf(rng):
    """Receita Federal, CPF: two digits mod 11 with weights 10..2 and 11..2."""
    body = digits(rng, 9)
    return body + mod11_pair(body, range(10, 1, -1), range(11, 1, -1))


def cpf_text(rng):
    n = cpf(rng)
    return f"{n[:3]}.{n[3:6]}.{n[6:9]}-{n[9:]}"


def pis(rng):
    """Caixa, PIS/PASEP/NIS: weights 3 2 9 8 7 6 5 4 3 2, mod 11."""
    body = rng.choice(["12", "10", "13", "16", "20"]) + digits(rng, 8)
    return body + str(weighted(body, (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) * 10 % 11 % 10)


def voter(rng):
    """TSE, Resolução 21.538/2003: eight digits, state 01-28, two digits mod 11 (0 gives 1 for SP and MG is left out here)."""
    body, state = digits(rng, 8), f"{rng.randint(3, 27):02}"
    d1 = weighted(body, range(2, 10)) % 11
    if d1 == 10:
        d1 = 0
    d2 = (int(state[0]) * 7 + int(state[1]) * 8 + d1 * 9) % 11
    if d2 == 10:
        d2 = 0
    return body + state + f"{d1}{d2}"


def cnh(rng):
    """DENATRAN, CNH: weights 9..1, then 1..9; remainders of ten and more count as zero. Only numbers without the carry."""
    while True:
        body = digits(rng, 9)
        a = weighted(body, range(9, 0, -1)) % 11
        b = weighted(body, range(1, 10)) % 11
        if a < 10 and b < 10:
            return body + f"{a}{b}"


def cns(rng):
    """DATASUS, CNS: 15 digits, weights 15..1, sum divisible by 11; here the provisional form (7, 8, 9)."""
    while True:
        body = rng.choice("789") + digits(rng, 13)
        for last in "0123456789":
            if weighted(body + last, range(15, 0, -1)) % 11 == 0:
                return body + last


def br():
    out = Cases("br")
    columns = ["cpf", "CPF", "cpf_cliente", "nr_cpf", "cpf_titular", "CPF/MF", "num_cpf", "cpf_responsavel", "cpf_do_paciente", "documento_cpf"]
    cues = [("pt", "CPF"), ("pt", "CPF/MF"), ("pt", "Cadastro de Pessoas Físicas"), "CPF"]
    identifier(out, "br.cpf", "BR", columns, cues, cpf_text, [bumped(cpf_text), lambda r: "111.111.111-11", bumped(cpf_text), lambda r: cpf_text(r)[:-1], lambda r: cpf_text(r) + "5", lambda r: "000.000.000-00", bumped(cpf_text), lambda r: "***." + cpf_text(r)[4:11] + "-**"], elsewhere=False, bare="br.cpf", bare_found=True)
    identifier(out, "br.cpf_digits", "BR", columns, cues, cpf, [bumped(cpf), lambda r: "11111111111", bumped(cpf), lambda r: cpf(r)[:-1], lambda r: cpf(r) + "5", lambda r: "99999999999", bumped(cpf)], bare="br.cpf_digits")
    for text in ["versão 123.456.789-0", "CNPJ 11.222.333/0001-81", "pedido 12345678909 enviado", "R$ 123.456.789,09", "CEP 01310-100", "telefone (11) 98765-4321", "chave 3524 0112 3456 7890", "boleto 34191.79001 01043.510047"]:
        out.add("br.cpf", "log", text)
    identifier(out, "br.pis", "BR", ["pis", "PIS/PASEP", "nis", "!nit", "pis_pasep", "PIS", "numero_pis", "nr_nis"], [("pt", "PIS"), ("pt", "PIS/PASEP"), ("pt", "NIS"), ("pt", "NIT")], lambda r: (lambda n: r.choice([n, f"{n[:3]}.{n[3:8]}.{n[8:10]}-{n[10]}"]))(pis(r)), [bumped(pis), lambda r: pis(r)[:-1], bumped(pis), lambda r: pis(r) + "1", bumped(pis), lambda r: "00000000000"])
    identifier(out, "br.voter", "BR", ["titulo_eleitor", "titulo_eleitoral", "título de eleitor", "nr_titulo_eleitor"], [("pt", "título de eleitor"), ("pt", "Título eleitoral"), ("pt", "título eleitor")], lambda r: (lambda n: r.choice([n, f"{n[:4]} {n[4:8]} {n[8:]}"]))(voter(r)), [bumped(voter), lambda r: voter(r)[:8] + "99" + voter(r)[10:], lambda r: voter(r)[:-1], bumped(voter), lambda r: voter(r) + "1", bumped(voter)], n_columns=10)
    identifier(out, "br.cnh", "BR", ["cnh", "CNH", "numero_cnh", "registro_cnh", "carteira_habilitacao"], [("pt", "CNH"), ("pt", "Carteira Nacional de Habilitação"), ("pt", "registro da CNH")], cnh, [bumped(cnh), lambda r: cnh(r)[:-1], bumped(cnh), lambda r: cnh(r) + "8", bumped(cnh)])
    identifier(out, "br.cns", "BR", ["cns", "CNS", "cartao_sus", "cartao_nacional_saude", "nr_cns", "cartão SUS"], [("pt", "CNS"), ("pt", "Cartão SUS"), ("pt", "Cartão Nacional de Saúde")], lambda r: (lambda n: r.choice([n, f"{n[:3]} {n[3:7]} {n[7:11]} {n[11:]}"]))(cns(r)), [bumped(cns), lambda r: cns(r)[:-1], bumped(cns), lambda r: "4" + cns(r)[1:], lambda r: cns(r) + "1", bumped(cns)])

    def rg(r):
        """São Paulo, RG: eight digits, weights 2..9, mod 11, 10 is X."""
        body = digits(r, 8, "1234")
        c = -weighted(body, range(2, 10)) % 11
        return f"{body[:2]}.{body[2:5]}.{body[5:]}-" + ("X" if c == 10 else str(c))

    identifier(out, "br.rg", "BR", ["rg", "RG", "rg_numero", "identidade_rg", "nr_rg", "registro_geral"], [("pt", "RG"), ("pt", "Carteira de Identidade (RG)"), ("pt", "RG (SSP/SP)")], rg, [lambda r: rg(r)[:7], lambda r: "pendente", lambda r: "não informado", lambda r: rg(r) + "123456"], elsewhere=False)
    passport = lambda r: letters(r, 2) + digits(r, 6)
    identifier(out, "user.government_id.passport_number", "BR", ["passaporte", "nr_passaporte", "numero_passaporte"], [("pt", "passaporte"), ("pt", "número do passaporte"), "Passport No."], passport, [lambda r: letters(r, 3) + digits(r, 6), lambda r: letters(r, 2) + digits(r, 4), lambda r: letters(r, 2) + digits(r, 9), lambda r: "vencido"], near="br.passport", bare="br.passport", n_columns=10)
    return out


# ---- Argentina, Chile, Colombia, Peru and the others ---------------------------------------------------------------


def cuil(rng):
    """AFIP, CUIT/CUIL: prefix 20, 23, 24, 27, weights 5 4 3 2 7 6 5 4 3 2, mod 11."""
    while True:
        body = rng.choice(["20", "23", "24", "27"]) + digits(rng, 8, "1234")
        c = -weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if c < 10:
            return body + str(c)


def cuil_text(rng):
    n = cuil(rng)
    return rng.choice([n, f"{n[:2]}-{n[2:10]}-{n[10]}", f"{n[:2]}-{n[2:10]}-{n[10]}"])


def cbu(rng):
    """BCRA, CBU: 7+1 with weights 7 1 3 9 7 1 3 and 13+1 with weights 3 9 7 1 3 9 7 1 3 9 7 1 3, mod 10."""
    a, b = rng.choice(["011", "014", "017", "072", "285"]) + digits(rng, 4), digits(rng, 13)
    a += str(-weighted(a, (7, 1, 3, 9, 7, 1, 3)) % 10)
    return a + b + str(-weighted(b, (3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3)) % 10)


def dni_ar(rng):
    n = str(rng.randint(5_000_000, 49_999_999))
    return rng.choice([n, f"{int(n):,}".replace(",", ".")])


def rut(rng):
    """Servicio de Impuestos Internos, RUT: weights 2..7 from the right, mod 11, K for ten."""
    body = str(rng.randint(4_000_000, 25_999_999))
    c = -sum(int(d) * w for d, w in zip(reversed(body), (2, 3, 4, 5, 6, 7, 2, 3))) % 11
    return body, "K" if c == 10 else str(c)


def rut_dots(rng):
    body, c = rut(rng)
    return f"{int(body):,}".replace(",", ".") + "-" + c


def rut_plain(rng):
    body, c = rut(rng)
    return f"{body}-{c}"


def wrong_rut(make):
    return lambda r: (lambda n: n[:-1] + r.choice([c for c in "0123456789K" if c != n[-1]]))(make(r))


def nit_co(rng):
    """DIAN, NIT: weights 3 7 13 17 19 23 29 37 41 43 from the right, mod 11, 0 and 1 stand, else 11 - r."""
    body = str(rng.randint(10_000_000, 99_999_999)) if rng.random() < 0.4 else "10" + digits(rng, 8)
    r = sum(int(d) * w for d, w in zip(reversed(body), (3, 7, 13, 17, 19, 23, 29, 37, 41, 43))) % 11
    c = str(r if r < 2 else 11 - r)
    return rng.choice([f"{int(body):,}".replace(",", ".") + "-" + c, f"{body}-{c}"])


def ruc_pe(rng):
    """SUNAT, RUC: 10 and DNI, weights 5 4 3 2 7 6 5 4 3 2, mod 11."""
    body = "10" + digits(rng, 8)
    return body + str((11 - weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10)


def cedula_ec(rng):
    """Registro Civil del Ecuador: province 01-24, third digit 0-5, mod 10 with weights 2 1."""
    body = f"{rng.randint(1, 24):02}" + rng.choice("012345") + digits(rng, 6)
    return body + luhn(body)


def ci_uy(rng):
    """DNIC Uruguay: weights 2 9 8 7 6 3 4, mod 10."""
    body = digits(rng, 7, "12345")
    c = str(-weighted(body, (2, 9, 8, 7, 6, 3, 4)) % 10)
    return rng.choice([f"{body[0]}.{body[1:4]}.{body[4:]}-{c}", f"{body}-{c}", body + c])


def cedula_do(rng):
    """Junta Central Electoral: 3-7-1, Luhn."""
    body = rng.choice(["001", "002", "031", "402", "224", "093"]) + digits(rng, 7)
    n = body + luhn(body)
    return rng.choice([n, f"{n[:3]}-{n[3:10]}-{n[10]}", f"{n[:3]}-{n[3:10]}-{n[10]}"])


def cui_gt(rng):
    """RENAP: eight digits, check mod 11 with weights 2..9, department 01-22, municipality."""
    while True:
        body = digits(rng, 8, "123")
        c = weighted(body, range(2, 10)) % 11
        if c < 10:
            n = body + str(c) + f"{rng.randint(1, 22):02}" + f"{rng.randint(1, 7):02}"
            return rng.choice([n, f"{n[:4]} {n[4:9]} {n[9:]}"])


def nit_gt(rng):
    """SAT Guatemala: weights from the position, mod 11, K for ten."""
    body = digits(rng, 7, "123456789")
    c = -sum(int(d) * (i + 2) for i, d in enumerate(reversed(body))) % 11
    return body + "-" + ("K" if c == 10 else str(c))


def dui_sv(rng):
    """RNPN El Salvador: eight digits, weights 9..2, mod 10."""
    body = "0" + digits(rng, 7)
    return body + "-" + str(-weighted(body, range(9, 1, -1)) % 10)


def rif_ve(rng):
    """SENIAT: V is 4, E is 8; weights 3 2 7 6 5 4 3 2, mod 11."""
    kind, body = rng.choice("VVE"), f"{rng.randint(3_000_000, 29_999_999):08}"
    c = 11 - ({"V": 4, "E": 8}[kind] + weighted(body, (3, 2, 7, 6, 5, 4, 3, 2))) % 11
    return kind + "-" + body + "-" + ("0" if c > 9 else str(c))


def ci_cu(rng):
    """Cuba: date of birth YYMMDD, century digit, serial."""
    y, m, d = birth(rng, 1940, 1999)
    return f"{y % 100:02}{m:02}{d:02}{rng.randint(0, 5)}{digits(rng, 4)}"


def latin():
    ar, cl, co, pe, rest = Cases("ar"), Cases("cl"), Cases("co"), Cases("pe"), Cases("latin_america")
    identifier(ar, "ar.cuil", "AR", ["cuil", "CUIL", "cuit", "CUIT", "cuit_cuil", "nro_cuit", "CUIT/CUIL"], [("es", "CUIL"), ("es", "CUIT"), ("es", "CUIT/CUIL"), ("es", "C.U.I.T.")], cuil_text, [bumped(cuil_text), bumped(cuil), lambda r: "99" + cuil(r)[2:], lambda r: cuil(r)[:-1], lambda r: cuil(r) + "4", bumped(cuil_text), bumped(cuil_text)])
    identifier(ar, "ar.dni", "AR", ["dni", "DNI", "nro_dni", "documento_dni", "dni_titular", "num_dni"], [("es", "DNI"), ("es", "D.N.I."), ("es", "DNI Nº"), ("es", "Documento Nacional de Identidad")], dni_ar, [lambda r: digits(r, 4), lambda r: digits(r, 11), lambda r: digits(r, 3) + "A" + digits(r, 4), lambda r: "en trámite", lambda r: "0"], elsewhere=True, bare="ar.dni")
    identifier(ar, "ar.cbu", "AR", ["cbu", "CBU", "cbu_cuenta", "clave_bancaria_uniforme"], [("es", "CBU"), ("es", "Clave Bancaria Uniforme"), ("es", "CBU de la cuenta")], cbu, [bumped(cbu), lambda r: cbu(r)[:-1], bumped(cbu), lambda r: cbu(r) + "1", lambda r: (lambda n: n[:7] + other_digit(r, n[7]) + n[8:])(cbu(r)), bumped(cbu)], n_columns=10)
    passport = lambda r: "AA" + letters(r, 1, "ABCDEFG") + digits(r, 6)
    identifier(ar, "user.government_id.passport_number", "AR", ["pasaporte", "nro_pasaporte"], [("es", "pasaporte"), ("es", "número de pasaporte")], passport, [lambda r: "AAA" + digits(r, 3), lambda r: "AAAAA" + digits(r, 8), lambda r: "en trámite"], near="ar.passport", bare="ar.passport", n_columns=10)

    identifier(cl, "cl.rut", "CL", ["rut", "RUT", "!run", "rut_cliente", "rut_paciente", "!RUN"], [("es", "RUT"), ("es", "RUN"), ("es", "R.U.T."), ("es", "Rol Único Tributario")], rut_dots, [wrong_rut(rut_dots), lambda r: rut_dots(r)[:-2], wrong_rut(rut_dots), lambda r: rut_dots(r)[:-1] + "Z", wrong_rut(rut_dots), lambda r: rut_dots(r)[:-1] + "J"], elsewhere=False)
    identifier(cl, "cl.rut_plain", "CL", ["rut", "RUT", "!run", "rut_cliente", "rut_dv", "!RUN"], [("es", "RUT"), ("es", "RUN"), ("es", "cédula de identidad RUT")], rut_plain, [wrong_rut(rut_plain), lambda r: rut_plain(r)[:-1] + "Q", wrong_rut(rut_plain), wrong_rut(rut_plain), lambda r: rut_plain(r)[:3] + "-1"])
    identifier(co, "co.nit", "CO", ["nit", "NIT", "nit_persona", "nro_nit", "nit_cliente"], [("es", "NIT"), ("es", "N.I.T."), ("es", "NIT del contribuyente")], nit_co, [bumped(nit_co), bumped(nit_co), lambda r: nit_co(r)[:-2], lambda r: digits(r, 4) + "-1", bumped(nit_co)])
    cedula = lambda r: (lambda n: r.choice([n, f"{int(n):,}".replace(",", ".")]))(r.choice([str(r.randint(10_000_000, 99_999_999)), "1" + digits(r, 9, "0")]))
    identifier(co, "co.cedula", "CO", ["cedula", "cédula", "cedula_ciudadania", "num_cedula", "cédula de ciudadanía"], [("es", "cédula de ciudadanía"), ("es", "C.C."), ("es", "cédula"), ("es", "CC")], cedula, [lambda r: digits(r, 3), lambda r: digits(r, 14), lambda r: "12A" + digits(r, 5), lambda r: "sin cédula"], bare="co.cedula")
    passport = lambda r: letters(r, 2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") + digits(r, 6)
    identifier(co, "user.government_id.passport_number", "CO", ["pasaporte", "num_pasaporte"], [("es", "pasaporte"), ("es", "pasaporte colombiano")], passport, [lambda r: letters(r, 5) + digits(r, 6), lambda r: "AB1", lambda r: "vencido"], near="co.passport", bare="co.passport", n_columns=10)

    identifier(pe, "pe.ruc", "PE", ["ruc", "RUC", "nro_ruc", "ruc_emisor", "num_ruc"], [("es", "RUC"), ("es", "R.U.C."), ("es", "RUC del contribuyente")], ruc_pe, [bumped(ruc_pe), lambda r: ruc_pe(r)[:-1], lambda r: "99" + ruc_pe(r)[2:], bumped(ruc_pe), lambda r: ruc_pe(r) + "2", bumped(ruc_pe)], bare=None)
    dni = lambda r: digits(r, 8, "01234567")
    identifier(pe, "pe.dni", "PE", ["dni", "DNI", "nro_dni", "numero_dni", "dni_paciente"], [("es", "DNI"), ("es", "D.N.I."), ("es", "DNI Nº")], dni, [lambda r: digits(r, 5), lambda r: digits(r, 12), lambda r: digits(r, 3) + "B" + digits(r, 4), lambda r: "no presenta"], bare="pe.dni")
    ce = lambda r: "00" + digits(r, 7)
    identifier(pe, "pe.ce", "PE", ["carne_extranjeria", "carnet_extranjeria", "ce_numero", "carné de extranjería"], [("es", "carné de extranjería"), ("es", "carnet de extranjería"), ("es", "Carné de Extranjería")], ce, [lambda r: digits(r, 5), lambda r: digits(r, 15), lambda r: "en trámite"], bare="pe.ce", n_columns=10)
    passport = lambda r: digits(r, 9, "1")
    identifier(pe, "user.government_id.passport_number", "PE", ["pasaporte", "nro_pasaporte"], [("es", "pasaporte"), ("es", "número de pasaporte")], passport, [lambda r: digits(r, 5), lambda r: digits(r, 14), lambda r: "vencido"], near="pe.passport", bare="pe.passport", n_columns=10)

    es = lambda *names: [("es", n) for n in names]
    identifier(rest, "ec.cedula", "EC", ["cedula", "cédula", "cedula_identidad", "num_cedula", "ci"], es("cédula", "cédula de identidad", "C.I."), cedula_ec, [bumped(cedula_ec), lambda r: "27" + cedula_ec(r)[2:], lambda r: cedula_ec(r)[:-1], bumped(cedula_ec), lambda r: cedula_ec(r) + "55", bumped(cedula_ec)])
    ruc_ec = lambda r: cedula_ec(r) + "001"
    identifier(rest, "ec.ruc", "EC", ["ruc", "RUC", "num_ruc", "ruc_cliente"], es("RUC", "R.U.C.", "Registro Único de Contribuyentes"), ruc_ec, [lambda r: bump(cedula_ec(r), r) + "001", lambda r: cedula_ec(r) + "000", lambda r: ruc_ec(r)[:-1], lambda r: ruc_ec(r) + "4", lambda r: bump(cedula_ec(r), r) + "001"], n_columns=10)
    identifier(rest, "uy.ci", "UY", ["ci", "cedula", "cédula", "cedula_identidad", "documento_ci"], es("C.I.", "cédula de identidad", "CI", "cédula"), ci_uy, [bumped(ci_uy), lambda r: ci_uy(r)[:4], bumped(ci_uy), bumped(ci_uy), lambda r: ci_uy(r) + "33"])
    identifier(rest, "do.cedula", "DO", ["cedula", "cédula", "cedula_identidad", "num_cedula"], es("cédula", "cédula de identidad y electoral", "Cédula No."), cedula_do, [bumped(cedula_do), lambda r: cedula_do(r)[:-1], bumped(cedula_do), lambda r: cedula_do(r) + "1", bumped(cedula_do)])
    identifier(rest, "gt.cui", "GT", ["cui", "CUI", "dpi", "DPI", "numero_dpi"], es("DPI", "CUI", "Código Único de Identificación", "DPI/CUI"), cui_gt, [lambda r: (lambda n: n[:8] + other_digit(r, n[8]) + n[9:])(cui_gt(r).replace(" ", "")), lambda r: cui_gt(r).replace(" ", "")[:9] + "2901", lambda r: cui_gt(r).replace(" ", "")[:-1], lambda r: cui_gt(r).replace(" ", "") + "9", lambda r: cui_gt(r).replace(" ", "")[:9] + "0001"])
    identifier(rest, "gt.nit", "GT", ["nit", "NIT", "nit_cliente"], es("NIT", "N.I.T.", "NIT del cliente"), nit_gt, [wrong_rut(nit_gt), wrong_rut(nit_gt), lambda r: nit_gt(r)[:-1] + "Z", wrong_rut(nit_gt)], n_columns=10)
    identifier(rest, "sv.dui", "SV", ["dui", "DUI", "num_dui", "documento_unico_identidad"], es("DUI", "Documento Único de Identidad", "DUI No."), dui_sv, [bumped(dui_sv), lambda r: dui_sv(r)[:-1], bumped(dui_sv), lambda r: dui_sv(r) + "1", bumped(dui_sv)])
    identifier(rest, "ve.rif", "VE", ["rif", "RIF", "nro_rif"], es("RIF", "R.I.F.", "Registro de Información Fiscal"), rif_ve, [bumped(rif_ve), lambda r: "Z" + rif_ve(r)[1:], bumped(rif_ve), lambda r: rif_ve(r)[:-2], bumped(rif_ve)], n_columns=10)
    cedula_ve = lambda r: r.choice(["V-", "V-", "E-"]) + r.choice([str(r.randint(4_000_000, 29_999_999)), f"{r.randint(4_000_000, 29_999_999):,}".replace(",", ".")])
    identifier(rest, "ve.cedula", "VE", ["cedula", "cédula", "cedula_identidad", "ci"], es("cédula", "cédula de identidad", "C.I."), cedula_ve, [lambda r: "X-" + digits(r, 8), lambda r: "V-12", lambda r: "V-" + digits(r, 12), lambda r: "V-12A" + digits(r, 5)])
    identifier(rest, "cu.ci", "CU", ["carnet_identidad", "ci", "carné de identidad", "num_carnet_identidad"], es("carné de identidad", "carnet de identidad", "CI"), ci_cu, [lambda r: ci_cu(r)[:2] + "13" + ci_cu(r)[4:], lambda r: ci_cu(r)[:4] + "32" + ci_cu(r)[6:], lambda r: ci_cu(r)[:-1], lambda r: ci_cu(r) + "4", lambda r: ci_cu(r)[:2] + "00" + ci_cu(r)[4:]], n_columns=10)
    cr = lambda r: (lambda n: r.choice([n, f"{n[0]}-{n[1:5]}-{n[5:]}", f"{n[0]}-{n[1:5]}-{n[5:]}"]))(r.choice("1234567") + "0" + digits(r, 3) + "0" + digits(r, 3))
    identifier(rest, "cr.cedula", "CR", ["cedula", "cédula", "cedula_fisica", "num_cedula"], es("cédula", "cédula de identidad", "cédula física"), cr, [lambda r: cr(r).replace("-", "")[:-2], lambda r: cr(r).replace("-", "") + "123", lambda r: "A" + cr(r)[1:], lambda r: "12"])
    dimex = lambda r: "1" + digits(r, 11, "123456789")
    identifier(rest, "cr.dimex", "CR", ["dimex", "DIMEX", "num_dimex"], es("DIMEX", "cédula de residencia DIMEX"), dimex, [lambda r: dimex(r)[:-3], lambda r: dimex(r) + "12", lambda r: "X" + dimex(r)[1:]], n_columns=10)
    hn = lambda r: f"{r.randint(1, 18):02}{r.randint(1, 8):02}-{r.randint(1945, 2004)}-{digits(r, 5)}"
    identifier(rest, "hn.dni", "HN", ["dni", "DNI", "identidad", "numero_identidad"], es("DNI", "número de identidad", "tarjeta de identidad"), hn, [lambda r: "19" + hn(r)[2:], lambda r: hn(r)[:-1], lambda r: hn(r)[:5] + "1799" + hn(r)[9:], lambda r: "00" + hn(r)[2:], lambda r: hn(r) + "1"])

    def ni(r):
        """Nicaragua, Consejo Supremo Electoral: municipality, date DDMMYY, serial, letter; the letter's rule is left out of the tests."""
        y, m, d = birth(r)
        n = f"{r.choice(['001', '201', '281', '401', '561'])}{d:02}{m:02}{y % 100:02}{digits(r, 4)}"
        return f"{n[:3]}-{n[3:9]}-{n[9:]}" + "ABCDEFGHJKLMNPQRSTUVWXY"[int(n) % 23]

    identifier(rest, "ni.cedula", "NI", ["cedula", "cédula", "cedula_identidad"], es("cédula", "cédula de identidad", "No. de cédula"), ni, [lambda r: ni(r)[:4] + "32" + ni(r)[6:], lambda r: ni(r)[:6] + "13" + ni(r)[8:], lambda r: ni(r)[:-1], lambda r: ni(r)[:-1] + "7", lambda r: ni(r)[:4] + "00" + ni(r)[6:]], n_columns=10)
    pa = lambda r: r.choice([f"{r.randint(1, 10)}-{r.randint(10, 999)}-{r.randint(100, 2500)}", f"8-{r.randint(100, 999)}-{r.randint(100, 2500)}", f"PE-{r.randint(1, 20)}-{r.randint(100, 999)}", f"E-8-{r.randint(10000, 99999)}", f"N-{r.randint(10, 20)}-{r.randint(100, 999)}"])
    identifier(rest, "pa.cedula", "PA", ["cedula", "cédula", "cedula_identidad", "cip"], es("cédula", "cédula de identidad personal", "C.I.P."), pa, [lambda r: f"15-{r.randint(100, 999)}-{r.randint(100, 999)}", lambda r: "8-" + digits(r, 3), lambda r: f"X-{digits(r, 3)}-{digits(r, 3)}", lambda r: "8/" + digits(r, 3)])
    bo = lambda r: r.choice([f"{r.randint(1_000_000, 9_999_999)} {r.choice(['LP', 'CB', 'SC', 'OR', 'PT', 'CH', 'TJ'])}", f"{r.randint(1_000_000, 12_999_999)}"])
    bo_plain = lambda r: f"{r.randint(1_000_000, 9_999_999)}"
    identifier(rest, "bo.ci", "BO", ["ci", "cedula_identidad", "carnet_identidad", "nro_ci"], es("C.I.", "cédula de identidad", "carnet de identidad"), bo_plain, [lambda r: digits(r, 2), lambda r: digits(r, 13), lambda r: "A" + digits(r, 3), lambda r: "en trámite"], bare="bo.ci")
    py = lambda r: r.choice([f"{r.randint(500_000, 7_999_999)}", f"{r.randint(500_000, 7_999_999):,}".replace(",", ".")])
    identifier(rest, "py.ci", "PY", ["ci", "cedula_identidad", "cedula", "nro_ci"], es("C.I.", "cédula de identidad", "C.I. Nº"), py, [lambda r: digits(r, 3), lambda r: digits(r, 13), lambda r: "A" + digits(r, 4), lambda r: "en trámite"], bare="py.ci")
    at_home(ar, "ar.dni")
    at_home(pe, "pe.dni")
    at_home(co, "co.cedula")
    at_home(rest, *{row["detector"] for row in rest.rows})
    return [ar, cl, co, pe, rest]


def all_files():
    return [us(), ca(), mx(), br(), *latin()]
