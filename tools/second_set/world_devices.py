"""Numbers of devices and subscribers.

Rules: 3GPP TS 23.003 (IMEI, IMEISV, IMSI; the IMEI's check digit is Luhn's), GSMA TS.06 (type allocation code, reporting body),
ITU-T E.212 (country codes of the IMSI), ITU-T E.118 (ICCID, 89, Luhn), 3GPP2 S.R0048 (MEID).
"""

import random

from world_common import Cases, digits, group, identifier, letters, luhn, other_digit

TAC = ["35209900", "01326300", "86072503", "35693803", "99000086", "35875609", "86489104", "35332811", "49015420"]
MCC = ["262", "310", "404", "460", "234", "208", "440", "724", "505", "214", "405", "222", "450", "655"]
CALLING = ["49", "1", "91", "86", "44", "33", "81", "55", "61", "34"]


def imei(rng):
    body = rng.choice(TAC) + digits(rng, 6)
    return body + luhn(body)


def imei_text(rng):
    n = imei(rng)
    return rng.choice([n, n, f"{n[:2]}-{n[2:8]}-{n[8:14]}-{n[14]}", f"{n[:2]} {n[2:8]} {n[8:14]} {n[14]}"])


def imeisv(rng):
    n = rng.choice(TAC) + digits(rng, 6) + digits(rng, 2)
    return rng.choice([n, f"{n[:2]}-{n[2:8]}-{n[8:14]}-{n[14:]}"])


def imsi(rng):
    return rng.choice(MCC) + digits(rng, 2) + digits(rng, 10)


def iccid(rng):
    body = "89" + rng.choice(CALLING)
    body += digits(rng, (18 if rng.random() < 0.5 else 19) - len(body))
    n = body + luhn(body)
    return n if len(n) != 20 or rng.random() < 0.6 else group(n, (4, 4, 4, 4, 4))


def meid(rng):
    return "A0" + "".join(rng.choice("0123456789ABCDEF") for _ in range(12))


def all_files():
    out = Cases("devices")
    bad_digit = lambda r: (lambda n: n[:-1] + other_digit(r, n[-1]))(imei(r))
    identifier(out, "intl.imei", None, ["imei", "IMEI", "imei_number", "device_imei", "imei1", "IMEI-Nummer", "numero_imei", "imei_no", "imei2", "IMEI 1", "телефон_imei"], ["IMEI", "IMEI number", ("es", "IMEI"), ("fr", "IMEI"), ("hi", "आईएमईआई"), ("zh", "IMEI"), ("ru", "IMEI"), ("pt", "IMEI")], imei_text, [bad_digit, lambda r: imei(r)[:-1], lambda r: imei(r) + digits(r, 3), lambda r: "000000000000000", bad_digit, lambda r: imei(r)[:8] + "X" + imei(r)[9:]], bare=None)
    identifier(out, "intl.imeisv", None, ["imeisv", "IMEISV", "imei_sv", "device_imeisv"], ["IMEISV", "IMEI-SV"], imeisv, [lambda r: imeisv(r).replace("-", "")[:-2], lambda r: imeisv(r).replace("-", "") + "99", lambda r: "A" + imeisv(r)[1:], lambda r: "0" * 16], n_columns=8)
    identifier(out, "intl.imsi", None, ["imsi", "IMSI", "subscriber_imsi", "sim_imsi", "imsi_number", "IMSI-Nummer"], ["IMSI", "IMSI number", ("es", "IMSI"), ("ru", "IMSI"), ("fr", "IMSI")], imsi, [lambda r: imsi(r)[:-3], lambda r: imsi(r) + digits(r, 2), lambda r: "000" + digits(r, 12), lambda r: "199" + digits(r, 12), lambda r: imsi(r)[:7] + "B" + imsi(r)[8:]])
    identifier(out, "intl.iccid", None, ["iccid", "ICCID", "sim_serial", "sim_number", "SIM-Kartennummer", "sim_iccid", "icc_id"], ["ICCID", "SIM card number", ("fr", "ICCID"), ("es", "ICCID"), ("pt", "ICCID")], iccid, [lambda r: (lambda n: n[:-1] + other_digit(r, n[-1]))(iccid(r)), lambda r: "79" + iccid(r).replace(" ", "")[2:-1], lambda r: iccid(r).replace(" ", "")[:15], lambda r: iccid(r).replace(" ", "") + digits(r, 4)])
    identifier(out, "intl.meid", None, ["meid", "MEID", "device_meid", "meid_hex"], ["MEID", "MEID number"], meid, [lambda r: meid(r)[:-3], lambda r: meid(r) + "AB", lambda r: meid(r)[:-1] + "G", lambda r: "0" * 14], elsewhere=True, strong=True, n_columns=8)
    rng = random.Random("world devices")
    who = "user.device.device_id"
    for name in ["serial_number", "device_serial", "android_serial", "serialno", "Seriennummer", "numero_serie"]:
        value = letters(rng, 2) + digits(rng, 3) + letters(rng, 3) + digits(rng, 3)
        if name in ("device_serial", "android_serial"):
            out.add(who, "column", value, value, column=name)

    def uuid():
        h = "".join(rng.choice("0123456789abcdef") for _ in range(32))
        return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"

    for name in ["device_id", "idfa", "gaid", "advertising_id", "android_id", "aaid", "idfv", "deviceId", "ad_id", "advertisingId", "device_uuid"]:
        value = uuid() if name != "android_id" else "".join(rng.choice("0123456789abcdef") for _ in range(16))
        out.add(who, "column", value, value, column=name)
    for line in ["device_id={}", '{{"deviceId":"{}"}}', "IDFA: {}", "advertising id {}", "gaid={} os=android", "adid: {}"]:
        value = uuid()
        out.add(who, "cue", line.format(value), value)
    for line in ["request {} done", "uuid {}", "/objects/{}/blob", "trace {}", '{{"orderId":"{}"}}', "correlation-id: {}", "PARTUUID={}", "transaction {} ok"]:
        out.add(who, "log", line.format(uuid()))
    for text in ["device_id=null", "IDFA: 00000000-0000-0000-0000-000000000000", "device_id: unknown", "gaid=", "idfa: ${IDFA}", "device id missing", "deviceId: undefined", "android_id=none"]:
        out.add(who, "near-miss", text)
    for name in ["push_token", "fcm_token", "apns_token", "device_token", "registration_token"]:
        value = "".join(rng.choice("0123456789abcdef") for _ in range(64)) if name in ("apns_token", "device_token") else "c" + "".join(rng.choice("ABCDEFabcdefghijk0123456789_") for _ in range(21)) + ":APA91b" + "".join(rng.choice("ABCDEFGHabcdefghijk0123456789_") for _ in range(134))
        out.add("user.telemetry.push_token", "column", value, value, column=name)
    return [out]
