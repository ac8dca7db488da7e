"""Numbers in other digits (Arabic, Persian, Bengali, Thai, full width) and with typographic spaces and hyphens, as documents made
by word processors have them. What must be reported is the value as it is written."""

import random

from world_africa import eg_id
from world_americas import cpf_text, ssn_parts
from world_asia import aadhaar, iran, mykad, mynumber, rrn, thai
from world_common import Cases, digits, group, luhn
from world_finance import card, iban, paper

TABLES = {
    "arabic": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "persian": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "bengali": str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"),
    "thai": str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"),
    "wide": str.maketrans("0123456789-", "０１２３４５６７８９－"),
}
PHONE = "user.contact.phone_number"


def other_digits():
    out = Cases("other_digits")
    rng = random.Random("world other digits")

    def saudi():
        body = rng.choice("12") + digits(rng, 8)
        return body + luhn(body)

    rows = [
        ("eg.id", "EG", "arabic", lambda: eg_id(rng), ["الرقم القومي: {}", "رقم قومي {}", "الرقم القومي للعميل هو {}"], "الرقم القومي"),
        ("sa.id", "SA", "arabic", saudi, ["رقم الهوية الوطنية: {}", "رقم الإقامة {}", "رقم الهوية: {}"], "رقم الإقامة"),
        ("ir.code", "IR", "persian", lambda: iran(rng), ["کد ملی: {}", "شماره ملی {}", "کد ملی متقاضی {} است"], "کد ملی"),
        ("bd.nid", "BD", "bengali", lambda: digits(rng, 10, "123456789"), ["জাতীয় পরিচয়পত্র নম্বর: {}", "এনআইডি {}", "এনআইডি নম্বর {}"], "জাতীয় পরিচয়পত্র নম্বর"),
        ("th.id_plain", "TH", "thai", lambda: thai(rng), ["เลขประจำตัวประชาชน: {}", "เลขบัตรประชาชน {}", "บัตรประชาชนเลขที่ {}"], "เลขประจำตัวประชาชน"),
        ("jp.mynumber", "JP", "wide", lambda: mynumber(rng), ["マイナンバー：{}", "個人番号　{}", "個人番号は{}です。"], "個人番号"),
        (PHONE, "EG", "arabic", lambda: "0100123" + digits(rng, 4), ["رقم الهاتف: {}", "موبايل {}", "تليفون: {}"], "رقم الهاتف"),
        (PHONE, "SA", "arabic", lambda: "050123" + digits(rng, 4), ["رقم الجوال: {}", "الجوال {}", "جوال: {}"], "رقم الجوال"),
        (PHONE, "JP", "wide", lambda: "090-1234-" + digits(rng, 4), ["電話番号：{}", "携帯電話　{}", "ＴＥＬ：{}"], "電話番号"),
        (PHONE, "BD", "bengali", lambda: "01711" + digits(rng, 6), ["মোবাইল: {}", "ফোন {}", "মোবাইল নম্বর {}"], "মোবাইল"),
        ("intl.date_of_birth", None, "arabic", lambda: f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1950, 2004)}", ["تاريخ الميلاد: {}", "تاريخ الميلاد {}"], "تاريخ الميلاد"),
        ("intl.date_of_birth", None, "wide", lambda: f"{rng.randint(1950, 2004)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日", ["生年月日：{}", "生年月日　{}"], "生年月日"),
        ("intl.date_of_birth", None, "bengali", lambda: f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1950, 2004)}", ["জন্ম তারিখ: {}"], "জন্ম তারিখ"),
    ]
    for who, country, table, make, lines, column in rows:
        for line in lines:
            value = make().translate(TABLES[table])
            out.add(who, "cue", line.format(value), value, country=country)
        value = make().translate(TABLES[table])
        out.add(who, "column", value, value, column=column, country=country)
    for who, table, bad, line in [
        ("eg.id", "arabic", lambda: (lambda n: n[:3] + "13" + n[5:])(eg_id(rng)), "الرقم القومي: {}"),
        ("sa.id", "arabic", lambda: (lambda n: n[:-1] + str((int(n[-1]) + 5) % 10))(saudi()), "رقم الإقامة {}"),
        ("ir.code", "persian", lambda: (lambda n: n[:-1] + str((int(n[-1]) + 5) % 10))(iran(rng)), "کد ملی: {}"),
        ("th.id_plain", "thai", lambda: (lambda n: n[:-1] + str((int(n[-1]) + 5) % 10))(thai(rng)), "เลขบัตรประชาชน {}"),
        ("jp.mynumber", "wide", lambda: (lambda n: n[:-1] + str((int(n[-1]) + 5) % 10))(mynumber(rng)), "マイナンバー：{}"),
    ]:
        for _ in range(3):
            out.add(who, "near-miss", line.format(bad().translate(TABLES[table])))
    for text, who in [("رقم الطلب ٢٠٢٤٠٣١١٤٤٧١", "sa.id"), ("المبلغ ١٢٩٩٫٠٠ جنيه", PHONE), ("注文番号：２０２４０３１１４４７１", "jp.mynumber"), ("第１２回　２０２４年３月１１日", "intl.date_of_birth"), ("অর্ডার নম্বর ২০২৪০৩১১৪৪", PHONE), ("تاريخ الفاتورة: ١١/٠٣/٢٠٢٤", "intl.date_of_birth"), ("شماره سفارش ۱۴۰۲۱۲۲۱۴۴", "ir.code")]:
        out.add(who, "log", text)
    return out


