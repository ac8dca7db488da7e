"""Payment cards, IBAN, BIC, security codes, expiry, magnetic stripes, accounts, salaries, coins.

Rules: ISO/IEC 7812 and the schemes' published ranges (Wikipedia, Payment card number), SWIFT IBAN Registry (lengths and
structures), ISO 7064 mod 97-10, ISO 9362 (BIC), ISO/IEC 7813 (tracks), the Bitcoin wiki (Base58Check, BIP 173, BIP 350),
EIP-55, the Monero and XRP Ledger documentation.
"""

import hashlib
import random

from world_common import ELSEWHERE, MACHINE, Cases, digits, group, letters, luhn, other_digit

# ---- cards ---------------------------------------------------------------------------------------------------------

SCHEMES = {
    "visa": (["4"], 16),
    "mastercard": (["51", "52", "53", "54", "55"], 16),
    "mastercard2": (["2221", "2300", "2512", "2720"], 16),
    "amex": (["34", "37"], 15),
    "discover": (["6011", "644", "65"], 16),
    "diners": (["36", "38", "301", "305"], 14),
    "jcb": (["3528", "3540", "3589"], 16),
    "unionpay": (["6221", "6225", "6228", "625", "6282"], 16),
    "unionpay19": (["6222", "6217"], 19),
    "maestro": (["5018", "5020", "5038", "6304", "6759", "6761", "6763"], 16),
    "rupay": (["6069", "607", "608", "6521", "6522"], 16),
    "mir": (["2200", "2201", "2202", "2204"], 16),
    "troy": (["9792"], 16),
    "verve": (["506099", "506198", "650002"], 16),
    "elo": (["636368", "438935", "504175", "451416", "636297"], 16),
    "hipercard": (["606282"], 16),
    "dankort": (["5019"], 16),
}


def card(rng, scheme):
    prefixes, length = SCHEMES[scheme]
    prefix = rng.choice(prefixes)
    body = prefix + digits(rng, length - 1 - len(prefix))
    return body + luhn(body)


def card_text(rng, number):
    style = rng.choice([" ", " ", "-", ""])
    if len(number) == 15:
        return group(number, (4, 6, 5), style)
    if len(number) == 14:
        return group(number, (4, 6, 4), style)
    if len(number) == 19:
        return group(number, (6, 13), rng.choice([" ", ""]))
    return group(number, (4, 4, 4, 4), style)


CARD_CUES = [
    "Card number: {}", "Please charge my Visa card {}.", "credit card no. {}", "Kreditkarte: {}", "Kreditkartennummer {}", "Carte bancaire n° {}", "Tarjeta de crédito: {}",
    "Cartão de crédito {}", "Carta di credito: {}", "カード番号：{}", "信用卡号：{}", "카드번호: {}", "क्रेडिट कार्ड नंबर: {}", "رقم البطاقة: {}", "номер карты {}", "kart numarası: {}", "số thẻ: {}", "nomor kartu: {}",
    '{{"pan":"{}","exp":"12/29"}}', "card={}&amount=10.00", "<cardNumber>{}</cardNumber>", "PAN {} declined (05)", "My card ({}) was charged twice!", "Debit card {} reported stolen",
]


