"""Shared parts of the world generators: the writer of cases, sentences in many languages, check digit rules.

Every generator is deterministic: a case's chance comes from a seed spelt out in the source.
"""

import json
import random
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "accuracy" / "second"

# Sentences and lines; {n} is the identifier's name in that language, {v} the value.
TEXTS = {
    "en": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "Her {n} is {v}, please update the file.",
        "Good morning, as asked on the telephone here is my {n}: {v}. Kind regards, D. Whitlock",
        "Please quote the {n} ({v}) in all letters.",
        "The {n} you gave us, {v}, could not be matched.",
        "Caller was verified with {n} {v} and the name of the street.",
        "{n}\t{v}",
        "{n} .......... {v}",
        "[2024-03-11 09:14:02] WARN duplicate {n}: {v}",
        "Subject: missing details\n\nHello,\nyou asked for my {n}. It is {v}.\nThanks",
        "3. {n} = {v}\n4. Signature",
        "Agent note: customer read out {n} - {v} - and asked for a copy.",
        "| {n} | {v} |",
    ],
    "es": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "Estimados señores: adjunto mi {n}, {v}, para el trámite. Un saludo",
        "El {n} del solicitante es {v}.",
        "Con {n} {v} y domicilio en esta ciudad",
        "Buenos días, le confirmo los datos: {n} {v}. Gracias",
        "No coincide el {n} ({v}) con el del expediente.",
        "{n} ......... {v}",
        "{n} N° {v}",
        "2024-05-02 10:11:09 ERROR {n} duplicado: {v}",
        "Datos del titular\n{n}: {v}\nFirma:",
    ],
    "pt": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "Prezados, segue meu {n}: {v}. Atenciosamente",
        "O {n} do titular é {v}.",
        "portador do {n} nº {v}, residente nesta cidade",
        "Bom dia, o {n} cadastrado ({v}) está errado?",
        "{n} ......... {v}",
        "2024-05-02 10:11:09 ERRO {n} duplicado: {v}",
        "Dados do cliente\n{n}: {v}\nAssinatura:",
        "Favor informar {n} = {v} no boleto",
    ],
    "fr": [
        "{n} : {v}",
        "{n}: {v}",
        "{v} ({n})",
        "Bonjour, voici mon {n} : {v}. Cordialement",
        "{n} n° {v}",
        "Le {n} indiqué, {v}, n'existe pas dans nos dossiers.",
        "{n} ......... {v}",
        "Titulaire du {n} {v}, demeurant à cette adresse",
    ],
    "hi": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "मेरा {n} {v} है।",
        "महोदय, मेरा {n} {v} है, कृपया रिकॉर्ड में सुधार करें।",
        "आवेदक का {n} - {v}",
        "ग्राहक ने अपना {n} {v} बताया।",
        "{n} .......... {v}",
    ],
    "zh": [
        "{n}:{v}",
        "{n}：{v}",
        "{n}为{v}，请核实。",
        "您好，我的{n}是{v}，谢谢。",
        "{v}（{n}）",
        "申请人{n} {v}",
        "【通知】您登记的{n}{v}已通过审核。",
        "{n}\t{v}",
    ],
    "zht": [
        "{n}:{v}",
        "{n}：{v}",
        "本人{n}為 {v}，敬請查收。",
        "您好，我的{n}是 {v}，謝謝。",
        "{v}（{n}）",
        "申請人{n} {v}",
        "{n}\t{v}",
    ],
    "ja": [
        "{n}:{v}",
        "{n}：{v}",
        "{n}は{v}です。",
        "お世話になっております。{n}は {v} でございます。よろしくお願いいたします。",
        "{v}（{n}）",
        "申請者の{n} {v}",
        "{n}\t{v}",
        "■{n}\n{v}",
    ],
    "ko": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "제 {n}는 {v}입니다.",
        "안녕하세요, 요청하신 {n} 보내드립니다: {v}",
        "고객 {n} : {v}",
        "{n}\t{v}",
        "■ {n} - {v}",
    ],
    "he": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "שלום, {n} שלי הוא {v}. תודה",
        "{n} של הלקוח: {v}",
        "פרטי המבקש\n{n}: {v}",
        "{n} - {v}",
    ],
    "ar": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "السلام عليكم، {n} الخاص بي هو {v} وشكرا.",
        "بيانات العميل\n{n}: {v}",
        "{n} - {v}",
        "يرجى التأكد من {n} ({v}) قبل الإرسال.",
    ],
    "fa": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "با سلام، {n} من {v} است. با تشکر",
        "{n} متقاضی: {v}",
        "{n} - {v}",
    ],
    "ur": [
        "{n}: {v}",
        "{n} {v}",
        "میرا {n} {v} ہے۔",
        "درخواست گزار کا {n}: {v}",
    ],
    "bn": [
        "{n}: {v}",
        "{n} {v}",
        "আমার {n} {v}।",
        "আবেদনকারীর {n}: {v}",
        "{v} ({n})",
    ],
    "th": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "เรียน เจ้าหน้าที่ {n}ของดิฉันคือ {v} ขอบคุณค่ะ",
        "{n}ของผู้สมัคร {v}",
        "{n} {v} ได้รับการยืนยันแล้ว",
    ],
    "vi": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "Kính gửi quý công ty, {n} của tôi là {v}. Xin cảm ơn.",
        "{n} số: {v}",
        "Khách hàng có {n} {v} đã đến quầy.",
    ],
    "id": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "Selamat pagi, {n} saya adalah {v}. Terima kasih.",
        "{n} pemohon : {v}",
        "Mohon perbarui {n} ({v}) di sistem.",
    ],
    "ms": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "Salam, {n} saya ialah {v}. Terima kasih.",
        "{n} pemohon : {v}",
    ],
    "ru": [
        "{n}: {v}",
        "{n} {v}",
        "{v} ({n})",
        "Добрый день! Мой {n}: {v}. Спасибо.",
        "{n} заявителя {v}",
        "Указанный {n} ({v}) не найден.",
        "{n} № {v}",
    ],
}

