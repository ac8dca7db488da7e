"""United Kingdom."""

from europe_base import (CHECKED, Country, birthday, by, checked, digits, lit, longer, pick, shape, shorter, swapped,
                         weighted, wrong_check)

GB = Country("GB", """
Your order § has been dispatched by courier
Invoice § for £48.00 is overdue
Royal delivery card left, parcel §
Complaint § escalated to tier 2
Boiler serial number § last serviced in March
Purchase order § approved by finance
Meter reading 04412 for meter §
""")


# NHS number: NHS Data Dictionary; weights 10..2, modulus 11.
def nhs_ok(v):
    return len(v) == 10 and v.isdigit() and (11 - weighted(v[:9], range(10, 1, -1)) % 11) % 11 == int(v[9])


nhs = checked(lambda r: r.choice("4567") + digits(r, 8), nhs_ok)
GB.detector("gb.nhs", nhs, ok=nhs_ok, fmts=("plain", "### ### ####", "plain", "###-###-####"),
            columns="nhs_number|nhs_no|NHSNumber|nhs|NHS No.|patient_nhs_number|nhsno|nhs_num|NHS number|pat_nhs_no",
            cues="""
NHS number: §
NHS No § – please quote in all correspondence
{"patient":{"nhsNumber":"§","gp":"A8¬¬¬¬"}}
Dear Dr Whitcombe, re: Amara Osei, NHS Number §, thank you for referring this patient.
§ (NHS number from the discharge letter)
PID segment parsed, nhs_number=§ ward=7B
My daughter's NHS number is § and she is due her second dose.
Surname,Forename,NHS No\\nPrice,Gwen,§
Referral triaged. NHS: §. Outcome: routine.
The patient (NHS no. §) did not attend.
<nhsNumber>§</nhsNumber>
Hospital no. 00¬¬¬¬, NHS number §, seen in clinic today
""", near=CHECKED + [lit("unknown", "not traced", "pending")])


