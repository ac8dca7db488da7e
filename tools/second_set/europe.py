#!/usr/bin/env python3
"""Writes tests/accuracy/second/europe_*.ndjson, the same bytes each time: `python3 tools/second_set/europe.py`."""

import importlib
import pathlib
import sys

from europe_base import Country

sys.path.insert(0, str(pathlib.Path(__file__).parent))
for path in sorted(pathlib.Path(__file__).parent.glob("europe_*.py")):
    if path.stem == "europe_base":
        continue
    for value in list(vars(importlib.import_module(path.stem)).values()):
        if isinstance(value, Country):
            value.write()
