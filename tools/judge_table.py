#!/usr/bin/env python3
"""Writes the golden tables of tests/all/judge, the same bytes each time: `python3 tools/judge_table.py tests/all/judge`
(Python 3.11, standard library only).

A row is a fact, what must come out, and why, in words. What must come out is reckoned here and not by Gleaner, by arithmetic
of another kind: dates are triples of numbers, months are counted one by one, and a vague date is judged by trying every day
that it can be. The rules, which are those of docs/judge-facts.md:

1.  A period ends on the day that its years and months lead to; a day that the month does not have becomes its last. Weeks and
    days are added after that. The record may be held on that day still.
2.  Rounding moves that day to the last of its month, or to 31 December.
3.  The grace is a period that begins on that day.
4.  For one exact start: in_retention up to the due day; after it due_in_grace up to the end of the grace; after that overdue.
5.  For a vague start every possible day is tried. All within their period: in_retention. Some past it, not all:
    overdue_possible. All past it, not all past the grace: due_in_grace. All past the grace: overdue_certain.
    A start cannot lie after the day of the judgement: such days are not tried.
6.  A start that is impossible, a sentinel (1900 and before, 1 January 1970, the year 9999) or after the day of the judgement:
    clock_suspect. Null or empty: not_started. Missing or `unknown`: start_unknown. No period: no_rule.
7.  A backup turns what is overdue into backup_pending up to the end of its cycle, counted from the day it was taken, else from
    the end of the grace. What only a file's time says to be overdue is overdue_possible.
8.  Stronger than all this, the first that holds: a legal hold from its day up to the day before its release; a suspension up
    to its last day; a statutory minimum up to the day on which it ends, for the latest day that the start can be.
9.  Several rules: where all agree, that; where one minimum runs, the others still allow the record and none of them ends
    before the minimum, must_keep; else conflict.
10. Somebody reaches an age on the birthday; 1 March for 29 February in a year without one. Every possible day of birth, and
    every possible day of collection, is tried: all under age, child_certain; none, adult_certain; some, child_possible. No
    birth, or one that is a sentinel, impossible, in the future or over 125 years ago: unknown.
11. A rule on ages is broken by a child_certain at collection or today: `forbidden` always, `needs_parental_consent` if consent
    is known to be missing. Consent that was there clears. Unverified rows, EEA without a member state, processors' data and
    persons that the law is not about give leads at most, and so do `sale_opt_in` and `sensitive`.
"""

import datetime
import json
import os
import sys
import zoneinfo

LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year, month):
    return 29 if month == 2 and is_leap(year) else LENGTHS[month - 1]


def day(text):
    return tuple(int(part) for part in text.split("-"))


def text(date):
    return "%04d-%02d-%02d" % date


def next_day(date):
    year, month, of_month = date
    if of_month < length(year, month):
        return (year, month, of_month + 1)
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def day_before(date):
    year, month, of_month = date
    if of_month > 1:
        return (year, month, of_month - 1)
    return (year, month - 1, length(year, month - 1)) if month > 1 else (year - 1, 12, 31)


def period(text):
    """P1Y2M3W4D -> months, days."""
    months, days, number = 0, 0, ""
    for letter in text[1:]:
        if letter.isdigit():
            number += letter
            continue
        months += int(number) * {"Y": 12, "M": 1}.get(letter, 0)
        days += int(number) * {"W": 7, "D": 1}.get(letter, 0)
        number = ""
    return months, days


def end(start, length_text, rounding="none"):
    months, days = period(length_text)
    year, month, of_month = start
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    date = (year, month, min(of_month, length(year, month)))
    for _ in range(days):
        date = next_day(date)
    if rounding == "month_end":
        date = (date[0], date[1], length(date[0], date[1]))
    if rounding == "year_end":
        date = (date[0], 12, 31)
    return date


def days_of(written):
    """A day, month, year or interval -> all days that it can be; None for an impossible one."""
    if ".." in written:
        first, last = (days_of(part) for part in written.split(".."))
        if first is None or last is None:
            return None
        first, last = first[0], last[-1]
    else:
        parts = [int(part) for part in written.split("-")]
        if parts[0] < 1 or len(parts) > 1 and not 1 <= parts[1] <= 12:
            return None
        if len(parts) > 2 and not 1 <= parts[2] <= length(parts[0], parts[1]):
            return None
        first = tuple(parts) if len(parts) == 3 else (parts[0], parts[1] if len(parts) > 1 else 1, 1)
        month = parts[1] if len(parts) > 1 else 12
        last = tuple(parts) if len(parts) == 3 else (parts[0], month, length(parts[0], month))
    days = [first]
    while days[-1] < last:
        days.append(next_day(days[-1]))
    return days


def is_suspect(days, as_of):
    return days[0][0] <= 1900 or days[0] == (1970, 1, 1) or days[0] > as_of or days[-1][0] == 9999


def span(dates):
    first, last = min(dates), max(dates)
    return text(first) if first == last else text(first) + ".." + text(last)