# Lines of machines; {k} is a key as programmers write it.
MACHINE = [
    '{{"id": 4471, "{k}": "{v}", "active": true}}',
    "level=info msg=\"profile updated\" {k}={v} took=31ms",
    "<{k}>{v}</{k}>",
    "{k}: {v}",
    "{{'name': 'A. Tester', '{k}': '{v}'}}",
    "2024-06-01T08:00:12Z DEBUG form[{k}]={v}",
    "UPDATE customers SET {k} = '{v}' WHERE id = 17;",
    "{k}={v}&step=2&lang=en",
]

# Surroundings in which a number is something else.
ELSEWHERE = [
    "Order no. {v} was shipped this morning.",
    "order_id={v} status=packed",
    "Invoice {v} is due on Friday.",
    "Tracking: {v}, parcel 2 of 3",
    "GET /items/{v} HTTP/1.1 200 512",
    "sku {v} out of stock",
    "job {v} finished in 41 ms",
    '{{"order": "{v}", "qty": 2}}',
    "Batch {v} passed the final inspection.",
    "Article {v}, 12 pieces, pallet 4",
    "transaction {v} committed",
    "ticket {v} closed as duplicate",
    "Serial of the pump: {v}",
    "checksum {v} ok",
    "build {v} deployed to staging",
]


