#!/usr/bin/env python3
"""Drafts a policy from each text of a folder and holds it against the built-in pack of that text, line by line.

    tools/compare_drafts.py FOLDER [--gleaner PATH]

The texts (.txt, .md, .html) are whatever somebody has who may read them: none is part of the project. Which pack belongs
to a text is told by `policy drift`: the one with the fewest changed headings. Printed is a table of what the draft and
the pack say, kind by kind: `both`, `draft only`, `pack only`, and the precision and recall of the draft as the pack sees
it. The packs were made by hand with a reader's judgement, so that a difference is a line to be read and not yet a mistake:
`--lines` lists each. Rights and purposes are worded freely in packs, and are
not compared.
"""

import argparse
import json
import pathlib
import subprocess
import sys

ENDINGS = {".txt", ".md", ".html"}
KINDS = ["class", "catch-all", "period", "age", "promise", "jurisdiction"]


def gleaner(program, *arguments):
    """What a verb prints as JSON; its error ends the comparison."""
    done = subprocess.run([program, "--quiet", "policy", *arguments, "--format", "json"], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def facts(pack):
    """What a pack says, as pairs of kind and words; conditions by their being there, since each names its own."""
    found = set()
    for line in pack["category"]:
        for data in line["data"]:
            found.add(("catch-all" if line["catch_all"] else "class", data))
    for line in pack["retention"]:
        when = " under a condition" if line.get("when") else ""
        minimum = f" at least {line['minimum']}" if line.get("minimum") else ""
        for data in line["data"] if not when else ["*"]:
            found.add(("period", f"{data}{when}: {line['period']}{minimum} from {line['starts']}"))
    for line in pack["age"]:
        found.add(("age", f"under {line['under']}: {line['rule']}"))
    for line in pack["promise"]:
        for data in line["data"]:
            found.add(("promise", f"{data} {line['keeps']}"))
    for code in pack["policy"]["jurisdictions"]:
        found.add(("jurisdiction", code))
    return found


def share(part, whole):
    return f"{part / whole:.2f}" if whole else "–"


def row(name, kind, draft, pack):
    both, more, less = len(draft & pack), len(draft - pack), len(pack - draft)
    if both + more + less == 0:
        return
    print(f"| {name} | {kind} | {both} | {more} | {less} | {share(both, both + more)} | {share(both, both + less)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--gleaner", default="gleaner", help="the program [default: the one on the path]")
    parser.add_argument("--lines", action="store_true", help="list what only one of the two says")
    options = parser.parse_args()
    texts = sorted(path for path in options.folder.iterdir() if path.suffix in ENDINGS and path.stem.lower() != "readme")
    if not texts:
        sys.exit(f"{options.folder}: holds no text in .txt, .md or .html")
    ids = [policy["id"] for policy in gleaner(options.gleaner, "list")]
    packs = {name: gleaner(options.gleaner, "show", name) for name in ids}
    print("| text | what | both | draft only | pack only | precision | recall |\n|---|---|---|---|---|---|---|")
    apart, whole = [], [set(), set()]
    for text in texts:
        changed = {name: len(gleaner(options.gleaner, "drift", name, str(text))) for name in ids}
        name = min(ids, key=lambda name: changed[name])
        draft, pack = facts(gleaner(options.gleaner, "draft", str(text))), facts(packs[name])
        for kind in KINDS:
            row(name, kind, {fact for fact in draft if fact[0] == kind}, {fact for fact in pack if fact[0] == kind})
        row(name, "**all**", draft, pack)
        whole[0] |= {(name, *fact) for fact in draft}
        whole[1] |= {(name, *fact) for fact in pack}
        apart += [f"{name}: draft only: {kind}: {words}" for kind, words in sorted(draft - pack)]
        apart += [f"{name}: pack only: {kind}: {words}" for kind, words in sorted(pack - draft)]
    row("**all**", "**all**", *whole)
    if options.lines:
        print("\n" + "\n".join(apart))


if __name__ == "__main__":
    main()