def standing(start, rule, as_of, backup=None, origin="bound"):
    """The state of one rule, and its days. `start`: a text, None for null, or `missing`."""
    if start in ("missing", "unknown"):
        return {"state": "start_unknown"}
    if start in (None, ""):
        return {"state": "not_started"}
    days = days_of(start)
    if days is None or is_suspect(days, as_of):
        return {"state": "clock_suspect"}
    days = [one for one in days if one <= as_of]
    rounding = rule.get("rounding", "none")
    dues = [end(one, rule["period"], rounding) for one in days]
    graces = [end(due, rule.get("grace", "P0D")) for due in dues]
    past, past_grace = [as_of > due for due in dues], [as_of > grace for grace in graces]
    if all(past_grace):
        state = "overdue_certain"
    elif all(past):
        state = "due_in_grace"
    elif any(past):
        state = "overdue_possible"
    else:
        state = "in_retention"
    found = {"due": span(dues), "grace_end": span(graces)}
    if backup:
        ends = [end(one, backup["cycle"]) for one in (days_of(backup["taken"]) if "taken" in backup else graces)]
        found["backup_end"] = span(ends)
        if state.startswith("overdue") and as_of <= min(ends):
            state = "backup_pending"
        elif state.startswith("overdue") and as_of <= max(ends):
            state = "overdue_possible"
    if state == "overdue_certain" and origin == "file-time":
        state = "overdue_possible"
    if "minimum" in rule:
        least = rule["minimum"] if isinstance(rule["minimum"], dict) else {"period": rule["minimum"], "rounding": rounding}
        kept = [end(one, least["period"], least["rounding"]) for one in days]
        found["keep_until"] = span(kept)
        if as_of <= max(kept):
            state = "must_keep"
    return {"state": state, **found}


def ends_of(written):
    return written.split("..")[0], written.split("..")[-1]


def judged(fact, rules=None, floor=None):
    """What retention must come out for a fact. `rules`: those that a policy's name stands for. `floor`: a law's last day."""
    as_of = day(fact["as_of"])
    rules = ([fact] if "period" in fact else []) + fact.get("rules", []) if rules is None else rules
    usual = fact.get("event", next(iter(fact["events"])) if len(fact.get("events", {})) == 1 else "created")
    found = []
    for rule in rules:
        event = rule.get("event", usual)
        start = fact.get("events", {}).get(event, "missing")
        if "start" in fact and event == usual:
            start = fact["start"]
        found.append(standing(start, rule, as_of, fact.get("backup"), fact.get("origin", "bound")))
    states = {one["state"] for one in found}
    keeps = [ends_of(one["keep_until"])[1] for one in found if "keep_until" in one]
    dues = [ends_of(one["due"])[0] for one in found if "due" in one]
    if not found:
        state = "no_rule"
    elif len(states) == 1:
        state = states.pop()
    elif states == {"must_keep", "in_retention"} and max(keeps) <= min(dues):
        state = "must_keep"
    else:
        state = "conflict"
    if floor and as_of <= floor:
        state = "must_keep"
    for one in fact.get("suspensions", []):
        if day(one.get("since", "0001-01-01")) <= as_of <= day(one["until"]):
            state = "suspended"
    for one in fact.get("holds", []):
        if day(one.get("since", "0001-01-01")) <= as_of < day(one.get("released", "9999-12-31")):
            state = "held"
    expected = {"state": state}
    if len(found) == 1:
        expected.update({key: found[0][key] for key in ("due", "grace_end", "keep_until", "backup_end") if key in found[0]})
    return expected


class Table:
    def __init__(self):
        self.rows = []

    def add(self, why, fact, expected):
        self.rows.append({"why": why, "fact": {"id": len(self.rows) + 1, **fact}, "expect": expected})

    def retention(self, why, fact, **more):
        self.add(why, fact, {"retention": judged(fact, **more)})

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            for row in self.rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def around(table, why, fact, dates):
    """The fact as of each of some days and of the day after it."""
    for date in dates:
        table.retention(f"{why}: the last day", {**fact, "as_of": text(date)})
        table.retention(f"{why}: the day after", {**fact, "as_of": text(next_day(date))})


def month_ends(table):
    starts = ["2023-01-31", "2024-01-31", "2023-01-30", "2024-01-29", "2023-03-31", "2023-08-31", "2023-12-31", "2024-02-29",
              "2023-02-28", "2000-02-29", "2019-10-27"]
    for start in starts:
        for length_text in ("P1M", "P6M", "P1Y", "P1Y1M", "P30D"):
            fact = {"event": "created", "start": start, "period": length_text}
            around(table, f"{length_text} from {start}", fact, [end(day(start), length_text)])


def leap_days(table):
    for start, length_text in [("2020-02-29", "P1Y"), ("2020-02-29", "P3Y"), ("2020-02-29", "P4Y"), ("2020-02-29", "P1Y1D"),
                               ("2016-02-29", "P10Y"), ("2019-02-28", "P1Y"), ("2019-03-01", "P1Y"), ("1996-02-29", "P4Y"),
                               ("2020-02-15", "P2W"), ("2024-02-28", "P1D"), ("2023-02-28", "P1D"), ("2096-02-29", "P8Y")]:
        fact = {"event": "process_end", "start": start, "period": length_text}
        around(table, f"around 29 February: {length_text} from {start}", fact, [end(day(start), length_text)])