class Cases:
    """Cases of one file, in the order in which they were added; the same case is kept once."""

    def __init__(self, name):
        self.path = FOLDER / f"{name}.ndjson"
        self.rows = []
        self.seen = set()

    def add(self, who, kind, text, *expect, column=None, country=None):
        """A case; `who` is a detector's id or, starting with `user.`, a class."""
        assert kind in ("column", "cue", "bare", "near-miss", "log"), kind
        assert (kind == "column") <= (column is not None), text
        place = 0
        for span in expect:
            found = text.find(span, place)
            assert found >= 0 and span, (span, text)
            place = found + len(span)
        key = (who, text, column, country)
        if key in self.seen:
            return
        self.seen.add(key)
        row = {"class" if who.startswith("user.") else "detector": who, "kind": kind}
        if column is not None:
            row["column"] = column
        if country is not None:
            row["country"] = country
        row["text"] = text
        row["expect"] = list(expect)
        self.rows.append(row)

    def columns(self, who, names, values, country=None):
        """Column cases: each name with the value beside it (both lists are walked to the longer one's end)."""
        for i in range(max(len(names), len(values))):
            value = values[i % len(values)]
            self.add(who, "column", value, value, column=names[i % len(names)], country=country)

    def write(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        with open(self.path, "w", encoding="utf-8") as out:
            for row in self.rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        return len(self.rows)


def sentence(pattern, name, value):
    """The pattern filled; a name that ends in a full stop gets no second one."""
    if name.endswith("."):
        pattern = pattern.replace("{n}. ", "{n} ")
    return pattern.format(n=name, v=value)


def at_home(out, *detectors):
    """Gives the found column and cue cases of these detectors the country of the source: their names are general ones."""
    for row in out.rows:
        if row.get("detector") in detectors and row["expect"] and row["kind"] in ("column", "cue"):
            row["country"] = row["detector"][:2].upper()


def identifier(
    out,
    who,
    country,
    columns,
    cues,
    make,
    bad,
    lang="en",
    keys=None,
    near=None,
    elsewhere=True,
    strong=False,
    bare=None,
    bare_found=False,
    n_columns=11,
    n_cues=12,
    n_log=6,
    n_bad=10,
):
    """The usual set of cases of one identifier.

    `columns`: names of columns; one that begins with `!` is general and stands with the country of the source.
    `cues`: names as people write them, `(language, name)` or a plain name in `lang`.
    `make(rng)`: a right value as written. `bad`: functions `(rng)` that give wrong values.
    `strong`: the shape alone tells, so the look-alikes of `log` are glued into longer tokens.
    `bare`: the class or detector that must stay silent (or, `bare_found`, speak) on the value alone.
    """
    rng = random.Random("world " + who + " " + (country or ""))
    near = near or who
    for i in range(max(n_columns, len(columns))):
        name = columns[i % len(columns)]
        value = make(rng)
        region = country if name.startswith("!") or rng.random() < 0.4 else None
        out.add(who, "column", value, value, column=name.lstrip("!"), country=region)
    cues = [c if isinstance(c, tuple) else (lang, c) for c in cues]
    keys = keys or [c for c in columns if c.isascii() and not c.startswith("!") and " " not in c] or [c for c in columns if " " not in c]
    bags = {language: [] for language, _ in cues}
    for i in range(max(n_cues - 3, len(cues))):
        language, name = cues[i % len(cues)]
        if not bags[language]:
            bags[language] = TEXTS[language][:]
            rng.shuffle(bags[language])
        value = make(rng)
        region = country if rng.random() < 0.5 else None
        out.add(who, "cue", sentence(bags[language].pop(), name, value), value, country=region)
    for pattern in rng.sample(MACHINE, 3):
        value = make(rng)
        out.add(who, "cue", pattern.format(k=rng.choice(keys), v=value), value, country=country)
    if elsewhere:
        for pattern in rng.sample(ELSEWHERE, n_log):
            value = make(rng)
            value = re.sub(r"[ .\-/]", "", value)
            if strong:
                value = rng.choice(["9f3", "x0", "77a"]) + value + rng.choice(["c41d", "00b7", "e5"])
            out.add(who, "log", pattern.format(v=value))
    if bare:
        for pattern in (["{v}", "see {v} above", "{v}, page 3", "1) {v}"]):
            value = make(rng)
            out.add(bare, "bare", pattern.format(v=value), *([value] if bare_found else []))
    for i in range(max(n_bad, len(bad))):
        value = bad[i % len(bad)](rng)
        if i % 3 == 2:
            name = columns[i % len(columns)]
            out.add(near, "near-miss", value, column=name.lstrip("!"), country=country)
        else:
            language, name = cues[i % len(cues)]
            pattern = TEXTS[language][(i * 5) % len(TEXTS[language])]
            out.add(near, "near-miss", sentence(pattern, name, value))


# ---- numbers -------------------------------------------------------------------------------------------------------


def digits(rng, count, first="0123456789"):
    """`count` random digits, the first of them out of `first`; never all alike."""
    while True:
        text = rng.choice(first) + "".join(rng.choice("0123456789") for _ in range(count - 1))
        if count < 3 or len(set(text)) > 2:
            return text


def letters(rng, count, alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    return "".join(rng.choice(alphabet) for _ in range(count))


def luhn(body):
    """Check digit of Luhn, ISO/IEC 7812-1 annex B."""
    total = 0
    for i, c in enumerate(reversed(body)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return str(-total % 10)


def weighted(body, weights):
    return sum(int(c) * w for c, w in zip(body, weights, strict=True))


_VERHOEFF_D = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
_VERHOEFF_P = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
]
_VERHOEFF_INV = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9]


def verhoeff(body):
    """Check digit of Verhoeff (J. Verhoeff, Error Detecting Decimal Codes, 1969; Wikipedia, Verhoeff algorithm)."""
    c = 0
    for i, ch in enumerate(reversed(body)):
        c = _VERHOEFF_D[c][_VERHOEFF_P[(i + 1) % 8][int(ch)]]
    return str(_VERHOEFF_INV[c])


def other_digit(rng, digit):
    return rng.choice([d for d in "0123456789" if d != digit])


def wrong_last(make, alphabet="0123456789"):
    """A maker of values whose last character is another one than the right one."""

    def spoil(rng):
        value = make(rng)
        return value[:-1] + rng.choice([c for c in alphabet if c != value[-1]])

    return spoil


def group(text, sizes, mark=" "):
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    assert at == len(text), (text, sizes)
    return mark.join(parts)


def birth(rng, first=1940, last=2004):
    """A day of birth: year, month, day."""
    return rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)
