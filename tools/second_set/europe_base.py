"""Frame of the European part of the second accuracy set: makes labelled cases out of a rule, names and sentences.

In every sentence `§` stands for a value; `¬` for a random digit; `\\n` for a line break. A leading `+` on a sentence or a
column name says that the name alone does not tell the country, so the case carries it.
The same bytes each time: every detector has its own generator of chance, seeded with its id.
"""

import datetime
import json
import pathlib
import random

OUT = pathlib.Path(__file__).resolve().parents[2] / "tests" / "accuracy" / "second"

# Surroundings in which a number of the right shape means something else; each country adds its own.
PLAIN_LOOKS = """
2026-03-14T08:21:57Z INFO worker[41] order § accepted, 3 items
GET /shop/orders/§?page=2 HTTP/1.1" 200 5123
{"order_id": "§", "status": "shipped", "items": 4}
order number: §
WARN queue=billing batch=§ retry=3 elapsed=118ms
invoice no. § is due in 14 days
tracking number § has left the depot
UPDATE stock SET qty = qty - 1 WHERE sku = '§';
job § finished with exit code 0
Ticket § was closed by the support team
ref=§ ts=17¬¬¬¬¬¬¬¬ ok
transaction id § (terminal 00¬¬)
serial no. § of the pump, built 2019
part § fits models A3 and A4
"""
# Names of files, addresses of pages and long tokens that only contain such a value.
TOKEN_LOOKS = """
IMG_§.jpg uploaded (2.4 MB)
GET https://cdn.example.net/p/§_large.png 304
backup-§.tar.gz written to cold storage
etag "¬¬f§ab¬¬c" unchanged
session=7f¬¬§e¬¬¬ expired
"""
LOOK_COLUMNS = ["order_id", "invoice_no", "sku", "tracking_number", "batch", "product_code", "transaction_id", "phone",
                "article_no", "meter_no", "request_id", "checksum", "parcel", "ticket"]
NOTES = ["notes", "comment", "description", "message", "remarks", "body"]

# How exports, forms and programs write a name beside a value: `{n}` a name as in a table, `{l}` as on paper.
MACHINE = ["{n}={v}", '"{n}": "{v}"', "<{n}>{v}</{n}>", "/api/person?{n}={v}&lang=en", "  {n}: '{v}'",
           "INSERT INTO person ({n}) VALUES ('{v}');", "DEBUG form field {n} -> {v} (valid)", '{n},"{v}",2026-03-02']
PAPER = ["{l}\n{v}", "| {l} | {v} |", "{l}\t{v}", "{l} ........ {v}", "{l}:{v}", "* {l} – {v}", "{l} = {v}", "{l} # {v}",
         "({l}: {v})", "{l}:   {v}   (3/7)"]


def digits(rng, n):
    return "".join(rng.choice("0123456789") for _ in range(n))


def pick(rng, alphabet, n=1):
    return "".join(rng.choice(alphabet) for _ in range(n))