def roundings(table):
    for start in ("2019-03-02", "2020-02-29", "2019-12-31", "2020-01-01", "2021-11-30"):
        for length_text in ("P3Y", "P10Y", "P18M", "P45D"):
            for rounding in ("month_end", "year_end"):
                fact = {"event": "contract_end", "start": start, "period": length_text, "rounding": rounding}
                why = f"{length_text} from {start}, to the {rounding.replace('_', ' ')}"
                around(table, why, fact, [end(day(start), length_text, rounding)])


def graces(table):
    for start, length_text, grace in [("2020-01-31", "P1M", "P30D"), ("2019-03-02", "P3Y", "P30D"), ("2020-02-29", "P1Y", "P1M"),
                                      ("2021-05-15", "P6M", "P2W"), ("2022-10-31", "P4M", "P1D"), ("2018-12-31", "P2M", "P1Y")]:
        for rounding in ("none", "year_end"):
            fact = {"event": "account_closed", "start": start, "period": length_text, "grace": grace, "rounding": rounding}
            due = end(day(start), length_text, rounding)
            around(table, f"{length_text} from {start} with a grace of {grace}", fact, [due, end(due, grace)])


def minima(table):
    for start, length_text, least in [("2016-04-30", "P3Y", "P6Y"), ("2016-04-30", "P6Y", "P3Y"), ("2020-02-29", "P1Y", "P2Y"),
                                      ("2015-08-31", "P1M", {"period": "P10Y", "rounding": "year_end"}),
                                      ("2015-12-31", "P3Y", {"period": "P8Y", "rounding": "year_end"}),
                                      ("2016-01-01", "P3Y", {"period": "P8Y", "rounding": "year_end"})]:
        fact = {"event": "process_end", "start": start, "period": length_text, "minimum": least}
        kept = end(day(start), **({"length_text": least} if isinstance(least, str) else
                                  {"length_text": least["period"], "rounding": least["rounding"]}))
        around(table, f"{length_text}, and a statute asks for more or less", fact, [kept, end(day(start), length_text)])
    vague = {"event": "process_end", "start": "2016", "period": "P1Y", "minimum": "P6Y"}
    around(table, "a vague start is kept up to the latest day that the statute can mean", vague, [(2022, 1, 1), (2022, 12, 31)])


def holds(table):
    base = {"event": "created", "start": "2015-06-01", "period": "P2Y", "as_of": "2024-06-01"}
    hold = {"matter": "Example v. Sample", "since": "2020-01-01"}
    for as_of in ("2016-01-01", "2019-12-31", "2020-01-01", "2024-06-01", "2024-12-31", "2025-01-01"):
        table.retention("a hold from 2020", {**base, "as_of": as_of, "holds": [hold]})
        table.retention("a hold released on 2025-01-01", {**base, "as_of": as_of, "holds": [{**hold, "released": "2025-01-01"}]})
    table.retention("a hold beats a suspension", {**base, "holds": [hold], "suspensions": [{"until": "2030-01-01"}]})
    table.retention("a hold beats a statute", {**base, "minimum": "P20Y", "holds": [hold]})
    table.retention("a hold beats a start that nobody knows", {**base, "start": "unknown", "holds": [hold]})
    table.retention("a hold beats an event that has not happened", {**base, "start": None, "holds": [hold]})
    table.retention("a hold beats a sentinel", {**base, "start": "0000-00-00", "holds": [hold]})
    table.retention("a hold beats rules that differ", {**base, "rules": [{"period": "P30Y"}], "holds": [hold]})
    table.retention("a hold beats a backup", {**base, "backup": {"cycle": "P90D", "taken": "2024-05-01"}, "holds": [hold]})
    table.retention("one of two holds is released", {**base, "holds": [{**hold, "released": "2021-01-01"}, {"matter": "B"}]})
    table.retention("both holds are released", {**base, "holds": [{**hold, "released": "2021-01-01"}] * 2})
    no_rule = {"event": "created", "start": "2015-06-01", "as_of": "2024-06-01"}
    table.retention("a hold where no rule is given", {**no_rule, "holds": [hold]})


def suspensions(table):
    base = {"event": "created", "start": "2015-06-01", "period": "P2Y"}
    for since, until in [(None, "2024-06-30"), ("2024-01-01", "2024-06-30")]:
        one = {"until": until, **({"since": since} if since else {})}
        for as_of in ("2016-01-01", "2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01"):
            table.retention(f"a suspension until {until}", {**base, "as_of": as_of, "suspensions": [one]})
    long = [{"until": "2030-12-31", "reason": "an open complaint"}]
    table.retention("a suspension beats a statute", {**base, "as_of": "2024-01-01", "minimum": "P20Y", "suspensions": long})
    for start in (None, "unknown", "1970-01-01"):
        table.retention("a suspension beats a missing start", {**base, "start": start, "as_of": "2024-01-01", "suspensions": long})