def cards():
    out = Cases("card")
    who = "intl.card"
    rng = random.Random("world cards")
    schemes = list(SCHEMES)
    for i, name in enumerate(["card_number", "cc_number", "PAN", "credit_card", "ccnum", "Kreditkarte", "Kartennummer", "numero_carte", "tarjeta", "numero_tarjeta", "cartao_credito", "carta_credito", "カード番号", "信用卡号", "card_no", "creditcard", "payment_card", "कार्ड नंबर", "номер карты", "카드번호"]):
        for scheme in (schemes[i % len(schemes)], schemes[(i * 7 + 3) % len(schemes)]):
            value = card_text(rng, card(rng, scheme))
            out.add(who, "column", value, value, column=name)
    for value in ["4111 1111 1111 1111", "5555555555554444", "378282246310005", "6011-1111-1111-1117", "3530111333300000"]:
        out.add(who, "cue", rng.choice(CARD_CUES[:4]).format(value), value)
    for i, cue in enumerate(CARD_CUES):
        for scheme in (schemes[(i * 5) % len(schemes)], schemes[(i + 2) % 9]):
            value = card_text(rng, card(rng, scheme))
            out.add(who, "cue", cue.format(value), value)
    for scheme in ["visa", "mastercard", "amex", "visa", "mastercard"]:
        number = card(rng, scheme)
        value = card_text(rng, number)
        while " " not in value and "-" not in value:
            value = card_text(rng, number)
        out.add(who, "bare", rng.choice(["{} 12/29", "{}", "paid with {}", "{} exp 03/28 cvv 771"]).format(value), value)
    one, two = card_text(rng, card(rng, "visa")), card_text(rng, card(rng, "mastercard"))
    out.add(who, "cue", f"Cards on file: {one}, {two}", one, two)
    plain = [p for p in ELSEWHERE if p.split()[0] in ("Order", "Invoice", "Tracking:", "sku", "Batch", "Article", "ticket", "Serial")]
    for i, pattern in enumerate(plain):
        out.add(who, "log", pattern.format(v=card(rng, schemes[i % 4])))
    for text in [
        "uuid 41111111-1111-4111-8111-111111111111",
        "sha256 4111111111111111a7f2b8c94111111111111111d00e1f2a3b4c5d6e7f809182",
        "epoch_us=1718000000123456",
        "Sendungsnummer 00340434161094042557",
        "nano 1718000000123456789 tick",
        "float 0.4111111111111111",
        "IMEI 490154203237518 of the phone",
        "card ending in 1111 was used",
        "ref RF18 5390 0754 7034",
        "GTIN 04012345678901 in stock",
        "0000 0000 0000 0000",
        "coordinates 4111111.1111, 1111111.1",
    ]:
        out.add(who, "log", text)
    for i, scheme in enumerate(["visa", "mastercard", "amex", "discover", "jcb", "diners", "visa", "mastercard2"]):
        number = card(rng, scheme)
        wrong = number[:-1] + other_digit(rng, number[-1])
        out.add(who, "near-miss", rng.choice(["Card number: {}", "credit card no. {}", "Kreditkarte {}"]).format(card_text(rng, wrong) if i % 2 else wrong))
    for scheme in ["visa", "mastercard"]:
        number = card(rng, scheme)
        out.add(who, "near-miss", "Card number: " + number[:6] + "******" + number[-4:])
        out.add(who, "near-miss", "XXXX XXXX XXXX " + number[-4:], column="card_number")
    for text in ["Card number: 4111 1111 1111", "Card number: 1234 5678 9012 3456", "Card number: 0000000000000000", "Card: **** **** **** 4242", "Card number: 4111 1111 1111 111O", "credit card no. 41111111111111111111111"]:
        out.add(who, "near-miss", text)

    small = Cases("card_parts")
    for i, name in enumerate(["expiry", "exp_date", "card_expiry", "Gültig bis Karte", "cc_exp", "expiration_date_card", "card_exp_month_year", "vencimiento_tarjeta", "validade_cartao", "carte_expiration", "valid_thru"]):
        value = f"{rng.randint(1, 12):02}/" + rng.choice([str(rng.randint(25, 34)), str(rng.randint(2025, 2034))])
        if name not in ("expiry", "exp_date"):
            small.add("user.financial.card_expiry", "column", value, value, column=name)
        number = card_text(rng, card(rng, "visa"))
        text = ["{c} exp {v}", "Card {c}, valid thru {v}", "{c} expires {v}", "Kreditkarte {c}, gültig bis {v}", "Card number: {c}\nExpiry: {v}", "CC {c} EXP: {v} CVC 123"][i % 6]
        small.add("user.financial.card_expiry", "cue", text.format(c=number, v=value), value)
    for text in ["Chapter 12/24 of the plan", "ratio 03/27", "Milk expires 12/26", "see page 11/28", "Coupon valid until 12/29", "released 05/2026", "Season 2025/26", "task 7/25 done", "meeting 09/25", "room 11/29"]:
        small.add("user.financial.card_expiry", "log", text)
    for text in ["Card exp: 13/27", "Card exp: 00/28", "Card exp: 99/99", "Card valid thru: never", "Card exp: 1/1/1", "card expiry: MM/YY", "Card exp: --/--", "Card exp: 27", "card valid thru 14/2030"]:
        small.add("user.financial.card_expiry", "near-miss", text)
    for i, name in enumerate(["cvv", "cvc", "cvv2", "card_cvv", "security_code", "CVC2", "cid", "Prüfziffer Karte", "codigo_seguridad", "cryptogramme", "card_verification_code"]):
        value = digits(rng, rng.choice([3, 3, 4]))
        if name not in ("cid", "security_code", "codigo_seguridad", "Prüfziffer Karte"):
            small.add("user.financial.card_security_code", "column", value, value, column=name)
        number = card_text(rng, card(rng, "mastercard"))
        text = ["Card {c} CVV {v}", "{c}, CVC: {v}", "CVV2={v} PAN={c}", "cvv: {v}", "Card number: {c}\nSecurity code: {v}", '{{"pan":"{c}","cvc":"{v}"}}', "Kartenprüfnummer (CVC): {v}", "The CVV is {v}."][i % 8]
        small.add("user.financial.card_security_code", "cue", text.format(c=number, v=value), value)
    for text in ["Room 123", "HTTP 404", "code 737 of the airline", "12 of 345 done", "The CVV is on the back of the card, 3 digits long.", "error 511", "apt 204", "Version 123", "exit code 137", "page 4321"]:
        small.add("user.financial.card_security_code", "log", text)
    for text in ["CVV: 12", "CVV: 12345", "CVV: ***", "CVV: abc", "CVV: n/a", "CVC: not stored", "CVV2: -", "CVV check: passed (M)", "cvv: 1234567"]:
        small.add("user.financial.card_security_code", "near-miss", text)
    for i in range(12):
        number = card(rng, rng.choice(["visa", "mastercard", "amex"]))
        expiry = f"{rng.randint(27, 33)}{rng.randint(1, 12):02}"
        name = rng.choice(["WHITLOCK/DANA", "OKONKWO/TUNDE C", "LINDQVIST/JONAS.MR", "MARCHAND/HELENE"])
        one = f"%B{number}^{name}^{expiry}101{digits(rng, 8)}?"
        two = f";{number}={expiry}101{digits(rng, 8)}?"
        small.add("user.financial.credit_card", "bare" if i % 2 else "cue", ["swipe {}", "track1={}", "dump: {}", "{}"][i % 4].format(one), one)
        small.add("user.financial.credit_card", "bare" if i % 2 else "cue", ["swipe {}", "track2={}", "pos log {} ok", "{}"][i % 4].format(two), two)
    for who, texts in {
        "intl.track_one": ["%B4111^A^", "100 %B of all", "%B12345678901234567890123^TESTER/A^3012101?", "progress 50%", "%Begin^Middle^End?", "printf(\"%B\")"],
        "intl.track_two": [";4111=30?", "a;b=c?", ";1234567890123456=", "x=1;y=2?", ";key=value?", "url?a=1;b=2"],
    }.items():
        for text in texts:
            small.add(who, "near-miss", text)
        for _ in range(4):
            number = card(rng, "visa")
            wrong = number[:-1] + other_digit(rng, number[-1])
            small.add(who, "near-miss", f"%B{wrong}^TESTER/A^3012101{digits(rng, 8)}?" if who == "intl.track_one" else f";{wrong}=3012101{digits(rng, 8)}?")
    return [out, small]


