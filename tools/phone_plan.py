#!/usr/bin/env python3
"""Writes src/detect/phone_plan/plan.txt from the compiled metadata of libphonenumber, the same bytes each time:
`python3 tools/phone_plan.py METADATA.BIN VERSION > src/detect/phone_plan/plan.txt` (Python 3.11, standard library only).

METADATA.BIN is a PhoneMetadataCollection of libphonenumber's phonemetadata.proto, as the crate rlibphonenumber carries it
in src/generated/metadata/metadata.bin; VERSION is the version of the metadata, as its readme tells it.

Every pattern of the metadata is a finite set of digit strings. Such a set is kept as the root of its smallest automaton;
equal states are one state in all sets, so sets are equal if their roots are.
"""

import re._constants as kind
import re._parser as parser
import sys

MAX_NATIONAL = 17
# Fields of PhoneMetadata whose types make a number valid: premium rate, toll free, shared cost, VoIP, personal, pager,
# universal access, voice mail, fixed line. Mobile comes apart.
TYPES, FIXED, MOBILE = (5, 4, 6, 8, 7, 21, 25, 28), 2, 3
GENERAL, REGION, CODE, ABROAD, TRUNK, RULE, SAME, MAIN, LEADING = 1, 9, 10, 11, 15, 16, 18, 22, 23
PATTERN, LENGTHS, LOCAL_LENGTHS = 2, 9, 10
NO_NUMBERS = (1 << 64) - 1

NONE, EMPTY = 0, 1


class Sets:
    """Sets of digit strings: (whether the empty string is in, what may follow each digit)."""

    def __init__(self):
        self.states = [(False, (NONE,) * 10), (True, (NONE,) * 10)]
        self.ids = {state: ix for ix, state in enumerate(self.states)}
        self.known = {}

    def state(self, is_end, nexts):
        state = (is_end, tuple(nexts))
        if state not in self.ids:
            self.ids[state] = len(self.states)
            self.states.append(state)
        return self.ids[state]

    def merge(self, name, a, b, is_end):
        key = (name, a, b)
        if key not in self.known:
            (end_a, nexts_a), (end_b, nexts_b) = self.states[a], self.states[b]
            nexts = [getattr(self, name)(x, y) for x, y in zip(nexts_a, nexts_b)]
            self.known[key] = self.state(is_end(end_a, end_b), nexts)
        return self.known[key]

    def union(self, a, b):
        if a == b or NONE in (a, b):
            return a or b
        return self.merge("union", a, b, lambda x, y: x or y)

    def common(self, a, b):
        if a == b or NONE in (a, b):
            return a if a == b else NONE
        return self.merge("common", a, b, lambda x, y: x and y)

    def without(self, a, b):
        if a == b or NONE in (a, b):
            return a if b == NONE else NONE
        return self.merge("without", a, b, lambda x, y: x and not y)

    def then(self, a, b):
        if NONE in (a, b):
            return NONE
        if EMPTY in (a, b):
            return b if a == EMPTY else a
        key = ("then", a, b)
        if key not in self.known:
            is_end, nexts = self.states[a]
            longer = self.state(False, [self.then(x, b) for x in nexts])
            self.known[key] = self.union(longer, b) if is_end else longer
        return self.known[key]

    def one_of(self, digits):
        return self.state(False, [EMPTY if digit in digits else NONE for digit in range(10)])

    def of_lengths(self, lengths):
        all_lengths = NONE
        for length in lengths:
            same = EMPTY
            for _ in range(length):
                same = self.state(False, [same] * 10)
            all_lengths = self.union(all_lengths, same)
        return all_lengths

    def of_pattern(self, pattern):
        return self.of_items(parser.parse(pattern))

    def of_items(self, items):
        whole = EMPTY
        for item in reversed(list(items)):
            whole = self.then(self.of_item(*item), whole)
        return whole

    def of_item(self, name, value):
        if name is kind.LITERAL:
            return self.one_of({value - ord("0")})
        if name is kind.IN:
            return self.one_of(set().union(*(digits_of(*member) for member in value)))
        if name is kind.SUBPATTERN:
            return self.of_items(value[3])
        if name is kind.BRANCH:
            whole = NONE
            for items in value[1]:
                whole = self.union(whole, self.of_items(items))
            return whole
        if name is kind.MAX_REPEAT and value[1] <= MAX_NATIONAL:
            low, high, items = value
            once = self.of_items(items)
            whole = EMPTY
            for ix in range(high):
                whole = self.then(once if ix >= high - low else self.union(once, EMPTY), whole)
            return whole
        raise ValueError(f"unknown in a pattern: {name} {value}")

    def reachable(self, roots):
        """All states below the roots, each after those it leads to."""
        order, seen = [], {NONE, EMPTY}

        def visit(state):
            if state not in seen:
                seen.add(state)
                for next_state in self.states[state][1]:
                    visit(next_state)
                order.append(state)

        for root in roots:
            visit(root)
        return order