def backups(table):
    for start, length_text, grace, cycle in [("2023-01-31", "P1M", "P0D", "P90D"), ("2023-01-31", "P1M", "P30D", "P90D"),
                                             ("2020-02-29", "P1Y", "P30D", "P1M"), ("2022-07-15", "P18M", "P0D", "P6M")]:
        due = end(day(start), length_text)
        last = end(due, grace)
        fact = {"event": "account_closed", "start": start, "period": length_text, "grace": grace}
        counted = {**fact, "backup": {"cycle": cycle}}
        around(table, "a backup counts from the day by which the live record had to go", counted, [due, last, end(last, cycle)])
        taken = text(end(day(start), "P20D"))
        known = {**fact, "backup": {"cycle": cycle, "taken": taken}}
        around(table, "a backup of a known day", known, [due, last, max(last, end(day(taken), cycle))])
    vague = {"event": "created", "start": "2020-01-01", "period": "P1Y", "backup": {"cycle": "P1M", "taken": "2021-03"}}
    around(table, "a backup of a vague day", vague, [(2021, 4, 1), (2021, 4, 30)])


def vague_dates(table):
    for start, length_text, grace, rounding in [
        ("2020", "P3Y", "P0D", "none"), ("2020", "P3Y", "P30D", "none"), ("2020-02", "P1Y", "P0D", "none"),
        ("2020-02", "P1Y", "P30D", "none"), ("2020-02", "P1M", "P10D", "month_end"), ("2020-01-15..2020-03-31", "P6M", "P0D", "none"),
        ("2020-01-15..2020-03-31", "P6M", "P30D", "none"), ("2019..2020", "P2Y", "P0D", "year_end"), ("2020-01-31..2020-02-02", "P1M", "P0D", "none"),
        ("2019-12-30..2020-01-02", "P1Y", "P0D", "year_end"), ("2018-03-04..2021-03-04", "P1Y", "P1Y", "none"),
    ]:
        days = days_of(start)
        ends = [end(one, length_text, rounding) for one in (days[0], days[-1])]
        fact = {"event": "last_activity", "start": start, "period": length_text, "grace": grace, "rounding": rounding}
        around(table, f"a vague start, {start}", fact, sorted({*ends, *(end(due, grace) for due in ends)}))
    for start, as_of in [("2026", "2026-06-01"), ("2025", "2026-06-01"), ("2026-06", "2026-06-01"), ("2026-05-01..2026-07-31", "2026-06-01"),
                         ("2024..2027", "2026-06-01")]:
        fact = {"event": "last_activity", "start": start, "period": "P1Y", "as_of": as_of}
        table.retention("what is recorded has happened: an interval ends on the day of the judgement", fact)


def no_start(table):
    base = {"period": "P1Y", "as_of": "2026-06-01"}
    for event in ("created", "last_activity", "process_end", "contract_end", "account_closed", "consent_withdrawn"):
        table.retention("the column is bound and empty", {**base, "event": event, "start": None})
        table.retention("the column is bound and empty", {**base, "event": event, "start": ""})
        table.retention("nobody knows", {**base, "event": event, "start": "unknown"})
        table.retention("nobody knows", {**base, "event": event})
    for more in ({"grace": "P30D"}, {"rounding": "year_end"}, {"minimum": "P10Y"}, {"backup": {"cycle": "P90D"}}):
        table.retention("nothing makes a deadline of an event that has not happened", {**base, "event": "account_closed", "start": None, **more})
    table.retention("the event of the rule has not happened, another has",
                    {**base, "event": "account_closed", "events": {"created": "2001-01-01", "account_closed": None}})
    table.retention("the event of the rule is unknown, another is not", {**base, "event": "account_closed", "events": {"created": "2001-01-01"}})
    for start in ("0000-00-00", "1900-01-01", "1970-01-01", "9999-12-31", "1899-12-30", "1899-12-31", "0001-01-01", "1753-01-01", "1582-10-15",
                  "1900", "1970", "9999", "2026-06-02", "2026-07", "2027", "2027-01-01", "2999-12-31", "2038-01-19", "2023-02-29", "2023-02-30",
                  "2100-02-29", "2023-04-31", "2023-13-01", "2023-00-10", "2023-01-00", "2023-13", "0000-01-01", "2020-01-01..9999-12-31",
                  "2026-06-02..2026-07-01", "1900-01-01..2020-01-01"):
        table.retention(f"no date of a record: {start}", {**base, "event": "created", "start": start})
    for start in ("0000-00-00 00:00:00", "1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00", "1969-12-31T19:00:00-05:00"):
        fact = {**base, "event": "created", "start": start, "zone": "America/New_York"}
        table.add(f"the instant 0, or no instant: {start}", fact, {"retention": {"state": "clock_suspect"}})
    for start in ("1971-01-01", "1970-01-02", "1969-12-31", "1901-01-01", "2000-02-29", "2026-06-01", "1970-01-02..1970-12-31"):
        table.retention(f"a date that may well be one: {start}", {**base, "event": "created", "start": start})
    # As of an earlier day, what came after it is the future.
    for as_of in ("2020-05-31", "2020-06-01", "2021-06-01", "2021-06-02"):
        table.retention("the future of the day that is judged by", {"event": "created", "start": "2020-06-01", "period": "P1Y", "as_of": as_of})


