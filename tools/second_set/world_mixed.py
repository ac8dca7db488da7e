"""Whole mails, tickets, forms, exports and logs with several kinds of personal data at once, one case for each kind.

In a document `⟦key⟧` is a drawn value and `⟦key=text⟧` a given one; the key says what must be reported there. Every person is
invented. A document also gives the cases of what is not in it: those of PROBES that no mark names must report nothing.
"""

import random
import re

from world_americas import aba, cpf_text, curp, cuil_text, mbi, npi, rfc, rut_dots, sin, ssn_parts
from world_asia import aadhaar_text, gstin, mynumber_text, nric, pan, ric, rrn_text, tfn, thai
from world_common import Cases, digits
from world_devices import iccid, imei
from world_documents import vin
from world_finance import card, card_text, iban, paper
from world_secrets import jwt

PHONE = "user.contact.phone_number"
NAME = "user.name"
ADDRESS = "user.contact.address"

KEYS = {
    "name": (NAME, None),
    "email": ("intl.email", None),
    "phone": (PHONE, None),
    "dob": ("intl.date_of_birth", None),
    "addr": (ADDRESS, None),
    "ssn": ("us.ssn", lambda r: "-".join(ssn_parts(r))),
    "npi": ("us.npi", npi),
    "mbi": ("us.mbi", mbi),
    "aba": ("us.aba", aba),
    "card": ("intl.card", lambda r: card_text(r, card(r, r.choice(["visa", "mastercard"])))),
    "iban": ("intl.iban", lambda r: paper(iban(r, "DE"))),
    "ibanfr": ("intl.iban", lambda r: iban(r, "FR")),
    "ip": ("intl.ip", lambda r: r.choice(["203.0.113.", "198.51.100."]) + str(r.randint(2, 250))),
    "mac": ("intl.mac", lambda r: ":".join(f"{r.randrange(256):02x}" for _ in range(6))),
    "aadhaar": ("in.aadhaar", aadhaar_text),
    "pan": ("in.pan", pan),
    "gstin": ("in.gstin", gstin),
    "ric": ("cn.ric", ric),
    "rrn": ("kr.rrn", rrn_text),
    "mynumber": ("jp.mynumber", mynumber_text),
    "nric": ("sg.nric", nric),
    "thai": ("th.id_plain", thai),
    "cpf": ("br.cpf", cpf_text),
    "curp": ("mx.curp", curp),
    "rfc": ("mx.rfc", rfc),
    "cuil": ("ar.cuil", cuil_text),
    "rut": ("cl.rut", rut_dots),
    "tfn": ("au.tfn", tfn),
    "sin": ("user.government_id.national_identification_number", lambda r: (lambda n: f"{n[:3]} {n[3:6]} {n[6:]}")(sin(r))),
    "imei": ("intl.imei", imei),
    "iccid": ("intl.iccid", lambda r: iccid(r).replace(" ", "")),
    "vin": ("intl.vin", vin),
    "jwt": ("intl.jwt", jwt),
    "pw": ("user.authorization.password", None),
    "ua": ("intl.user_agent", None),
    "gps": ("user.location.precise", None),
    "icd": ("user.health_and_medical", None),
    "iin": ("kz.iin", None),
}

PROBES = ["intl.email", PHONE, "intl.card", "intl.iban", "intl.ip", "intl.date_of_birth", "us.ssn", "us.ssn_digits", "in.aadhaar", "br.cpf_digits", "intl.imei", "kr.rrn", "ca.sin_named", "au.tfn"]

MARK = re.compile(r"⟦(\w+)(?:=(.*?))?⟧", re.S)