# ---- accounts ------------------------------------------------------------------------------------------------------

# Structure of the BBAN by the SWIFT IBAN Registry: n digits, a capital letters, c either. None: see `bban`.
IBANS = {
    "AD": "8n12c", "AE": "19n", "AT": "16n", "AZ": "4a20c", "BG": "4a6n8c", "BH": "4a14c", "BR": "23n1a1c", "BY": "4c20n", "CH": "5n12c", "CR": "18n", "CY": "8n16c",
    "CZ": "20n", "DE": "18n", "DK": "14n", "DO": "4c20n", "EG": "25n", "FO": "14n", "GB": "4a14n", "GE": "2a16n", "GI": "4a15c", "GL": "14n", "GR": "7n16c", "GT": "20c", "HR": "17n",
    "IE": "4a14n", "IL": "19n", "IQ": "4a15n", "JO": "4a4n18c", "KW": "4a22c", "KZ": "3n13c", "LB": "4n20c", "LC": "4a24c", "LI": "5n12c", "LT": "16n", "LU": "3n13c", "LV": "4a13c",
    "MD": "20c", "MT": "4a5n18c", "MU": "4a19n3a", "NL": "4a10n", "PK": "4a16c", "PS": "4a21c", "QA": "4a21c", "RO": "4a16c", "SA": "2n18c", "SC": "4a20n3a", "SE": "20n",
    "SV": "4a20n", "UA": "6n19c", "VG": "4a16n",
}