def zones(table):
    for zone, start in [("Europe/Berlin", "2024-03-31T22:30:00Z"), ("Europe/Berlin", "2024-03-31T21:30:00Z"), ("Europe/Berlin", "2023-12-31T23:30:00Z"),
                        ("America/Los_Angeles", "2024-03-01T07:59:59Z"), ("America/Los_Angeles", "2024-03-01T08:00:00Z"),
                        ("Asia/Kolkata", "2024-02-28T18:29:59Z"), ("Asia/Kolkata", "2024-02-28T18:30:00Z"), ("Asia/Kolkata", "2024-02-29T18:30:00+00:00"),
                        ("Pacific/Kiritimati", "2023-12-31T10:00:00Z"), ("Pacific/Pago_Pago", "2024-01-01T10:59:00Z"), ("UTC", "2024-02-29T23:59:59Z"),
                        ("Europe/Istanbul", "2024-02-29T20:59:00Z"), ("Europe/Istanbul", "2024-02-29T21:00:00Z"), ("Asia/Kathmandu", "2024-02-28T18:15:00Z")]:
        local = datetime.datetime.fromisoformat(start.replace("Z", "+00:00")).astimezone(zoneinfo.ZoneInfo(zone)).date()
        first = (local.year, local.month, local.day)
        for as_of in (end(first, "P1M"), next_day(end(first, "P1M"))):
            fact = {"event": "created", "start": text(first), "period": "P1M", "as_of": text(as_of)}
            expected = judged(fact)
            table.add(f"{start} is {text(first)} in {zone}", {**fact, "start": start, "zone": zone}, {"retention": expected})
    for zone, as_of in [("Europe/Berlin", "2024-05-31T22:30:00Z"), ("Europe/Berlin", "2024-05-31T21:30:00Z"), ("America/New_York", "2024-06-01T03:59:59Z"),
                        ("America/New_York", "2024-06-01T04:00:00Z"), ("Asia/Tokyo", "2024-05-31T15:00:00Z"), ("Asia/Tokyo", "2024-05-31T14:59:59Z")]:
        local = datetime.datetime.fromisoformat(as_of.replace("Z", "+00:00")).astimezone(zoneinfo.ZoneInfo(zone)).date()
        fact = {"event": "created", "start": "2023-05-31", "period": "P1Y", "as_of": text((local.year, local.month, local.day))}
        table.add(f"judged at {as_of}, which is {fact['as_of']} in {zone}", {**fact, "as_of": as_of, "zone": zone}, {"retention": judged(fact)})
    local = {"event": "created", "start": "2024-01-31T23:59:00", "period": "P1M", "zone": "Asia/Tokyo"}
    for as_of, state in (("2024-02-29", "in_retention"), ("2024-03-01", "overdue_certain")):
        table.add("a time without an offset is the zone's own", {**local, "as_of": as_of}, {"retention": {"state": state, "due": "2024-02-29"}})


def several(table):
    base = {"events": {"created": "2015-01-01", "account_closed": "2020-03-02"}, "event": "account_closed"}
    for as_of in ("2021-01-01", "2023-03-02", "2023-03-03", "2025-01-01", "2025-01-02", "2030-03-03"):
        table.retention("two rules that count from different events",
                        {**base, "period": "P3Y", "rules": [{"event": "created", "period": "P10Y"}], "as_of": as_of})
        table.retention("two periods for the same data", {**base, "period": "P3Y", "rules": [{"period": "P10Y"}], "as_of": as_of})
        table.retention("a minimum within the other rule's period",
                        {**base, "period": "P3Y", "rules": [{"period": "P9Y", "minimum": "P1Y"}], "as_of": as_of})
        table.retention("a minimum that runs past the other rule's period",
                        {**base, "period": "P3Y", "rules": [{"period": "P9Y", "minimum": "P8Y"}], "as_of": as_of})
        table.retention("the same rule twice", {**base, "period": "P3Y", "rules": [{"period": "P3Y"}], "as_of": as_of})
    table.retention("one event has not happened", {"events": {"created": "2015-01-01", "account_closed": None}, "event": "created", "period": "P30Y",
                                                   "rules": [{"event": "account_closed", "period": "P1Y"}], "as_of": "2024-01-01"})