DOCUMENTS = [
    (None, "From: ⟦name=Rosalind Fairbrother⟧ <⟦email=r.fairbrother@example.com⟧>\nTo: support@\nDate: Tue, 12 Mar 2024 09:14:02 +0000\nSubject: Charged twice (order 20240311-4471)\n\nHello,\n\nI was charged twice for order 20240311-4471. My card is ⟦card⟧.\nPlease call me on ⟦phone=+44 20 7946 0123⟧.\n\nRegards\n⟦name=Rosalind Fairbrother⟧\n".replace("To: support@\n", "")),
    ("US", "PATIENT INTAKE FORM\nName: ⟦name=Edward Finch⟧\nDate of birth: ⟦dob=04/17/1961⟧\nSSN: ⟦ssn⟧\nMedicare number: ⟦mbi⟧\nPhone: ⟦phone=(312) 555-0147⟧\nReferring provider NPI: ⟦npi⟧\nVisit no. 000481516"),
    ("US", '{"employee":{"id":4471,"name":"⟦name=Sarah Connolly⟧","ssn":"⟦ssn⟧","email":"⟦email=sconnolly@example.org⟧","dob":"⟦dob=1979-08-23⟧","startDate":"2019-06-01","salaryBand":7}}'),
    ("US", "Direct deposit authorisation\nI, ⟦name=Ethan Caldwell⟧, authorise deposits. Routing number: ⟦aba⟧. Last four of the account: 4471. Date: 03/11/2024"),
    ("US", "2024-03-11 09:14:02,881 WARN  [auth] login failed user=⟦email=t.holloway@example.com⟧ ip=⟦ip⟧ attempts=5 req=7f3a9c21\n2024-03-11 09:14:05,102 INFO  [auth] lockout started for 900 s"),
    (None, '⟦ip⟧ - - [11/Mar/2024:09:14:02 +0100] "GET /product/4006381333931?ref=20240311 HTTP/1.1" 200 5120 "-" "⟦ua=Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0⟧"'),
    (None, "BEGIN:VCARD\nVERSION:3.0\nFN:⟦name=Jonas Lindqvist⟧\nTEL;TYPE=CELL:⟦phone=+46 70 174 06 12⟧\nEMAIL:⟦email=jonas.lindqvist@example.se⟧\nBDAY:⟦dob=1984-02-09⟧\nREV:20240311T091402Z\nEND:VCARD"),
    (None, "BEGIN:VEVENT\nUID:20240311T091402Z-4471\nDTSTART:20240315T090000Z\nDTEND:20240315T100000Z\nSUMMARY:Rota\nORGANIZER:mailto:⟦email=laura.mckenzie@example.com⟧\nATTENDEE:mailto:⟦email=daniel.osei@example.com⟧\nEND:VEVENT"),
    ("DE", "Sehr geehrte Damen und Herren,\n\nbitte überweisen Sie die Kaution künftig auf ⟦iban⟧ (BIC COBADEFFXXX).\nSie erreichen mich unter ⟦phone=+49 30 23125 147⟧ oder ⟦email=j.grossmann@example.de⟧.\n\nRechnung 2024-000123 vom 11.03.2024\n\nMit freundlichen Grüßen\n⟦name=Jürgen Großmann⟧"),
    ("FR", "Bonjour,\n\nVoici mes coordonnées bancaires : IBAN ⟦ibanfr⟧.\nNée le ⟦dob=14/07/1971⟧ à Lyon. Tél. : ⟦phone=+33 6 39 98 12 34⟧\n\nCordialement,\n⟦name=Hélène Marchand⟧\nDossier 2024/0311-22"),
    ("MX", "Estimados: anexo mis datos para la factura.\nNombre: ⟦name=Rocío Almonte Vega⟧\nRFC: ⟦rfc⟧\nCURP: ⟦curp⟧\nCorreo: ⟦email=rocio.almonte@example.mx⟧\nFolio 20240311-77"),
    ("BR", "Prezados,\n\nsolicito a segunda via do boleto. CPF: ⟦cpf⟧. Celular ⟦phone=+55 11 98765-4321⟧.\nPedido 1000234455, valor R$ 1.299,00, vencimento 15/03/2024.\n\nAtenciosamente,\n⟦name=João Batista Carvalho⟧"),
    ("AR", "Alta de empleado\nApellido y nombre: ⟦name=Carla Benítez⟧\nCUIL: ⟦cuil⟧\nFecha de nacimiento: ⟦dob=21/09/1990⟧\nFecha de ingreso: 01/03/2024\nMail: ⟦email=carla.benitez@example.com.ar⟧"),
    ("CL", "Ficha clínica N° 77120\nRUT: ⟦rut⟧\nNombre: ⟦name=Matías Fuentealba⟧\nFecha de atención: 11-03-2024"),
    ("IN", "Dear Sir,\n\nmy Aadhaar no. ⟦aadhaar⟧ and PAN ⟦pan⟧ are attached for KYC. Mobile: ⟦phone=98765 43210⟧.\nService request SR-2024-0045512.\n\nYours faithfully,\n⟦name=Rajesh Kumar Mishra⟧"),
    ("IN", "महोदय,\n\nमेरा नाम ⟦name=आशा वर्मा⟧ है। मेरा आधार ⟦aadhaar⟧ और मोबाइल नंबर ⟦phone=9876543210⟧ है। जन्म तिथि: ⟦dob=12/03/1987⟧। शिकायत संख्या 4471 दिनांक 11/03/2024।"),
    ("IN", "TAX INVOICE\nInvoice no. GST/23-24/00451   Date 11-03-2024\nBuyer: ⟦name=Priya Nair⟧\nGSTIN: ⟦gstin⟧\nHSN 84137010   Qty 12   Rate 1,299.00\nTotal 18,393.84"),
    ("CN", "您好，申请退款。姓名：⟦name=张伟国⟧，身份证号：⟦ric⟧，手机：⟦phone=138 0013 8000⟧。订单号 20240311091402881234。"),
    ("KR", "환불 신청\n성명: ⟦name=김민지⟧\n주민등록번호: ⟦rrn⟧\n휴대폰: ⟦phone=010-2345-6789⟧\n주문번호: 20240311-0004471"),
    ("JP", "お世話になっております。\n氏名：⟦name=佐藤花子⟧\nマイナンバー：⟦mynumber⟧\n生年月日：⟦dob=1985年4月2日⟧\n注文番号：2024-0311-4471"),
    ("SG", "Tenancy agreement dated 11 March 2024 between the landlord and ⟦name=Wei Ling Tan⟧ (NRIC ⟦nric⟧). Rent S$3,200.00 a month. Stamp certificate no. 031-1234567."),
    ("TH", "ใบสมัครสมาชิก\nเลขประจำตัวประชาชน ⟦thai⟧\nอีเมล ⟦email=somchai.j@example.co.th⟧\nเลขที่ใบสมัคร 25670311-44"),
    ("AU", "Employment details\nTFN: ⟦tfn⟧\nMobile: ⟦phone=0491 570 156⟧\nEmail: ⟦email=olivia.sandford@example.com.au⟧\nStart date 11/03/2024, position 4471"),
    ("CA", "Hello HR, my Social Insurance Number is ⟦sin⟧ and I was born on ⟦dob=May 4, 1988⟧. Thanks, ⟦name=Catherine Blakemore⟧"),
    (None, "DEVICE REPORT\nIMEI: ⟦imei⟧\nICCID: ⟦iccid⟧\nMAC: ⟦mac⟧\nfirmware 10.4.22.1 build 20240311\nlast fix ⟦gps=52.520008, 13.404954⟧"),
    (None, "Claim 2024-77120: the car (VIN ⟦vin⟧) of ⟦name=Michael Adeyemi⟧ was hit on 11 March 2024 at about 14:10. Estimate 2,450.00."),
    (None, "[database]\nhost = db01.internal\nport = 5432\nuser = report\npassword = ⟦pw=blauerHimmel88⟧\npool = 20\n\n[log]\nlevel = info"),
    (None, "curl -s https://api.example.com/v1/orders/4471 \\\n  -H 'Authorization: Bearer ⟦jwt⟧' \\\n  -H 'X-Request-Id: 550e8400-e29b-41d4-a716-446655440000'"),
    (None, "INSERT INTO customers (id, name, email, phone, created) VALUES\n(1,'⟦name=Kwame Mensah⟧','⟦email=kwame.mensah@example.com.gh⟧','⟦phone=+233 24 412 3456⟧','2024-03-11'),\n(2,'⟦name=Zofia Wiśniewska⟧','⟦email=zofia.w@example.pl⟧','⟦phone=+48 501 234 567⟧','2024-03-12');"),
    (None, "| ticket | customer | contact |\n|---|---|---|\n| 4471 | ⟦name=Imran Qureshi⟧ | ⟦email=imran.q@example.com⟧ |\n| 4472 | ⟦name=Fiona Abernathy⟧ | ⟦phone=+44 7700 900123⟧ |"),
    (None, "<customer><id>4471</id><fullName>⟦name=Ingrid Solberg⟧</fullName><email>⟦email=ingrid.solberg@example.no⟧</email><birthDate>⟦dob=1968-12-01⟧</birthDate><updated>2024-03-11T09:14:02Z</updated></customer>"),
    (None, "[14:02] ⟦name=Hannah Goldstein⟧: can you refund card ⟦card⟧?\n[14:03] agent: sure, order 778120\n[14:05] ⟦name=Hannah Goldstein⟧: thanks, mail ⟦email=hannah.g@example.com⟧ when done"),
    (None, "Discharge summary\nPatient: ⟦name=Amelia Thornton⟧, DOB ⟦dob=23.11.1954⟧\nDiagnosis: ICD-10 ⟦icd=E11.9⟧\nAdmitted 04.03.2024, discharged 11.03.2024, ward 7"),
    # Documents with nothing personal in them.
    (None, "Release notes 10.4.22\n- fixes a crash in std::sort (issue #4471)\n- icon@2x.png replaced\n- requires lodash@4.17.21 and libfoo 5.6.7.8\nReleased 2024-03-11, build 20240311.1409, sha256 9b2c1e0fa77d00e1f2a3b4c5d6e7f80918273645546372819a0b1c2d3e4f5061"),
    (None, "PURCHASE ORDER 4500123456\nItem 10: hydraulic pump, part no. 123-45-6789-A, qty 2, 1,299.00 EUR\nItem 20: hose, EAN 4006381333931, qty 12, 14.90 EUR\nDelivery week 12/2024, Incoterm DAP"),
    (None, "2024-03-11T09:14:02.881Z INFO job=20240311091402 rows=490154203 bytes=20794601233 took=41ms trace=550e8400-e29b-41d4-a716-446655440000 span=1718000000123456"),
    (None, "Quarterly figures: revenue 12 345 678, cost 9 876 543, margin 20.0 %. Index 2015 = 100: 101.3, 104.7, 110.2, 118.9. See pages 120-145 and table 3.2.1.4."),
    (None, "Tide table 11.03.2024: high 04:12 (3.42), low 10:31 (0.87), high 16:40 (3.51), low 22:55 (0.79). Moon 2 days past new."),
    (None, "Sensor 00012345: temp=21.37 hum=44.1 pressure=1013.25 ts=1718000000 seq=490154203 crc=0x9f3ac41d\nSensor 00012346: temp=21.41 hum=43.9 pressure=1013.24 ts=1718000060 seq=490154204 crc=0x77ae00b7"),
    (None, "The library bought 14 copies of ISBN 978-3-16-148410-0 and two of ISBN 0-306-40615-2 on 11 March 2024 (voucher 2024-000731)."),
    (None, "Standings: 1. Red 31:12 (64), 2. Blue 29:15 (61), 3. Green 22:22 (40). Next round 16.03.2024 15:30, hall 4."),
    (None, "Dear customer,\nyour parcel 00340434161094042557 will arrive on Tuesday between 10:00 and 12:00. Reference JJD000390007882823412. This mail was sent automatically; please do not reply."),
]


def all_files():
    out = Cases("documents_mixed")
    for number, (country, pattern) in enumerate(DOCUMENTS):
        rng = random.Random(f"world mixed {number}")
        expect = {}

        def fill(match):
            who, make = KEYS[match[1]]
            value = match[2] if match[2] is not None else make(rng)
            expect.setdefault(who, []).append(value)
            return value

        text = MARK.sub(fill, pattern)
        for who, spans in expect.items():
            out.add(who, "cue", text, *spans, country=country)
        for who in PROBES:
            if who not in expect and not (who == "ca.sin_named" and "⟦sin⟧" in pattern):
                out.add(who, "log", text, country=country)
    return [out]