def shape(pattern, letters="ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    """A maker of values without a check digit: `9` is a digit, `A` a letter of `letters`, `X` either; others stand."""
    def make(rng):
        out = ""
        for c in pattern:
            if c == "9":
                out += rng.choice("0123456789")
            elif c == "A":
                out += rng.choice(letters)
            elif c == "X":
                out += rng.choice("0123456789" + letters)
            else:
                out += c
        return out
    return make


def one_of(*makers):
    return lambda rng: rng.choice(makers)(rng)


def birthday(rng, first=1941, last=2005):
    start = datetime.date(first, 1, 1)
    return start + datetime.timedelta(days=rng.randrange((datetime.date(last, 12, 31) - start).days))


def checked(body, ok, tail="0123456789"):
    """A maker: a body, to which the check characters are found that the rule `ok` accepts."""
    def make(rng):
        while True:
            stem = body(rng)
            ends = [c for c in tail if ok(stem + c)]
            if ends:
                return stem + rng.choice(ends)
    return make


def luhn(text):
    total = 0
    for i, c in enumerate(reversed(text)):
        n = int(c) * (2 if i % 2 else 1)
        total += n // 10 + n % 10
    return total % 10 == 0


def weighted(text, weights):
    return sum(int(c) * w for c, w in zip(text, weights))


def mod_11_10(text):
    """ISO 7064 MOD 11,10, the check digit last."""
    p = 10
    for c in text[:-1]:
        p = (p + int(c)) % 10 or 10
        p = p * 2 % 11
    return (p + int(text[-1])) % 10 == 1


# Spoilers: each takes (rng, make, ok) and gives a value the rule refuses.
def wrong_check(at=-1):
    def spoil(rng, make, ok):
        while True:
            v = make(rng)
            i = at % len(v)
            old = v[i]
            pool = "0123456789" if old.isdigit() else "ABCDEFGHJKLMNPQRSTUVWXYZ"
            w = v[:i] + rng.choice(pool.replace(old, "")) + v[i + 1:]
            if not ok(w):
                return w
    return spoil


def swapped(rng, make, ok):
    """Two neighbouring digits changed places."""
    while True:
        v = make(rng)
        i = rng.randrange(len(v) - 1)
        w = v[:i] + v[i + 1] + v[i] + v[i + 2:]
        if v[i].isdigit() and v[i + 1].isdigit() and w != v and not ok(w):
            return w


def shorter(rng, make, ok):
    while True:
        v = make(rng)
        i = rng.choice([i for i, c in enumerate(v) if c.isdigit()])
        w = v[:i] + v[i + 1:]
        if not ok(w) and not ok("0" + w):
            return w


def longer(rng, make, ok):
    while True:
        v = make(rng)
        i = rng.choice([i for i, c in enumerate(v) if c.isdigit()])
        w = v[:i] + rng.choice("0123456789") + v[i:]
        if not ok(w):
            return w


def by(maker):
    """A spoiler from a maker of wrong values."""
    def spoil(rng, make, ok):
        while True:
            v = maker(rng)
            if not ok(v):
                return v
    return spoil


def lit(*values):
    """A spoiler that gives one of the texts that stand in such fields without being the number."""
    def spoil(rng, make, ok):
        return rng.choice(values)
    return spoil


CHECKED = [wrong_check(), wrong_check(), swapped, shorter, longer, wrong_check(2)]


def ean(rng):
    stem = rng.choice(("40", "38", "50", "54", "59", "73", "80", "84", "87")) + digits(rng, 10)
    return stem + str(-weighted(stem, (1, 3) * 6) % 10)


def isbn(rng):
    stem = rng.choice("0123") + digits(rng, 8)
    c = -weighted(stem, range(10, 1, -1)) % 11
    return stem + str(c) if c < 10 else isbn(rng)


def card(rng):
    stem = rng.choice("45") + digits(rng, 14)
    return next(stem + c for c in "0123456789" if luhn(stem + c))


def stamp(pattern):
    """Date and time of a day of the last years, as builds and batches carry it."""
    return lambda rng: (datetime.datetime(2016, 1, 1) + datetime.timedelta(seconds=rng.randrange(330000000))).strftime(pattern)


# Things whose own numbering now and then satisfies an identifier's rule: (length, sentence, maker).
NATURAL = [
    (13, '{"level":"info","ts":§,"msg":"cache refreshed"}', lambda r: str(r.randrange(1420000000000, 1795000000000))),
    (13, "EAN §, 6 pcs per carton", ean),
    (13, "scan: § scan time 0.2 s", ean),
    (12, "request id 3f2b7c1e-90ad-4b6e-8f11-§ failed", lambda r: digits(r, 12)),
    (12, "firmware build § installed", stamp("%y%m%d%H%M%S")),
    (12, "UPC § price 4.99", lambda r: "0" + digits(r, 11)),
    (11, "Tel. +§", lambda r: "34" + r.choice("67") + digits(r, 8)),
    (11, "call me on +§ after six", lambda r: "48" + r.choice("5678") + digits(r, 8)),
    (11, "mobile: +§", lambda r: "336" + digits(r, 8)),
    (11, "container weight slip § / gate 4", lambda r: digits(r, 11)),
    (10, "lastSeen=§ (epoch)", lambda r: str(r.randrange(1420000000, 1795000000))),
    (10, "nightly build § is green", stamp("%y%m%d%H%M")),
    (10, "ISBN §, paperback", isbn),
    (10, "Tel.: §, Mo-Fr 9-17", lambda r: "0" + r.choice("123456") + digits(r, 8)),
    (9, "mobile § (call after 6 pm)", lambda r: r.choice("567") + digits(r, 8)),
    (9, "Zip+4 and route: §", lambda r: digits(r, 9)),
    (9, "build § uploaded to the store", lambda r: "20" + digits(r, 7)),
    (8, "released on §, hotfix 2", stamp("%Y%m%d")),
    (8, "phone § ext. 12", lambda r: r.choice("2346789") + digits(r, 7)),
    (16, "card number § declined by issuer", card),
    (16, "trace=§ span=4", lambda r: digits(r, 16)),
]


def apply(fmt, value):
    """`fmt`: `#` takes the next character, everything else stands; a leading `l:` makes lower case."""
    lower = fmt.startswith("l:")
    fmt = fmt[2:] if lower else fmt
    if fmt in ("", "plain"):
        out = value
    elif fmt.count("#") != len(value):
        out = value
    else:
        it = iter(value)
        out = "".join(next(it) if c == "#" else c for c in fmt)
    return out.lower() if lower else out


def lines(text):
    return [line.replace("\\n", "\n") for line in text.strip("\n").split("\n") if line.strip()]


class Country:
    def __init__(self, code, looks="", file=None):
        self.code, self.file, self.cases, self.counts, self.known = code, file or "europe_" + code.lower(), [], {}, {}
        self.looks = lines(looks)

    def add(self, detector, kind, text, expect, column=None, country=None, counted=None):
        key = "class" if "." in detector and detector.split(".")[0] == "user" else "detector"
        case = {key: detector, "kind": kind}
        if column is not None:
            case["column"] = column
        if country is not None:
            case["country"] = country
        case["text"], case["expect"] = text, expect
        if any(c["text"] == text and c.get("column") == column and c.get(key) == detector for c in self.cases):
            return
        self.cases.append(case)
        counted = counted or detector
        self.counts[counted] = self.counts.get(counted, 0) + 1

    def detector(self, name, make, columns, cues, ok=None, fmts=("plain",), near=None, near_n=12, looks="", bare=2,
                 look_n=6, look_make=None, look_columns=2, plain_looks=True, column_n=12, near_fmts=None, as_class=None,
                 tied=False):
        """Adds all cases of one detector.

        `columns`: names parted by `|`; `cues`: one sentence a line; `bare`: how many values stand quite alone and must
        stay unreported (0 where the shape and check are enough by themselves); `look_make`: the values among ordinary
        things (by default good ones); `look_columns`: how many of them stand in a column of another name; `as_class`: the
        class that stands in the good cases where detectors of several countries could rightly answer; `tied`: the names
        are those of several countries, so every good case carries the country.
        """
        rng = random.Random(name + "/" + self.code)
        checks, ok = ok is not None, ok or (lambda v: False)
        self.known[name] = (make, fmts)
        columns = [c.strip() for c in columns.split("|")]
        cues = lines(cues)
        look_make = look_make or make

        def fill(line, made):
            found = []
            out = ""
            for c in line:
                if c == "§":
                    v = made()
                    found.append(v)
                    out += v
                elif c == "¬":
                    out += rng.choice("0123456789")
                else:
                    out += c
            return out, found

        turn = [0]

        def good():
            turn[0] += 1
            return apply(fmts[(turn[0] - 1) % len(fmts)], make(rng))

        for i in range(max(column_n, len(columns))):
            column = columns[i % len(columns)]
            region = self.code if tied or column.startswith("+") or i % 2 else None
            value = good()
            self.add(as_class or name, "column", value, [value], column.lstrip("+"), region, name)
        for i, line in enumerate(cues):
            region = self.code if tied or line.startswith("+") or i % 3 == 1 else None
            text, found = fill(line.lstrip("+"), good)
            self.add(as_class or name, "cue", text, found, None, region, name)

        self.structures(name, rng, columns, good, as_class, tied)
        if checks:
            self.placeholders(name, rng, make, columns, ok)
        for line in rng.sample([c for c in cues if c.count("§") == 1], 2):
            text, found = fill(line.lstrip("+"), good)
            region = self.code if tied or line.startswith("+") else None
            self.add(as_class or name, "cue", text, found, rng.choice(NOTES), region, name)

        def other():
            return look_make(rng)

        own = lines(looks) + self.looks
        rng.shuffle(own)
        common = lines(PLAIN_LOOKS) if plain_looks else []
        rng.shuffle(common)
        chosen = own[:max(3, look_n - 3)] + common
        for i, line in enumerate(chosen[:look_n]):
            text, _ = fill(line, other)
            self.add(name, "log", text, [], None, self.code if i % 2 else None)
        self.natural(name, rng, make, ok if checks else lambda v: make(rng).isdigit())
        tokens = lines(TOKEN_LOOKS)
        for line in rng.sample(tokens, 2):
            self.add(name, "log", fill(line, other)[0], [], None, None)
        for i in range(look_columns):
            self.add(name, "log", other(), [], rng.choice(LOOK_COLUMNS), self.code if i % 2 else None)
        for i in range(bare):
            self.add(name, "bare", other(), [], None, self.code if i % 2 else None)
        spoilers = near or CHECKED
        single = [c for c in cues if c.count("§") == 1]
        rng.shuffle(single)
        nf = near_fmts or fmts
        for i in range(max(near_n, len(spoilers))):
            spoil = spoilers[i % len(spoilers)]
            value = apply(nf[i % len(nf)], spoil(rng, make, ok))
            region = self.code if i % 2 else None
            if i % 5 < 2:
                column = columns[(i * 3) % len(columns)]
                self.add(name, "near-miss", value, [], column.lstrip("+"),
                         self.code if column.startswith("+") else region)
            else:
                line = single[i % len(single)]
                text, _ = fill(line.lstrip("+"), lambda: value)
                self.add(name, "near-miss", text, [], None, self.code if line.startswith("+") else region)

    def placeholders(self, name, rng, make, columns, ok):
        """Two of the fillings that people type when they have no number, where the rule refuses them."""
        value = make(random.Random(2))
        if not value.isdigit():
            return
        size = len(value)
        filled = ["0" * size, "1" * size, "9" * size, "1234567890123456"[:size], "9876543210987654"[:size]]
        filled = [v for v in filled if not ok(v)]
        for value in rng.sample(filled, min(2, len(filled))):
            column = rng.choice(columns)
            self.add(name, "near-miss", value, [], column.lstrip("+"), self.code if column.startswith("+") else None)

    def structures(self, name, rng, columns, good, as_class, tied):
        """Three machine forms and three paper forms of name and value."""
        for forms, fits in ((MACHINE, lambda c: c.isascii() and " " not in c and "." not in c), (PAPER, lambda c: True)):
            names = [c for c in columns if fits(c.lstrip("+"))] or columns
            for form in rng.sample(forms, 3):
                column = rng.choice(names)
                value = good()
                label = column.lstrip("+")
                shown = label if forms is MACHINE else label.replace("_", " ")
                text = form.replace("{n}", label).replace("{l}", shown).replace("{v}", value)
                region = self.code if tied or column.startswith("+") or rng.random() < 0.3 else None
                self.add(as_class or name, "cue", text, [value], None, region, name)

    def natural(self, name, rng, make, ok):
        """Up to three things of NATURAL whose number this rule happens to accept."""
        size = len(make(random.Random(1)))
        chances = [(line, maker) for length, line, maker in NATURAL if length == size]
        for line, maker in rng.sample(chances, min(3, len(chances))):
            value = next((v for v in (maker(rng) for _ in range(20000)) if ok(v)), None)
            if value is not None:
                self.add(name, "log", line.replace("§", value), [], None, None)

    def write(self):
        OUT.mkdir(parents=True, exist_ok=True)
        path = OUT / (self.file + ".ndjson")
        with open(path, "w", encoding="utf-8") as out:
            for case in self.cases:
                out.write(json.dumps(case, ensure_ascii=False) + "\n")
        few = {k: n for k, n in self.counts.items() if n < 30}
        print(self.code, len(self.cases), self.counts, "FEW" if few else "", few or "")