def others(table):
    for as_of in ("2024-01-30", "2024-01-31", "2024-03-01"):
        table.retention("no period is given", {"event": "created", "start": "2023-12-31", "as_of": as_of})
    for start, as_of in [("2020-01-01", "2026-06-01"), ("2026-01-01", "2026-06-01"), ("2025-05-20", "2026-06-01")]:
        fact = {"event": "created", "start": start, "origin": "file-time", "period": "P1Y", "grace": "P30D", "as_of": as_of}
        table.retention("a file's time is weak", fact)
        table.retention("a line's own time is not", {**fact, "origin": "line-time"})
    for born, as_of in [("2005-06-15", "2023-06-14"), ("2005-06-15", "2023-06-15"), ("2005-06-15", "2024-06-15"), ("2005-06-15", "2024-06-16"),
                        ("2004-02-29", "2022-02-28"), ("2004-02-29", "2023-03-01"), ("2004-02-29", "2023-03-02")]:
        turns = end(day(born), "P18Y") if not (born.endswith("02-29")) else (2022, 3, 1)
        fact = {"event": "child_turns_18", "start": text(turns) if turns <= day(as_of) else None, "period": "P1Y", "as_of": as_of}
        expected = judged(fact)
        del fact["start"]
        table.add("kept for a year after the child turns 18", {**fact, "birth": born}, {"retention": expected})
    # Staffex: temporary chats at most 30 days from creation; the general rule is open.
    rule = [{"event": "created", "period": "P30D"}]
    for start, as_of in [("2024-02-01", "2024-03-02"), ("2024-02-01", "2024-03-03"), ("2024-01-31", "2024-03-01"), ("2024-01-31", "2024-03-02"), (None, "2024-03-02")]:
        fact = {"start": start, "as_of": as_of}
        table.add("a named rule", {**fact, "policy": "staffex", "rule": "temporary-chats"}, {"retention": judged(fact, rules=rule)})
        by_class = {"policy": "staffex", "class": "user.content", "conditions": ["temporary-chat"]}
        table.add("a rule found by class and row condition", {**fact, **by_class}, {"retention": judged(fact, rules=rule)})
        table.add("a period of one's own never overrides the text", {**fact, "policy": "staffex", "rule": "temporary-chats", "period": "P9Y"},
                  {"retention": judged(fact, rules=rule)})
        table.add("the text leaves event and period open", {**fact, "policy": "staffex", "class": "user.content"}, {"retention": {"state": "no_rule"}})
    for policy in ("staffex", "workpex", "workhirespot", "chatsphere"):
        for as_of in ("2023-03-02", "2023-03-03"):
            fact = {"event": "account_closed", "start": "2020-03-02", "period": "P3Y", "as_of": as_of}
            table.add("the operator's period fills what the text leaves open", {**fact, "policy": policy, "rule": "general"}, {"retention": judged(fact)})
            table.add("the same by class", {**fact, "policy": policy, "class": "user.contact.email"}, {"retention": judged(fact)})
    table.add("no retention is stated at all", {"policy": "seli", "class": "user.name", "start": "2020-01-01", "as_of": "2024-01-01"},
              {"retention": {"state": "no_rule"}})
    # DPDP Rules 2025, rule 8(3): at least a year from the processing, from 13 May 2027 on.
    for start, as_of, floor in [("2027-01-10", "2027-05-12", None), ("2027-01-10", "2027-05-13", (2028, 1, 10)), ("2027-01-10", "2028-01-10", (2028, 1, 10)),
                                ("2027-01-10", "2028-01-11", (2028, 1, 10))]:
        fact = {"event": "created", "start": start, "period": "P1M", "as_of": as_of, "jurisdiction": "IN"}
        table.retention("India asks for a year from 13 May 2027 on", fact, floor=floor)
        bare = {key: value for key, value in fact.items() if key != "period"}
        table.retention("the same where no period is given", bare, floor=floor)
    for as_of in ("2026-06-01", "2033-12-31"):
        fact = {"event": "created", "start": "2020-05-05", "period": "P3Y", "as_of": as_of, "jurisdiction": "DE", "class": "user.payment"}
        table.retention("an unverified row never decides", fact)


# Ages ---------------------------------------------------------------------------------------------------------------------------

def reaches(born, age):
    year, month, of_month = born[0] + age, born[1], born[2]
    return (year, month, of_month) if of_month <= length(year, month) else (year, 3, 1)


def stands(births, under, days):
    if births is None or days is None:
        return "unknown"
    if max(days) < min(births):
        return "unknown"
    under_age = {on < reaches(born, under) for born in births for on in (min(days), max(days))}
    return {(True,): "child_certain", (False,): "adult_certain", (False, True): "child_possible"}[tuple(sorted(under_age))]


def births_of(written, as_of):
    days = days_of(written) if written else None
    if days is None or days[-1][0] <= 1900 or days == [(1970, 1, 1)] or days[0] > as_of:
        return None
    days = [one for one in days if one <= as_of]
    return None if reaches(days[0], 126) <= as_of else days


def age(fact, under, effect, consent="unknown", doubt=False, law=(None, None)):
    """What must come out under one rule. `consent`: given, missing or unknown, or a pair for collection and today. `law`: its
    first and last day."""
    as_of = day(fact["as_of"])
    births = births_of(fact.get("birth"), as_of)
    collected = days_of(fact["collected"]) if "collected" in fact else None
    if collected and is_suspect(collected, as_of):
        collected = None
    collected = [one for one in collected if one <= as_of] if collected else None
    consents = consent if isinstance(consent, tuple) else (consent, consent)
    states = (stands(births, under, collected), stands(births, under, [as_of]))
    on = (max(collected) if collected else as_of, as_of)
    valid = [not (law[0] and date < day(law[0])) and not (law[1] and date > day(law[1])) for date in on]
    views = [(state, said) for state, said, counts in zip(states, consents, valid) if counts]
    young = [view for view in views if view[0].startswith("child")]
    asks = effect == "needs_parental_consent"
    left = [view for view in young if not (asks and view[1] == "given")]
    certain = [view for view in left if view[0] == "child_certain"]
    if young and not left:
        outcome = "cleared"
    elif not young:
        outcome = "unknown" if any(view[0] == "unknown" for view in views) else "nothing"
    elif doubt:
        outcome = "lead"
    elif effect == "forbidden" and certain or asks and any(view[1] == "missing" for view in certain):
        outcome = "violation"
    else:
        outcome = "lead"
    found = {"under": under, "effect": effect, "at_collection": states[0], "today": states[1], "outcome": outcome}
    if births:
        months = sorted({"%04d-%02d" % reaches(born, under)[:2] for born in (births[0], births[-1])})
        found["comes_of_age"] = "..".join(months)
    return found