# National Insurance number: HMRC NIM39110; prefixes and suffix A to D, no check digit.
def nino_ok(v):
    v = v.upper().replace(" ", "")
    return (len(v) == 9 and v[:2].isalpha() and v[0] not in "DFIQUV" and v[1] not in "DFIQUVO" and v[2:8].isdigit()
            and v[:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ") and v[8] in "ABCD")


def nino(rng):
    while True:
        v = pick(rng, "ABCEGHJKLMNOPRSTWXYZ") + pick(rng, "ABCEGHJKLMNPRSTWXYZ") + digits(rng, 6) + pick(rng, "ABCD")
        if nino_ok(v):
            return v


def nino_prefix(rng):
    return rng.choice(("BG", "GB", "NK", "KN", "TN", "NT", "ZZ", "QQ", "DA", "FA", "IA", "UA", "VA", "AO", "AD", "AQ")) \
        + digits(rng, 6) + pick(rng, "ABCD")


GB.detector("gb.nino", nino, ok=nino_ok, fmts=("plain", "## ## ## ## #", "l:plain", "## ###### #"),
            columns="nino|ni_number|national_insurance_number|NI No|ni_no|NINO|nat_ins_no|employee_ni_number|NI Number"
                    "|national_insurance",
            cues="""
National Insurance number: §
NI No: §   Tax code: 1257L
{"employee":"Rhys Bowen","niNumber":"§"}
My NINO is § – can you update payroll please?
§ (National Insurance no.)
P45 part 1A, employee's National Insurance number §
Starter checklist: NI number §, statement B
payslip: Harriet Doyle / NI § / period 11
DWP letter – Your reference: § (your National Insurance number)
nino=§ rti=submitted
Please confirm that § is the correct NI number for Mr Achebe.
Name,Start date,NINO\\nSian Lewis,2026-01-05,§
""",
            near=[by(nino_prefix), wrong_check(8), shorter, longer, by(shape("A9999999A")), by(nino_prefix),
                  lit("applied for", "N/A", "TBC")],
            look_make=nino_prefix, bare=0)


# Unique Taxpayer Reference: HMRC; first digit from the weights 6 7 8 9 10 5 4 3 2 over the other nine.
def utr_ok(v):
    return len(v) == 10 and v.isdigit() and "21987654321"[weighted(v[1:], (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11] == v[0]


def utr(rng):
    nine = digits(rng, 9)
    return "21987654321"[weighted(nine, (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11] + nine


GB.detector("gb.utr", utr, ok=utr_ok, fmts=("plain", "##### #####", "plain"),
            columns="utr|utr_number|unique_taxpayer_reference|UTR|sa_utr|tax_reference_utr|self_assessment_utr|UTR No"
                    "|utr_no|client_utr",
            cues="""
UTR: §
Your Unique Taxpayer Reference is §.
{"client":"Bethan Rowe","utr":"§"}
Self Assessment statement – Unique Taxpayer Reference (UTR) §
§ is my UTR, I registered as self-employed in June
SA100 2025, UTR §, NINO on file
CIS subcontractor verified: Gareth Pugh, UTR §
HMRC wrote to me about UTR § and late filing
utr=§ period=2025-26 status=FILED
Please provide the UTR of each partner: §, §
Unique tax reference: §
""", near=[wrong_check(0), swapped, shorter, longer, wrong_check(5), wrong_check(9), lit("awaiting HMRC", "none")])


# Driving licence: DVLA, 16 characters; the last two are computer check characters whose rule is not published.
def driver(rng, month=None, day=None):
    name = rng.choice(("MORRI", "EVANS", "PRICE", "WHITE", "KHAN9", "OBRIE", "LEE99", "HUGHE", "SINGH", "CAMPB", "WOOD9"))
    born = birthday(rng)
    month = month if month is not None else born.month + rng.choice((0, 50))
    day = day if day is not None else born.day
    return "%s%d%02d%02d%d%s9%s" % (name, born.year // 10 % 10, month, day, born.year % 10,
                                    pick(rng, "ABCDEGHJKLMPRST") + rng.choice("9AEJLM"), pick(rng, "ABCDEFGHJKLMNPRSTUVWXY", 2))


def driver_bad(rng):
    return driver(rng, month=rng.choice((0, 13, 33, 63, 77))) if rng.random() < 0.5 else driver(rng, day=rng.choice((0, 32, 45)))


GB.detector("gb.driver", driver, fmts=("plain", "##### ###### #####", "plain"),
            columns="driving_licence|driving_licence_number|driver_number|licence_no|dvla_licence|drivers_licence"
                    "|DrivingLicenceNo|driver_licence_number|dl_number|licence_number",
            cues="""
Driving licence number: §
Driver number §, full licence, no points
{"driver":"Priya Nair","drivingLicence":"§"}
§ (driving licence no., field 5)
Hire agreement: licence § issued by DVLA
DVLA check code used for driving licence §
My driving licence number is § and it runs out in 2031.
Fleet audit – Owen Hale – licence no. § – Cat B, BE
Driver licence: §
Motor claim: third party driving licence §
""",
            near=[by(driver_bad), shorter, longer, by(driver_bad), by(shape("AAAA99999999A9AA")), lit("provisional", "not held")],
            look_make=driver_bad, bare=0, near_fmts=("plain",))

# Sort code: Pay.UK, six digits in pairs.
GB.detector("gb.sort_code", lambda r: r.choice(("20", "30", "40", "60", "77", "83", "11", "07", "09", "23")) + digits(r, 4),
            fmts=("##-##-##", "##-##-##", "plain"),
            columns="sort_code|sortcode|Sort Code|bank_sort_code|sort-code|SortCode|payee_sort_code|branch_sort_code",
            cues="""
Sort code: §
Please pay into sort code §, account on the invoice.
{"sortCode":"§","bank":"High Street Bank"}
§ (sort code)
BACS details – Sort Code § – Name: Tess Hargreaves
Direct debit mandate: branch sort code §
My sort code is § and I bank in Leeds
sort_code=§ result=VALID
Refund by Faster Payment to sort code §
Standing order set up, Sort-code §
""",
            near=[by(lambda r: digits(r, 5)), by(lambda r: digits(r, 7)), by(shape("99-99-9")), by(shape("999-99-99")),
                  by(shape("99-9A-99")), lit("see statement", "on file")], near_fmts=("plain",), look_n=6)

GB.detector("gb.passport", lambda r: r.choice("123569") + digits(r, 8),
            columns="+passport_number|+passport_no|+passport|uk_passport_number|british_passport_no|+Passport No.|uk_passport"
                    "|+passportNumber|gb_passport_no|+passport_num",
            cues="""
British passport number §
UK passport no. §, expires 12 Jan 2032
+{"passportNumber":"§","nationality":"GBR"}
+Passport: § (British citizen)
§ – my UK passport number
+Right to work check: passport number § seen and copied 04/02/2026
+Please enter the passenger's passport number: §
HM Passport Office letter: your passport § has been cancelled
+passport_no=§ issuing=GBR
Guest: Ellen Frost, British, passport §
""",
            near=[shorter, longer, by(shape("9999A999")), by(lambda r: digits(r, 12)), lit("expired", "12/01/2032", "to follow")], look_n=6)


# Vehicle registration: DVLA INF104; area letters without I Q Z, age identifier, three letters without I Q.
def mark(rng, age=None):
    area = rng.choice(("AB", "BD", "CA", "EF", "FG", "GN", "HX", "KP", "LB", "MA", "NA", "OE", "PK", "SA", "VK", "WN", "YD"))
    age = age if age is not None else rng.choice(("05", "09", "12", "17", "19", "21", "23", "56", "62", "65", "68", "70", "73"))
    return area + age + pick(rng, "ABCDEFGHJKLMNOPRSTUVWXYZ", 3)


GB.detector("gb.plate", mark, fmts=("#### ###", "plain", "#### ###"),
            columns="vehicle_registration|reg_no|registration_number|vrm|reg_plate|number_plate|VRM|vehicle_reg|car_reg"
                    "|+license_plate",
            cues="""
Vehicle registration: §
Number plate § parked across my drive
{"vrm":"§","make":"FORD"}
VRM § – MOT expires 30/09/2026
§ (vehicle registration mark)
Penalty charge notice for vehicle registration §
Car reg § needs a visitor permit on Friday
Third party vehicle: blue hatchback, registration number §
ANPR hit: plate=§ camera=04
Company car, registration §, mileage 41,220
""",
            near=[by(lambda r: mark(r, "01")), by(lambda r: mark(r)[:6]), by(lambda r: "IQ" + mark(r)[2:]),
                  by(lambda r: mark(r) + "X"), by(lambda r: mark(r)[:4] + "QIQ"), lit("untaxed", "on order")], look_n=6)

if __name__ == "__main__":
    GB.write()
