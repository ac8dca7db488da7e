#!/usr/bin/env python3
"""Writes the world part of the second set of accuracy cases: `python3 tools/second_set/world_all.py [--count]`."""

import collections
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

MODULES = ["contact", "finance", "secrets", "devices", "people", "medical", "documents", "americas", "asia", "africa", "mixed"]


def main():
    counts = collections.Counter()
    total = 0
    for module in MODULES:
        if not (Path(__file__).parent / f"world_{module}.py").exists():
            continue
        for cases in importlib.import_module(f"world_{module}").all_files():
            total += cases.write()
            for row in cases.rows:
                counts[row.get("detector") or row["class"], row["kind"]] += 1
    if "--count" in sys.argv:
        for who in sorted({who for who, _ in counts}):
            print(who, *(f"{kind}={counts[who, kind]}" for kind in ("column", "cue", "bare", "log", "near-miss") if counts[who, kind]))
    print("cases", total)


if __name__ == "__main__":
    main()