def by_hand(table):
    for born in ("2010-06-15", "2008-02-29", "2009-12-31", "2012-01-01"):
        for under in (13, 16, 18):
            turns = reaches(day(born), under)
            for as_of in (day_before(turns), turns):
                fact = {"birth": born, "collected": text(day_before(day_before(turns))), "as_of": text(as_of), "under": under, "effect": "forbidden"}
                table.add(f"born {born}, a child until {under}, collected before", fact, {"ages": [age(fact, under, "forbidden")]})
                later = {**fact, "collected": text(turns), "as_of": text(max(as_of, turns))}
                table.add(f"born {born}, collected on the birthday", later, {"ages": [age(later, under, "forbidden")]})
    for born in ("2010-06", "2010", "2009-11-20..2010-02-10", "2008-02"):
        births = days_of(born)
        for under in (13, 16):
            first, last = reaches(births[0], under), reaches(births[-1], under)
            for as_of in (day_before(first), first, day_before(last), last):
                fact = {"birth": born, "collected": "2015-05-05", "as_of": text(as_of), "under": under, "effect": "forbidden"}
                table.add(f"a vague birth, {born}, against {under}", fact, {"ages": [age(fact, under, "forbidden")]})
                vague = {**fact, "collected": text(day_before(first)) + ".." + text(as_of) if as_of >= first else "2019"}
                table.add(f"a vague birth, {born}, and a vague collection", vague, {"ages": [age(vague, under, "forbidden")]})


def unknown_births(table):
    for born in ("1970", "1901-06", "0000-00-00", "1900-01-01", "1970-01-01", "9999-12-31", "2030-01-01", "2023-02-30", "1899-12-31", "1890-05-05", "unknown", "", None):
        fact = {"collected": "2020-01-01", "as_of": "2026-06-01", "under": 16, "effect": "forbidden", **({"birth": born} if born is not None else {})}
        known = {**fact, "birth": None if born in ("unknown", "", None) else born}
        table.add(f"no credible birth: {born}", fact, {"ages": [age(known, 16, "forbidden")]})
    for collected in ("0000-00-00", "1970-01-01", "9999-12-31", "2027-01-01", None):
        for born in ("2015-01-01", "1990-01-01"):
            fact = {"birth": born, "as_of": "2026-06-01", "under": 16, "effect": "forbidden", **({"collected": collected} if collected else {})}
            table.add("nobody knows when it was collected", fact, {"ages": [age(fact, 16, "forbidden")]})
    fact = {"birth": "2015-01-01", "collected": "2010-01-01", "as_of": "2026-06-01", "under": 16, "effect": "forbidden"}
    table.add("collected before the birth", fact, {"ages": [age(fact, 16, "forbidden")]})


def consents(table):
    base = {"birth": "2014-03-03", "collected": "2022-01-10", "as_of": "2026-06-01", "under": 16}
    for effect in ("forbidden", "needs_parental_consent", "sale_opt_in", "sensitive"):
        for said, word in ((True, "given"), (False, "missing"), (None, "unknown")):
            for born in ("2014-03-03", "2010-02-01", "2004-02-01", "2010"):
                fact = {**base, "birth": born, "effect": effect, **({} if said is None else {"consent": said})}
                table.add(f"{effect}, consent {word}", fact, {"ages": [age(fact, 16, effect, word)]})
    for dated, then, now in [({"since": "2022-01-10"}, "given", "given"), ({"since": "2022-01-11"}, "missing", "given"), ({"grounds": "a signed form"}, "given", "given"),
                             ({"since": "2021-01-01", "withdrawn": "2026-06-01"}, "given", "missing"), ({"since": "2021-01-01", "withdrawn": "2026-06-02"}, "given", "given"),
                             ({"since": "2021-01-01", "withdrawn": "2022-01-10"}, "missing", "missing"), ({"since": "2027-01-01"}, "missing", "missing")]:
        fact = {**base, "effect": "needs_parental_consent", "consent": dated}
        table.add(f"consent {dated}", fact, {"ages": [age(fact, 16, "needs_parental_consent", (then, now))]})


GDPR = "needs_parental_consent"
# Jurisdiction, the rows that apply: age, effect, doubt, first and last day. From config/laws.toml's sources.
LAWS = [
    ("DE", [(16, GDPR, False, "2018-05-25", None)]), ("AT", [(14, GDPR, False, "2018-05-25", None)]), ("FR", [(15, GDPR, False, "2018-05-25", None)]),
    ("BE", [(13, GDPR, False, "2018-05-25", None)]), ("IE", [(16, GDPR, False, "2018-05-25", None)]), ("GB", [(13, GDPR, False, "2018-05-25", None)]),
    ("UK", [(13, GDPR, False, "2018-05-25", None)]), ("EEA", [(16, GDPR, True, "2018-05-25", None)]), ("NO", [(13, GDPR, True, None, None)]),
    ("US", [(13, GDPR, False, "2000-04-21", None)]), ("US-CA", [(16, "sale_opt_in", False, "2020-01-01", None), (13, GDPR, False, "2000-04-21", None)]),
    ("CN", [(14, "sensitive", False, "2021-11-01", None), (14, GDPR, True, "2021-11-01", None)]), ("KR", [(14, GDPR, True, None, None)]),
    ("ZA", [(18, GDPR, True, None, None)]),
]