def typography():
    out = Cases("typography")
    rng = random.Random("world typography")
    nbsp, thin, hyphen, dash = "\u00a0", "\u202f", "\u2011", "\u2013"
    for space in (nbsp, thin):
        for country in ("DE", "FR", "AT", "CH"):
            value = paper(iban(rng, country)).replace(" ", space)
            out.add("intl.iban", "cue", f"IBAN: {value}", value)
        for scheme in ("visa", "mastercard"):
            value = group(card(rng, scheme), (4, 4, 4, 4), space)
            out.add("intl.card", "cue", f"Card number: {value}", value)
        value = f"+49 30 23125 {digits(rng, 3)}".replace(" ", space)
        out.add(PHONE, "cue", f"Tel.: {value}", value)
        value = f"+33 6 39 98 {digits(rng, 2)} {digits(rng, 2)}".replace(" ", space)
        out.add(PHONE, "cue", f"Tél. : {value}", value)
        value = group(aadhaar(rng), (4, 4, 4), space)
        out.add("in.aadhaar", "cue", f"Aadhaar No. {value}", value)
    for mark in (hyphen, dash):
        value = mark.join(ssn_parts(rng))
        out.add("us.ssn", "cue", f"SSN: {value}", value, country="US")
        value = cpf_text(rng).replace("-", mark)
        out.add("br.cpf", "cue", f"CPF: {value}", value, country="BR")
        n = rrn(rng)
        value = n[:6] + mark + n[6:]
        out.add("kr.rrn", "cue", f"주민등록번호: {value}", value, country="KR")
        value = mark.join(mykad(rng))
        out.add("my.mykad", "cue", f"No. KP: {value}", value, country="MY")
        value = f"(212) 555{mark}01{digits(rng, 2)}"
        out.add(PHONE, "cue", f"Phone: {value}", value, country="US")
        value = group(card(rng, "visa"), (4, 4, 4, 4), mark)
        out.add("intl.card", "cue", f"Card number: {value}", value)
    for pattern, who, make in [
        ("E-mail:\u200b {}", "intl.email", lambda: "dana.whitlock@example.com"),
        ("“{}”", "intl.email", lambda: "dana.whitlock@example.com"),
        ("IBAN:\u00a0{}", "intl.iban", lambda: iban(rng, "DE")),
        ("\ufeffIBAN;{}", "intl.iban", lambda: iban(rng, "DE")),
        ("SSN\u00a0{}", "us.ssn", lambda: "-".join(ssn_parts(rng))),
        ("CPF\u00a0nº\u00a0{}", "br.cpf", lambda: cpf_text(rng)),
    ]:
        value = make()
        out.add(who, "cue", pattern.format(value), value)
    return out


def all_files():
    return [other_digits(), typography()]