def digits_of(name, value):
    if name is kind.LITERAL:
        return {value - ord("0")}
    if name is kind.RANGE:
        return set(range(value[0] - ord("0"), value[1] - ord("0") + 1))
    if name is kind.CATEGORY and value is kind.CATEGORY_DIGIT:
        return set(range(10))
    raise ValueError(f"unknown in a class: {name} {value}")


def message(data):
    """The fields of a protocol buffer's message, each with all its values."""
    fields, at = {}, 0

    def number(at):
        value = shift = 0
        while True:
            byte = data[at]
            value |= (byte & 127) << shift
            at, shift = at + 1, shift + 7
            if byte < 128:
                return value, at

    while at < len(data):
        key, at = number(at)
        value, at = number(at)
        if key & 7 == 2:
            value, at = data[at : at + value], at + value
        elif key & 7 != 0:
            raise ValueError(f"wire type {key & 7}")
        fields.setdefault(key >> 3, []).append(value)
    return fields


def text(fields, field):
    return fields[field][0].decode() if field in fields else None


def pattern(fields, field):
    """A pattern without the anchors the crate puts around it."""
    written = text(fields, field)
    if written is None:
        return None
    assert written.startswith("^(?:") and written.endswith(")$"), written
    return written[4:-2]


def holds(items, group):
    """The index of the item with the capturing group in it."""
    for ix, (name, value) in enumerate(items):
        if name is kind.SUBPATTERN and (value[0] == group or holds(value[3], group) is not None):
            return ix
        if name is kind.MAX_REPEAT and holds(value[2], group) is not None:
            return ix
        if name is kind.BRANCH and any(holds(branch, group) is not None for branch in value[1]):
            return ix
    return None


def ways(items, group):
    """All ways through a trunk pattern, the preferred first: items before the group, in it (None: not met), after it."""
    items = list(items)
    ix = holds(items, group)
    if ix is None:
        if len(items) == 1 and items[0][0] is kind.BRANCH:
            for branch in items[0][1][1]:
                yield list(branch), None, []
        else:
            yield items, None, []
        return
    name, value = items[ix]
    before, after = items[:ix], items[ix + 1 :]
    if name is kind.SUBPATTERN and value[0] == group:
        yield before, list(value[3]), after
    elif name is kind.SUBPATTERN:
        yield from ways(before + list(value[3]) + after, group)
    elif name is kind.BRANCH:
        for branch in value[1]:
            yield from ways(before + list(branch) + after, group)
    else:
        assert value[:2] == (0, 1), value
        yield from ways(before + list(value[2]) + after, group)
        yield from ways(before + after, group)


def trunk_rules(sets, fields):
    """(before, kept, digits after, whether the number ends there, inserted) each; `kept` is None where all is dropped."""
    trunk, rule = pattern(fields, TRUNK), text(fields, RULE)
    if trunk is None:
        return []
    if rule is None:
        return [(sets.of_pattern(trunk), None, "", False, "")]
    inserted, group = rule.split("$")
    rules, dropped = [], NONE
    for before, kept, after in ways(parser.parse(trunk), int(group)):
        if kept is None:
            dropped = sets.union(dropped, sets.of_items(before))
            continue
        assert dropped == NONE, trunk
        is_whole = after[-1:] == [(kind.AT, kind.AT_END)]
        literal = "".join(chr(value) for _, value in (after[:-1] if is_whole else after))
        rules.append((sets.of_items(before), sets.of_items(kept), literal, is_whole, inserted))
    return rules + ([(dropped, None, "", False, "")] if dropped != NONE else [])


def mask(lengths):
    return sum(1 << length for length in lengths if length != NO_NUMBERS)