def mod97(text):
    return int("".join(str(int(c, 36)) for c in text)) % 97


def bban(rng, country):
    """A BBAN; where a country keeps a check of its own inside, with that check right (the registry's country pages)."""
    if country == "BE":
        body = digits(rng, 10, "123456789")
        return body + f"{int(body) % 97 or 97:02}"
    if country in ("FR", "MC"):
        body = digits(rng, 21)
        return body + f"{97 - int(body) * 100 % 97:02}"
    if country == "ES":
        bank, account = digits(rng, 8), digits(rng, 10)

        def check(ten):
            r = 11 - sum(int(c) * w for c, w in zip(ten, (1, 2, 4, 8, 5, 10, 9, 7, 3, 6))) % 11
            return {11: "0", 10: "1"}.get(r, str(r))

        return bank + check("00" + bank) + check(account) + account
    if country == "TR":
        return digits(rng, 5) + "0" + digits(rng, 16)
    if country in ("IT", "SM"):
        body = digits(rng, 22)
        odd = {str(i): v for i, v in enumerate((1, 0, 5, 7, 9, 13, 15, 17, 19, 21))}
        total = sum(odd[c] if i % 2 == 0 else int(c) for i, c in enumerate(body))
        return chr(65 + total % 26) + body
    if country == "PT":
        body = digits(rng, 19)
        return body + f"{98 - int(body) * 100 % 97:02}"
    if country == "NO":
        while True:
            body = digits(rng, 10)
            r = -sum(int(c) * w for c, w in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))) % 11
            if r < 10:
                return body + str(r)
    if country == "FI":
        body = digits(rng, 13, "1234")
        return body + luhn(body)
    if country == "EE":
        body = digits(rng, 15)
        total = sum(int(c) * w for c, w in zip(reversed(body[2:]), (7, 3, 1) * 5))
        return body + str(-total % 10)
    if country == "PL":
        bank = digits(rng, 7)
        check = -sum(int(c) * w for c, w in zip(bank, (3, 9, 7, 1, 3, 9, 7))) % 10
        return bank + str(check) + digits(rng, 16)
    if country in ("RS", "SI", "ME", "MK", "BA", "XK"):
        body = digits(rng, {"RS": 16, "SI": 13, "ME": 16, "MK": 13, "BA": 14, "XK": 14}[country])
        return body + f"{98 - int(body) * 100 % 97:02}"
    text, count = "", ""
    for c in IBANS[country]:
        if c.isdigit():
            count += c
        else:
            text += digits(rng, int(count)) if c in "nc" else letters(rng, int(count))
            count = ""
    return text


def iban(rng, country):
    body = bban(rng, country)
    return f"{country}{98 - mod97(body + country + '00'):02}{body}"