def laws(table):
    for code, rows in LAWS:
        for born, said in [("2016-01-15", False), ("2016-01-15", True), ("2016-01-15", None), ("2012-03-01", False), ("1999-01-01", False)]:
            fact = {"birth": born, "collected": "2024-04-01", "as_of": "2026-06-01", "jurisdiction": code, **({} if said is None else {"consent": said})}
            word = {True: "given", False: "missing", None: "unknown"}[said]
            expected = [age(fact, under, effect, word, doubt, (first, last)) for under, effect, doubt, first, last in rows]
            table.add(f"the law of {code}", fact, {"ages": expected})
    # India's rules on children apply from 13 May 2027.
    for as_of in ("2027-05-12", "2027-05-13"):
        fact = {"birth": "2012-01-01", "collected": "2025-01-01", "as_of": as_of, "jurisdiction": "IN", "consent": False}
        table.add("India's rules apply from 13 May 2027", fact, {"ages": [age(fact, 18, GDPR, "missing", False, ("2027-05-13", None))]})
    # Denmark: 13 until the end of 2023, 15 from 2024 (whose source nobody verified).
    for collected in ("2022-06-01", "2024-06-01"):
        fact = {"birth": "2012-06-10", "collected": collected, "as_of": "2026-06-01", "jurisdiction": "DK", "consent": False}
        table.add("Denmark's age in the table", fact, {"ages": [{"under": 13}, {"under": 15, "outcome": "lead"}]})
    for code in ("TR", "ZZ", "MX"):
        fact = {"birth": "2016-01-15", "as_of": "2026-06-01", "jurisdiction": code}
        table.add("the table has no row: asked, never guessed", fact, {"ages": [], "asks": "the table of ages has no row"})
    for person, doubt in (("user", False), ("customer-of-customer", False), ("employee", True), ("dependant", True), ("applicant", True), ("public", True)):
        fact = {"birth": "2016-01-15", "as_of": "2026-06-01", "jurisdiction": "DE", "person": person, "consent": False}
        table.add(f"GDPR art. 8 and {person}", fact, {"ages": [age(fact, 16, GDPR, "missing", doubt)]})
        chinese = {**fact, "jurisdiction": "US"}
        table.add(f"COPPA and {person}", chinese, {"ages": [age(chinese, 13, GDPR, "missing", False)]})
    fact = {"birth": "2016-01-15", "as_of": "2026-06-01", "jurisdiction": "DE", "role": "processor", "consent": False}
    table.add("the customer answers for what is handled for it", fact, {"ages": [age(fact, 16, GDPR, "missing", True)]})


def policies(table):
    for born in ("2015-01-01", "2010-12-01", "2010-01-01", "1990-01-01"):
        fact = {"birth": born, "collected": "2024-01-01", "as_of": "2026-06-01", "policy": "workpex", "person": "user", "jurisdiction": "AT"}
        table.add("Workpex collects from persons of 16 or older; the law is not asked", fact, {"ages": [age(fact, 16, "forbidden")]})
        handled = {**fact, "role": "processor", "consent": False}
        table.add("of what customers process the policy says nothing; the law of Austria", handled, {"ages": [age(handled, 14, GDPR, "missing", True)]})
        dependant = {**fact, "person": "dependant", "consent": False}
        table.add("a dependant is no user: the law, which is about others", dependant, {"ages": [age(dependant, 14, GDPR, "missing", True)]})
        staffex = {**fact, "policy": "staffex", "consent": False}
        first = age(staffex, 13, "forbidden", "missing")
        rest = [] if first["outcome"] == "violation" else [age(staffex, 18, GDPR, "missing")]
        table.add("Staffex: under 13 never, under 18 with a parent's consent", staffex, {"ages": [first] + rest})
        cleared = {**staffex, "consent": True}
        first = age(cleared, 13, "forbidden", "given")
        rest = [] if first["outcome"] == "violation" else [age(cleared, 18, GDPR, "given")]
        table.add("Staffex with a parent's consent", cleared, {"ages": [first] + rest})
        hire = {"birth": born, "collected": "2024-01-01", "as_of": "2026-06-01", "policy": "workhirespot", "consent": False}
        table.add("WorkHireSpot states no age: California's", hire, {"ages": [age(hire, 16, "sale_opt_in", "missing"), age(hire, 13, GDPR, "missing")]})
        chat = {"birth": born, "as_of": "2026-06-01", "policy": "chatsphere"}
        table.add("ChatSphere states neither age nor jurisdiction", chat, {"ages": [], "asks": "no age and no jurisdiction is stated"})
        seli = {"birth": born, "as_of": "2026-06-01", "policy": "seli"}
        table.add("six jurisdictions may apply", seli, {"ages": [], "asks": "may all apply"})


def main():
    folder = sys.argv[1]
    table = Table()
    for part in (month_ends, leap_days, roundings, graces, minima, holds, suspensions, backups, vague_dates, no_start, zones, several, others):
        part(table)
    table.write(os.path.join(folder, "retention.ndjson"))
    table = Table()
    for part in (by_hand, unknown_births, consents, laws, policies):
        part(table)
    table.write(os.path.join(folder, "ages.ndjson"))


if __name__ == "__main__":
    main()
