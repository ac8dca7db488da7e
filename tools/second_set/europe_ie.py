"""Ireland."""

from europe_base import Country, by, digits, lit, longer, shape, shorter, swapped, weighted, wrong_check

IE = Country("IE", """
Your order § has been dispatched by An Post
Invoice § for €48.00 is overdue
Delivery docket § signed at the depot
Complaint § escalated to the ombudsman desk
MPRN meter § last read in May
Purchase order § approved
Case § closed by the agent
""")


# PPS number: Social Welfare Consolidation Act 2005, Revenue; weights 8..2, the second letter counts 9 times (A=1, B=2).
def pps_ok(v):
    v = v.upper()
    if len(v) not in (8, 9) or not v[:7].isdigit() or not v[7:].isalpha():
        return False
    extra = 9 * (ord(v[8]) - 64) if len(v) == 9 and v[8] != "W" else 0
    return "WABCDEFGHIJKLMNOPQRSTUV"[(weighted(v[:7], range(8, 1, -1)) + extra) % 23] == v[7]


def pps(rng):
    seven, second = rng.choice("123456789") + digits(rng, 6), rng.choice(("", "", "A", "B"))
    return next(seven + c + second for c in "ABCDEFGHIJKLMNOPQRSTUVW" if pps_ok(seven + c + second))


def pps_bad(rng):
    return wrong_check(7)(rng, pps, pps_ok)


IE.detector("ie.pps", pps, ok=pps_ok, fmts=("plain", "plain", "l:plain"),
            columns="pps|ppsn|pps_number|PPS No|pps_no|PPSN|employee_ppsn|PPS Number|personal_public_service_number|uimhir_psp",
            cues="""
PPS number: §
PPSN: §
{"employee":"Aoife Byrne","ppsn":"§"}
§ (PPS No.)
My PPS number is § and I moved to Galway in May.
Revenue – PPSN § – Tax credit certificate 2026
payslip: Cormac Daly, PPS No. §, PRSI class A1
Name,PPSN\\nSinéad Roche,§
Child benefit claim, mother's PPS number §
Personal Public Service Number §
Uimhir PSP: §
Could you confirm the PPSN of your spouse? It is §.
""",
            near=[by(pps_bad), swapped, shorter, longer, wrong_check(2), by(pps_bad), lit("applied for", "not issued")],
            look_make=pps_bad, bare=0)

IE.detector("ie.passport", shape("PA9999999"),
            columns="+passport_number|+passport_no|irish_passport|irish_passport_no|+Passport No.|ie_passport_number|+passportNumber|+passport",
            cues="""
Irish passport number §
+Passport no. §, nationality Irish
+{"passportNumber":"§","nationality":"IRL"}
§ – Irish passport number
+Guest: Niall Keane, passport §
+Please find my passport number: §
Irish passport § expired last month
+passport_no=§ issuing=IRL
+Right to work: Passport No: § seen by HR
DFA letter: your Irish passport § is ready for collection
""",
            near=[shorter, longer, by(shape("9999A999")), by(shape("AAAA99999")), lit("expired", "12/01/2032")], look_n=6)

if __name__ == "__main__":
    IE.write()