def paper(text):
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def ibans():
    out = Cases("iban")
    who = "intl.iban"
    rng = random.Random("world iban")
    countries = list(IBANS) + ["TR", "BE", "FR", "MC", "ES", "IT", "SM", "PT", "NO", "FI", "EE", "PL", "RS", "SI", "ME", "MK", "BA", "XK"]
    rng.shuffle(countries)
    names = ["iban", "IBAN", "bank_account", "Kontoverbindung", "iban_no", "account_iban", "compte", "cuenta_iban", "conto", "rekeningnummer", "konto", "رقم الآيبان", "חשבון בנק IBAN", "bankkonto", "payout_account"]
    cues = ["IBAN: {}", "IBAN {}", "Please transfer to {} (IBAN).", "Kontonummer/IBAN: {}", "Bitte überweisen Sie auf {}", "RIB / IBAN : {}", "mi IBAN es {}", "codice IBAN {}", "Rekening: {}", '{{"iban":"{}"}}', "<IBAN>{}</IBAN>", "nr konta {}", "bank details {} / BIC below", "Refund to {} please", "رقم الآيبان {}", "Tilinumero {}", "debtorAccount.iban={}", "My account is {}."]
    for i, country in enumerate(countries):
        value = iban(rng, country)
        shown = paper(value) if i % 2 else value
        out.add(who, "column", shown, shown, column=names[i % len(names)])
        value = iban(rng, country)
        shown = value if i % 2 else paper(value)
        out.add(who, "cue", cues[i % len(cues)].format(shown), shown)
    for i, country in enumerate(["DE", "FR", "ES", "IT", "NL", "GB", "AE", "TR", "CH", "BR"]):
        value = iban(rng, country)
        shown = paper(value) if i % 2 else value
        out.add(who, "bare", ["{}", "{} 120,00 EUR", "to {} today", "1;Tester;{};open"][i % 4].format(shown), shown)
    one, two = iban(rng, "DE"), paper(iban(rng, "AT"))
    out.add(who, "cue", f"old IBAN {one}, new IBAN {two}.", one, two)
    out.add(who, "cue", "iban: de" + (low := iban(rng, "DE"))[2:], "de" + low[2:])
    for i, country in enumerate(["DE", "FR", "NL", "GB", "CH", "BE", "AT", "TR"]):
        value = iban(rng, country)
        wrong = value[:-1] + other_digit(rng, value[-1])
        out.add(who, "near-miss", cues[i].format(paper(wrong) if i % 2 else wrong))
    for i, country in enumerate(["DE", "ES", "PL", "SA"]):
        value = iban(rng, country)
        out.add(who, "near-miss", "IBAN: " + value[:-1])
        out.add(who, "near-miss", value + "0", column="iban")
    for country in ["ZZ", "US", "IN", "XX"]:
        body = digits(rng, 18)
        out.add(who, "near-miss", f"IBAN: {country}{98 - mod97(body + country + '00'):02}{body}")
    out.add(who, "near-miss", "IBAN: DE00 0000 0000 0000 0000 00")
    out.add(who, "near-miss", "IBAN: DEXX XXXX XXXX XXXX XXXX XX")
    out.add(who, "near-miss", "IBAN: DE** **** **** **** **34 56")
    out.add(who, "near-miss", "Please give us your IBAN (DE and 20 digits).")
    for text in ["Order DE12345678901234567890X shipped", "hash de89370400440532013000aa77bb88cc", "commit fr7630006000011234567890189ab", "licence key GB29-NWBK-60161-33192-68XQ1", "part no AT611904300234573201AA", "VAT DE136695976", "ISIN DE0007164600 rose", "LEI 529900T8BM49AURSDO55", "container MSKU1234565", "Tracking RR123456785DE", "model NL20INGB", "batch ES9121 of 2024"]:
        out.add(who, "log", text)

    bic = Cases("bic")
    who = "intl.bic"
    codes = ["DEUTDEFF", "DEUTDEFF500", "BNPAFRPP", "COBADEFFXXX", "INGBNL2A", "CHASUS33", "BARCGB22", "UBSWCHZH80A", "BCITITMM", "CAIXESBB", "HDFCINBB", "SBININBB104", "BKCHCNBJ", "MHCBJPJT", "ICBKCNBJ", "NBADAEAA", "BOFAUS3N", "ROYCCAT2", "CTBAAU2S", "ABSAZAJJ", "RZBAATWW", "NDEASESS", "DABADKKK", "BREXPLPW", "GIBACZPX"]
    for i, name in enumerate(["bic", "BIC", "swift", "swift_code", "SWIFT/BIC", "bank_bic", "codigo_swift", "code_bic", "bic_code", "BIC-Code", "SWIFTコード", "银行SWIFT代码"]):
        value = codes[i * 2 % len(codes)]
        bic.add(who, "column", value, value, column=name)
    for i, line in enumerate(["BIC: {}", "SWIFT {}", "SWIFT code: {}", "BIC/SWIFT: {}", "Bank (BIC {})", "code BIC : {}", "Código SWIFT: {}", '{{"bic":"{}"}}', "<BIC>{}</BIC>", "BIC der Bank: {}", "swift={}", "SWIFT/BIC {} applies.", "BIC {}, account see above", "The SWIFT code of my bank is {}."]):
        value = codes[(i * 3 + 1) % len(codes)]
        bic.add(who, "cue", line.format(value), value)
    for text in ["DOCUMENT NUMBER 12", "SHIPMENT DELAYED", "INTERNAL ONLY", "CUSTOMER SERVICE", "ABSOLUTE MAXIMUM", "READONLY MODE", "BASELINE APPROVED", "CONTRACT SIGNED", "WARRANTY EXPIRED", "MANDATES LIST", "PURCHASE ORDER", "FUNCTION CALLED", "DATABASE DOWN", "STANDARD OPERATION", "KEYBOARD layout"]:
        bic.add(who, "bare", text)
    for text in ["BIC: DEUTZZFF", "BIC: DEUTDEF", "BIC: DEUTDEFF5", "BIC: DEUTDEFF50", "SWIFT: 1234DEFF", "BIC: DE-TDEFF", "SWIFT code: DEUTXXFF", "BIC: unknown", "SWIFT: BNPAFRPPXXXX", "BIC: DEUT9EFF", "SWIFT: ABCDEFGHIJK9"]:
        bic.add(who, "near-miss", text)

    account = Cases("bank_account_salary")
    who = "user.financial.bank_account"
    for i, name in enumerate(["account_number", "bank_account_no", "acct_no", "Kontonummer", "kontonr", "numero_compte", "numero_cuenta", "conta_bancaria", "bank_account_number", "खाता संख्या", "口座番号", "银行账号", "계좌번호"]):
        value = digits(rng, rng.choice([8, 9, 10, 11, 12]), "123456789") if name not in ("口座番号",) else digits(rng, 7)
        account.add(who, "column", value, value, column=name)
    for line in ["Account number: {}", "A/c No. {}", "Kontonummer: {}, BLZ 100 500 00", "Bank account no: {}", "खाता संख्या: {}", "银行账号：{}", "計 口座番号 {}", "Número de cuenta: {}", "bank account number {} at the savings bank", '{{"bankAccountNumber":"{}"}}', "Account No: {}, IFSC: SBIN0001234", "acct number is {}"]:
        value = digits(rng, 10, "123456789")
        account.add(who, "cue", line.format(value), value)
    for text in ["account manager 12345678", "Account: Tester GmbH, 4 users", "count 1234567890", "GET /account/settings/20240311", "invoice 1234567890", "no account was found in 2024", "twitter account with 12345678 followers", "account balance 1234567.89", "Order 3344556677"]:
        account.add(who, "log", text)
    for text in ["Account number: 12", "Account number: n/a", "Kontonummer: unbekannt", "Account number: ******1234", "A/c No. XXXX", "Account number: 123456789012345678901234567890123456", "Account number: see letter", "Account number: none"]:
        account.add(who, "near-miss", text)
    who = "intl.salary"
    for name, value in [("salary", "54000"), ("gross_salary", "4,250.00"), ("Gehalt", "3.850,00"), ("Bruttogehalt", "61200"), ("annual_salary", "88,500"), ("salaire", "2450,50"), ("salario", "1890.00"), ("sueldo", "32000"), ("वेतन", "45000"), ("年収", "6200000"), ("工资", "12500"), ("monthly_pay", "3100"), ("ctc", "1450000"), ("base_pay", "72000"), ("연봉", "48000000")]:
        if name not in ("monthly_pay", "ctc", "base_pay"):
            account.add(who, "column", value, value, column=name)
    for line, value in [("Salary: {}", "54,000"), ("Gehalt: {}", "3.850,00"), ("gross salary {} per year", "61,200"), ("Salaire brut : {}", "2450,50"), ("Salario: {}", "1890.00"), ('{{"salary": {}}}', "72000"), ("annual salary={}", "88500"), ("वेतन: {}", "45000"), ("年収：{}", "6200000"), ("Bruttogehalt {} monatlich", "4.100,00")]:
        account.add(who, "cue", line.format(value), value)
    for text in ["celery salad 4.50", "salary review in May", "The salary is negotiable.", "price 54,000", "Gehaltsabrechnung für März", "total 3.850,00", "sales 88500", "The article about salaries has 4471 words."]:
        account.add(who, "log", text)
    for text in ["Salary: n/a", "salary: negotiable", "Gehalt: nach Vereinbarung", "Salary: confidential", "salary: null", "Salario: a convenir", "salary: -", "Salary: see contract"]:
        account.add(who, "near-miss", text)
    return [out, bic, account]


