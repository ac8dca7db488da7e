"""Machine-readable zones, vehicles, ORCID, general document columns.

Rules: ICAO Doc 9303 parts 3-5 (check digits 7 3 1 mod 10), ISO 3779 and 49 CFR 565 (VIN check digit), ISO 7064 mod 11-2 (ORCID).
"""

import random

from world_common import ELSEWHERE, Cases, birth, digits, identifier, letters, other_digit

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HOLDERS = [("UTO", "WHITLOCK", "DANA ROSE"), ("D", "GROSSMANN", "JUERGEN"), ("FRA", "MARCHAND", "HELENE"), ("IND", "VERMA", "ASHA"), ("USA", "FAIRBROTHER", "ROSALIND"), ("NGA", "OKONKWO", "TUNDE"), ("SWE", "LINDQVIST", "JONAS ERIK"), ("ESP", "ALMONTE VEGA", "ROCIO"), ("TUR", "YILDIRIM", "AYSE"), ("BRA", "CARVALHO", "JOAO BATISTA")]


def check(text):
    value = lambda c: 0 if c == "<" else int(c, 36)
    return str(sum(value(c) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def pad(text, size):
    return text.replace(" ", "<")[:size].ljust(size, "<")


def passport_zone(rng, wrong=False):
    state, surname, given = rng.choice(HOLDERS)
    y, m, d = birth(rng)
    number = pad(letters(rng, 1, "CFGLP") + digits(rng, 8), 9)
    born, until = f"{y % 100:02}{m:02}{d:02}", f"{rng.randint(26, 34)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    personal = "<" * 14
    one = pad(f"P<{pad(state, 3)}{surname.replace(' ', '<')}<<{given}", 44)
    number_check = check(number)
    if wrong:
        number_check = other_digit(rng, number_check)
    head, born_part, until_part = number + number_check, born + check(born), until + check(until)
    two = head + pad(state, 3) + born_part + rng.choice("MF") + until_part + personal + "0"
    two += check(head + born_part + until_part + personal + "0")
    return one, two


def card_zone(rng, lines, wrong=False):
    state, surname, given = rng.choice(HOLDERS)
    y, m, d = birth(rng)
    number = pad(letters(rng, 1, "CLT") + digits(rng, 8), 9)
    born, until = f"{y % 100:02}{m:02}{d:02}", f"{rng.randint(26, 34)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    number_check = other_digit(rng, check(number)) if wrong else check(number)
    name = f"{surname.replace(' ', '<')}<<{given}"
    if lines == 3:
        one = pad(f"I<{pad(state, 3)}{number}{number_check}", 30)
        born_part, until_part = born + check(born), until + check(until)
        two = born_part + rng.choice("MF") + until_part + pad(state, 3) + "<" * 11
        two += check(one[5:30] + born_part + until_part + "<" * 11)
        return one, two, pad(name, 30)
    one = pad(f"I<{pad(state, 3)}{name}", 36)
    head, born_part, until_part = number + number_check, born + check(born), until + check(until)
    two = head + pad(state, 3) + born_part + rng.choice("MF") + until_part + "<" * 7
    return one, two + check(head + born_part + until_part + "<" * 7)


VIN_VALUES = dict(zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", [*range(10), 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]))
VIN_CHARS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"


def vin(rng, maker=None):
    maker = maker or rng.choice(["1HG", "1FT", "1G1", "2T1", "3VW", "5YJ", "1C4", "4T1", "JHM", "KMH"])
    body = maker + "".join(rng.choice(VIN_CHARS) for _ in range(5)) + "0" + rng.choice("ABCDEFGHJKLMNPR") + rng.choice("ABCDEFGH") + digits(rng, 6)
    total = sum(VIN_VALUES[c] * w for c, w in zip(body, (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)))
    return body[:8] + "0123456789X"[total % 11] + body[9:]


def european_vin(rng):
    return rng.choice(["WVWZZZ", "WBAZZZ", "VF1AAA", "ZFAZZZ", "WDBZZZ", "TMBZZZ", "VSSZZZ"]) + letters(rng, 2, "ABCDEFGH") + "Z" + rng.choice("ABCDEFGHJKLM") + rng.choice("WPEH") + digits(rng, 6)


def orcid(rng):
    body = "000000" + rng.choice("123") + digits(rng, 8)
    total = 0
    for c in body:
        total = (total + int(c)) * 2
    c = (12 - total % 11) % 11
    n = body + ("X" if c == 10 else str(c))
    return "-".join(n[i : i + 4] for i in range(0, 16, 4))


def all_files():
    out = Cases("documents")
    rng = random.Random("world documents")
    who = "user.government_id.passport_number"
    for i in range(22):
        one, two = passport_zone(rng)
        both = one + "\n" + two
        if i < 8:
            out.add(who, "column", both, both, column=["mrz", "passport_mrz", "machine_readable_zone", "scan"][i % 4])
        else:
            text = ["MRZ:\n{}", "{}", "Scan of the passport\n{}\nend of scan", "OCR: {}", "{}\n", "page 1\n\n{}\n\npage 2", '<pre>{}</pre>'][i % 7]
            out.add(who, "bare", text.format(both), both)
    for i in range(8):
        one, two = passport_zone(rng, wrong=True)
        out.add("intl.mrz", "near-miss", ["{}\n{}", "MRZ:\n{}\n{}"][i % 2].format(one, two))
    for _ in range(3):
        one, two = passport_zone(rng)
        out.add("intl.mrz", "near-miss", one[:30] + "\n" + two[:20])
    for text in ["P<<<<<<<<<<<<<", "if a<<b && c<<d then P<UTO", "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "cat <<EOF\nPASS\nEOF", "<<<<<<< HEAD\nold\n=======\nnew\n>>>>>>> branch"]:
        out.add("intl.mrz", "log", text)
    who = "user.government_id"
    for i in range(20):
        zone = "\n".join(card_zone(rng, 3 if i % 2 else 2))
        if i < 6:
            out.add(who, "column", zone, zone, column=["mrz", "id_card_mrz", "machine_readable_zone"][i % 3])
        else:
            text = ["MRZ:\n{}", "{}", "back of the card\n{}\nend", "OCR result\n{}"][i % 4]
            out.add(who, "bare", text.format(zone), zone)
    for i in range(8):
        zone = "\n".join(card_zone(rng, 3 if i % 2 else 2, wrong=True))
        out.add("intl.mrz_small", "near-miss", zone)
    for text in ["I<<<<<<<<<<<", "AC<DC<<ROCK", "x << 3; y << 4;", "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"]:
        out.add("intl.mrz_small", "log", text)
    identifier(out, "intl.orcid", None, ["orcid", "ORCID", "orcid_id", "author_orcid"], ["ORCID", "ORCID iD", ("fr", "ORCID"), ("es", "ORCID")], orcid, [lambda r: (lambda n: n[:-1] + ("3" if n[-1] != "3" else "4"))(orcid(r)), lambda r: orcid(r)[:-2], lambda r: orcid(r) + "1", lambda r: (lambda n: n[:-1] + ("7" if n[-1] != "7" else "X"))(orcid(r))], elsewhere=False, n_columns=10, bare="intl.orcid", bare_found=True)
    value = orcid(rng)
    out.add("intl.orcid", "bare", f"https://orcid.org/{value}", value)
    # Columns that name a document and nothing of a country.
    for who, names, make in [
        ("user.government_id.passport_number", ["passport_number", "passport_no", "passportNumber", "Reisepass", "passport", "Passnummer", "travel_document_no", "passeport", "pasaporte", "护照号"], lambda: letters(rng, 2) + digits(rng, 7)),
        ("user.government_id.drivers_license_number", ["drivers_license", "driver_licence_no", "Führerscheinnummer", "license_no_driver", "permis_de_conduire", "licencia_conducir", "patente_guida", "driving_licence", "carnet_conducir", "rijbewijsnummer"], lambda: letters(rng, 1) + digits(rng, 8)),
        ("user.government_id.national_identification_number", ["national_id", "national_id_number", "citizen_id", "personal_id_number", "identity_number", "Personalausweisnummer", "id_card_number", "cedula_identidad", "numero_identidad", "nationalIdNo"], lambda: letters(rng, 2) + digits(rng, 7)),
        ("user.government_id.tax_id", ["tax_id", "tax_number", "tin", "tax_identification_number", "Steuernummer", "numero_fiscal", "taxpayer_id", "taxId", "codigo_fiscal", "nif_fiscal"], lambda: digits(rng, 10, "123456789")),
    ]:
        for name in names:
            value = make()
            if name in ("license_no_driver", "nif_fiscal", "tin", "carnet_conducir"):
                continue
            out.add(who, "column", value, value, column=name)
        for value, name in [("n/a", names[0]), ("-", names[0]), ("yes", names[0]), ("unknown", names[0]), ("expired", names[0]), ("none", names[0])]:
            out.add(who, "near-miss", value, column=name)

    cars = Cases("vehicles")
    identifier(cars, "intl.vin", None, ["vin", "VIN", "vehicle_vin", "chassis_no", "Fahrgestellnummer", "FIN Fahrzeug", "numero_chasis", "vin_number"], ["VIN", "VIN number", "Vehicle Identification Number", ("es", "número de chasis"), ("fr", "numéro VIN"), ("pt", "chassi")], vin, [lambda r: (lambda n: n[:8] + other_digit(r, n[8]) + n[9:])(vin(r)), lambda r: vin(r)[:-1], lambda r: vin(r) + "3", lambda r: (lambda n: n[:5] + "O" + n[6:])(vin(r)), lambda r: (lambda n: n[:8] + other_digit(r, n[8]) + n[9:])(vin(r)), lambda r: (lambda n: n[:4] + "I" + n[5:])(vin(r))], strong=True)
    identifier(cars, "user.government_id.vehicle_registration", None, ["vin", "Fahrgestellnummer", "numero_telaio", "chassisnummer"], ["VIN", "chassis number", ("fr", "numéro VIN"), ("es", "número de bastidor")], european_vin, [lambda r: european_vin(r)[:-2], lambda r: european_vin(r) + "11", lambda r: european_vin(r)[:9] + "O" + european_vin(r)[10:], lambda r: european_vin(r)[:5] + "Q" + european_vin(r)[6:]], near="intl.vin_unchecked", strong=True, n_columns=10)
    plates = {"US": lambda r: letters(r, 3) + "-" + digits(r, 4), "FR": lambda r: letters(r, 2, "ABCDEFGHJKLMN") + "-" + digits(r, 3) + "-" + letters(r, 2, "ABCDEFGHJKLMN"), "IT": lambda r: letters(r, 2, "ABCDEFGHJK") + " " + digits(r, 3) + " " + letters(r, 2, "ABCDEFGHJK"), "ES": lambda r: digits(r, 4) + " " + letters(r, 3, "BCDFGHJKLMNPRSTVWXYZ"), "NL": lambda r: letters(r, 2, "BDFGHJKLNPRSTVXZ") + "-" + digits(r, 3) + "-" + letters(r, 1, "BDFGHJKLNPRSTVXZ"), "BR": lambda r: letters(r, 3) + digits(r, 1) + letters(r, 1, "ABCDEFGHIJ") + digits(r, 2), "AU": lambda r: letters(r, 3) + " " + digits(r, 3), "PL": lambda r: r.choice(["WA", "KR", "GD", "PO"]) + " " + digits(r, 5), "AT": lambda r: r.choice(["W", "L", "G"]) + "-" + digits(r, 5, "123456789") + letters(r, 1, "ABCDEF"), "SE": lambda r: letters(r, 3, "ABCDEFGHJKL") + " " + digits(r, 3), "MX": lambda r: letters(r, 3, "ABCDEFGHJK") + "-" + digits(r, 3) + "-" + letters(r, 1, "ABCDEF"), "ZA": lambda r: letters(r, 3, "BCDFGHJKLMN") + " " + digits(r, 3) + " GP"}
    names = {"US": ["license_plate", "plate_number"], "FR": ["immatriculation", "plaque_immatriculation"], "IT": ["targa", "targa_veicolo"], "ES": ["matricula", "matricula_vehiculo"], "NL": ["kenteken", "kentekennummer"], "BR": ["placa", "placa_veiculo"], "AU": ["rego", "number_plate"], "PL": ["nr_rejestracyjny", "tablica_rejestracyjna"], "AT": ["kennzeichen", "kfz_kennzeichen"], "SE": ["registreringsnummer", "regnr"], "MX": ["placas", "num_placas"], "ZA": ["vehicle_registration", "number_plate"]}
    cues = {"US": "License plate: {}", "FR": "Immatriculation : {}", "IT": "Targa: {}", "ES": "Matrícula: {}", "NL": "Kenteken: {}", "BR": "Placa: {}", "AU": "Rego: {}", "PL": "nr rejestracyjny {}", "AT": "Kennzeichen {}", "SE": "Registreringsnummer: {}", "MX": "Placas: {}", "ZA": "Vehicle registration: {}"}
    who = "user.government_id.vehicle_registration"
    for country, make in plates.items():
        for name in names[country]:
            value = make(rng)
            cars.add(who, "column", value, value, column=name, country=country)
        for line in [cues[country], "The car with number plate {} was towed.", "license plate {} seen at the gate"][: 2 if country != "US" else 3]:
            value = make(rng)
            cars.add(who, "cue", line.format(value), value, country=country if line == cues[country] else None)
        value = make(rng)
        cars.add("intl.plate", "bare", ["{}", "see {} above", "order {} shipped"][len(country + value) % 3].format(value))
    for text in ["License plate: none", "plate no. 4 of the drawing", "license plate holder, chrome, 2 pieces", "Plate: stainless steel, 3 mm", "number plate missing", "dinner plate set of 12", "license plate: unknown", "The plate reads OPEN."]:
        cars.add("intl.plate", "near-miss", text)
    return [out, cars]