def valid(sets, fields, general):
    """The numbers of a region that are of some type."""
    all_types = NONE
    lengths = general.get(LENGTHS)
    known = sets.of_pattern(pattern(general, PATTERN))
    known = sets.common(known, sets.of_lengths(lengths)) if lengths else known
    is_same = fields.get(SAME, [0])[0]
    for number_type in TYPES + (FIXED,) + (() if is_same else (MOBILE,)):
        described = message(fields.get(number_type, [b""])[0])
        lengths = described.get(LENGTHS, [])
        if PATTERN not in described or NO_NUMBERS in lengths:
            continue
        of_type = sets.common(sets.of_pattern(pattern(described, PATTERN)), known)
        all_types = sets.union(all_types, sets.common(of_type, sets.of_lengths(lengths)) if lengths else of_type)
    return all_types


def read(sets, data):
    """What is kept of each region, the main region of each country code first; the valid numbers of each code."""
    regions = [message(data) for data in message(data)[1]]
    regions.sort(key=lambda fields: (fields[CODE][0], not fields.get(MAIN, [0])[0], text(fields, REGION)))
    rows, codes, taken = [], {}, {}
    tail = sets.of_lengths(range(MAX_NATIONAL + 1))
    for fields in regions:
        general, code = message(fields[GENERAL][0]), fields[CODE][0]
        # Regions that share a code are asked in turn; leading digits settle it without asking the others.
        own = sets.without(valid(sets, fields, general), taken.get(code, NONE))
        codes[code] = sets.union(codes.get(code, NONE), own)
        leading, abroad = pattern(fields, LEADING), pattern(fields, ABROAD)
        if leading:
            taken[code] = sets.union(taken.get(code, NONE), sets.then(sets.of_pattern(leading), tail))
        rows.append((
            text(fields, REGION),
            code,
            sets.of_pattern(pattern(general, PATTERN)),
            mask(general.get(LENGTHS, [])),
            mask(general.get(LOCAL_LENGTHS, [])),
            sets.of_pattern(abroad) if abroad else NONE,
            trunk_rules(sets, fields),
        ))
    return rows, codes


def spans(digits):
    """`0-35` for 0, 1, 2, 3, 5."""
    written = ""
    for digit in digits:
        follows = digit - 1 in digits
        if not follows:
            written += str(digit)
        elif digit + 1 not in digits:
            written += ("-" if digit - 2 in digits else "") + str(digit)
    return written


def write(sets, rows, codes, version, out):
    roots = [root for code in sorted(codes) for root in [codes[code]]]
    for _, _, general, _, _, abroad, rules in rows:
        roots += [general, abroad] + [root for rule in rules for root in rule[:2] if root is not None]
    order = sets.reachable(roots)
    ids = {NONE: 0, EMPTY: 1} | {state: ix + 2 for ix, state in enumerate(order)}
    out.write(f"""\
# Telephone numbering plans: lengths and prefixes, without names.
# Generated by tools/phone_plan.py from the metadata of libphonenumber {version}
# (https://github.com/google/libphonenumber), copyright The Libphonenumber Authors, licensed under Apache-2.0.
#
# s  a state, numbered from 2 on: `*` if a number may end here, then `digits>next state`. State 1: the end, nothing follows.
# c  a country code, the state from which its valid numbers are read.
# r  a region (the main one of its code first), its code, the state of numbers that may be its own, bits of their
#    lengths, bits of the lengths of local calls, the state of its prefixes for calls abroad, then what is done to numbers
#    as dialled at home: `before` drops it; `before,kept,after,end,inserted` drops what is around `kept`.
""")
    for state in order:
        is_end, nexts = sets.states[state]
        line = ["s*" if is_end else "s"]
        for target in sorted(set(nexts) - {NONE}, key=nexts.index):
            line.append(f"{spans([digit for digit in range(10) if nexts[digit] == target])}>{ids[target]}")
        out.write(" ".join(line) + "\n")
    for code in sorted(codes):
        out.write(f"c {code} {ids[codes[code]]}\n")
    for region, code, general, lengths, local, abroad, rules in rows:
        line = [f"r {region} {code} {ids[general]} {lengths:x} {local:x} {ids[abroad]}"]
        for before, kept, after, is_whole, inserted in rules:
            rest = "" if kept is None else f",{ids[kept]},{after},{'$' if is_whole else ''},{inserted}"
            line.append(f"{ids[before]}{rest}")
        out.write(" ".join(line) + "\n")


def main():
    path, version = sys.argv[1:]
    sets = Sets()
    with open(path, "rb") as file:
        rows, codes = read(sets, file.read())
    write(sets, rows, codes, version, sys.stdout)


if __name__ == "__main__":
    main()