# ---- coins ---------------------------------------------------------------------------------------------------------

B58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE58 = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"


def base58check(payload, alphabet=B58):
    raw = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number = int.from_bytes(raw, "big")
    text = ""
    while number:
        number, r = divmod(number, 58)
        text = alphabet[r] + text
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return alphabet[0] * zeros + text


CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def polymod(values):
    check = 1
    for v in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ v
        for i, g in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> i & 1:
                check ^= g
    return check


def bits5(raw):
    acc = bits = 0
    out = []
    for byte in raw:
        acc, bits = acc << 8 | byte, bits + 8
        while bits >= 5:
            bits -= 5
            out.append(acc >> bits & 31)
    if bits:
        out.append(acc << (5 - bits) & 31)
    return out


def bech32(hrp, data, constant):
    spread = [ord(c) >> 5 for c in hrp] + [0] + [ord(c) & 31 for c in hrp]
    check = polymod(spread + data + [0] * 6) ^ constant
    return hrp + "1" + "".join(CHARSET[d] for d in data + [check >> 5 * (5 - i) & 31 for i in range(6)])


def keccak256(data):
    """Keccak-256 with the padding of the 2011 submission, as Ethereum and Monero use it."""
    mask = (1 << 64) - 1

    def rol(x, n):
        n %= 64
        return (x << n | x >> (64 - n)) & mask

    rate = 136
    padded = bytearray(data) + b"\x01" + b"\0" * (-(len(data) + 1) % rate)
    padded[-1] |= 0x80
    a = [[0] * 5 for _ in range(5)]
    for at in range(0, len(padded), rate):
        for i in range(rate // 8):
            a[i % 5][i // 5] ^= int.from_bytes(padded[at + 8 * i : at + 8 * i + 8], "little")
        lfsr = 1
        for _ in range(24):
            c = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
            d = [c[(x - 1) % 5] ^ rol(c[(x + 1) % 5], 1) for x in range(5)]
            a = [[a[x][y] ^ d[x] for y in range(5)] for x in range(5)]
            x, y, current = 1, 0, a[1][0]
            for t in range(24):
                x, y = y, (2 * x + 3 * y) % 5
                current, a[x][y] = a[x][y], rol(current, (t + 1) * (t + 2) // 2)
            for y in range(5):
                row = [a[x][y] for x in range(5)]
                for x in range(5):
                    a[x][y] = row[x] ^ (~row[(x + 1) % 5] & mask & row[(x + 2) % 5])
            for j in range(7):
                lfsr = (lfsr << 1 ^ (lfsr >> 7) * 0x71) % 256
                if lfsr & 2:
                    a[0][0] ^= 1 << ((1 << j) - 1)
    return b"".join(a[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"


def eip55(raw):
    text = raw.hex()
    mark = keccak256(text.encode()).hex()
    return "0x" + "".join(c.upper() if int(m, 16) > 7 else c for c, m in zip(text, mark))


def monero(rng, prefix=18):
    payload = bytes([prefix]) + rng.randbytes(64)
    raw = payload + keccak256(payload)[:4]
    text = ""
    for at in range(0, len(raw), 8):
        block = raw[at : at + 8]
        number, part = int.from_bytes(block, "big"), ""
        size = {8: 11, 5: 7}[len(block)]
        for _ in range(size):
            number, r = divmod(number, 58)
            part = B58[r] + part
        text += part
    return text


def coins():
    out = Cases("coins")
    rng = random.Random("world coins")

    def legacy(rng):
        return base58check(bytes([rng.choice([0x00, 0x05, 0x30, 0x1E, 0x4C])]) + rng.randbytes(20))

    def segwit(rng):
        hrp = rng.choice(["bc", "bc", "ltc"])
        if rng.random() < 0.3:
            return bech32(hrp, [1] + bits5(rng.randbytes(32)), 0x2BC830A3)
        return bech32(hrp, [0] + bits5(rng.randbytes(rng.choice([20, 32]))), 1)

    def tron(rng):
        return base58check(b"\x41" + rng.randbytes(20))

    def ripple(rng):
        return base58check(b"\0" + rng.randbytes(20), RIPPLE58)

    def ethereum(rng):
        raw = rng.randbytes(20)
        return "0x" + raw.hex() if rng.random() < 0.4 else eip55(raw)

    def spoil(text):
        at = len(text) // 2
        other = [c for c in "23456789acdefghj" if c != text[at]]
        return text[:at] + rng.choice(other) + text[at + 1 :]

    def spoil_case(rng):
        while True:
            text = eip55(rng.randbytes(20))
            wrong = text.swapcase().replace("0X", "0x")
            if any(c.islower() for c in text[2:]) and any(c.isupper() for c in text[2:]):
                return wrong

    kinds = {
        "intl.bitcoin": (legacy, ["btc_address", "bitcoin", "wallet", "crypto_address", "ltc_address", "Bitcoin-Adresse", "wallet_address"], "Bitcoin"),
        "intl.segwit": (segwit, ["btc_address", "bitcoin_wallet", "wallet", "deposit_address", "bech32", "BTC"], "BTC"),
        "intl.tron": (tron, ["tron_address", "trx_wallet", "wallet", "usdt_trc20", "TRON"], "TRC20"),
        "intl.ripple": (ripple, ["xrp_address", "ripple_wallet", "wallet", "XRP"], "XRP"),
        "intl.ethereum": (ethereum, ["eth_address", "wallet", "ethereum", "wallet_address", "0x_address", "ETH"], "Ethereum"),
        "intl.monero": (monero, ["xmr_address", "monero", "wallet", "XMR"], "Monero"),
    }
    for who, (make, names, coin) in kinds.items():
        for i in range(10):
            value = make(rng)
            out.add(who, "column", value, value, column=names[i % len(names)])
        for line in ["{c} address: {v}", "Send it to my {c} wallet {v}", '{{"wallet":"{v}"}}', "paid 0.5 to {v} ({c})", "{c}: {v}.", "withdraw addr={v} coin={c}", "{c} wallet of the customer\n{v}", "Bitte an {c}-Adresse {v} senden", "donate {c} -> {v}", "<wallet>{v}</wallet>"]:
            value = make(rng)
            out.add(who, "cue", line.format(c=coin, v=value), value)
        for line in ["{}", "thanks! {}", "to={}"]:
            value = make(rng)
            out.add(who, "bare", line.format(value), value)
        for line in ["{c} address: {v}", "my {c} wallet {v}", "{c}: {v}", "{v} ({c})", "wallet={v} coin={c}", "{c} -> {v}"]:
            wrong = spoil_case(rng) if who == "intl.ethereum" else spoil(make(rng))
            out.add(who, "near-miss", line.format(c=coin, v=wrong))
        for cut in (make(rng)[:-2], make(rng) + "7"):
            out.add(who, "near-miss", f"{coin} address: {cut}")
        for i in range(3):
            value = make(rng)
            out.add(who, "log", ["blob {}", "session {} open", "file {}.bin"][i].format("x7" + value[2:] + "Zq9"))
        for text in ["sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709", "key 5f4dcc3b5aa765d61d8327deb882cf99 md5", "0xDEADBEEF at 0x7ffd3a2b1c40"]:
            out.add(who, "log", text)
    for text in ["tx 0x" + rng.randbytes(32).hex() + " mined", "block hash 0x" + rng.randbytes(32).hex()]:
        out.add("intl.ethereum", "log", text)
    return out


def all_files():
    return [*cards(), *ibans(), coins()]
