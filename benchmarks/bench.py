"""Run all rules over a flag benchmark and write down the figures.

    python benchmarks/bench.py BENCH

BENCH is a folder that holds `score_flags.py` and `dev/`. Writes `benchmarks/flags.md` (the table of
what is found and of what is flagged on good text) and `tqcheck/data/measured.json` (each rule's
false alarms by target language, which `tqcheck explain` prints).
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from flags import load_scorer, output_of, rows, to_segment

from tqcheck import __version__
from tqcheck.api import make_run
from tqcheck.model import Result
from tqcheck.pipeline import batches
from tqcheck.rules import RULES
from tqcheck.workers import check_all

HERE = Path(__file__).parent
MEASURED = HERE.parent / "tqcheck" / "data" / "measured.json"
MODES = ("src", "ref")


def main() -> None:
    """Measure in both modes and write the tables."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    bench = Path(sys.argv[1])
    scorer = load_scorer(bench)
    gold = list(rows(bench, None, None))
    figures, speeds = {}, {}
    for mode in MODES:
        # the human-annotated sets are judged by the source alone
        wanted = [row for row in gold if mode == "src" or "errors" not in row]
        segments = [segment for row in wanted if (segment := to_segment(scorer.to_input(row, mode)))]
        started = time.perf_counter()
        results = {r.segment.id: r for r in check_all(make_run(), batches(segments), None)}
        speeds[mode] = (len(segments), time.perf_counter() - started)
        figures[mode] = scorer.score(wanted, output_of(results), 0, file=io.StringIO())
        if mode == "src":
            MEASURED.parent.mkdir(exist_ok=True)
            MEASURED.write_text(json.dumps(measured(scorer, gold, results), indent=1) + "\n", "utf-8")
    (HERE / "flags.md").write_text("\n".join(table(figures, speeds)) + "\n", "utf-8")
    print(f"wrote {HERE / 'flags.md'} and {MEASURED}")


def measured(scorer: Any, gold: list[dict[str, Any]], results: dict[str, Result]) -> dict[str, Any]:
    """Return, for each rule, flagged segments on clean text by target language."""
    clean: Counter[str] = Counter()
    flagged: dict[str, Counter[str]] = defaultdict(Counter)
    for row in gold:
        if row.get("set") not in ("ntrex-clean", "demetr-clean") or row.get("corruption") != "clean":
            continue
        lang = row["tgt_lang"]
        clean[lang] += 1
        noise = [place[:2] for place in row.get("noise") or []]
        rules = {
            flag.rule
            for flag in results[row["id"]].flags
            if not any(scorer.hit(place, flag.place.start, flag.place.end) for place in noise)
        }
        for rule in rules:
            flagged[rule][lang] += 1
    return {
        "what": "flagged segments of good human and checked machine translations, by target language",
        "segments": dict(sorted(clean.items())),
        "flagged": {rule: dict(sorted(flagged[rule].items())) for rule in RULES.ids},
    }


def table(figures: dict[str, Any], speeds: dict[str, Any]) -> list[str]:
    """Return the figures of both modes as Markdown."""
    lines = [
        "# What is found, and what is flagged on good text",
        "",
        f"tqcheck {__version__}, all rules, made by `make bench`. `found` is the share of planted errors flagged at",
        "their place under an accepted category, by a rule that is silent on the clean twin; in percent, with the",
        "source only / with references too. The sets are described in the benchmark's own README.",
        "",
    ]
    lines += [f"- {mode}: {count:,} segments in {seconds:.0f} s" for mode, (count, seconds) in speeds.items()]
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    lines += [f"- peak memory of a process: {peak // 1024} MB (with all results held for scoring)", ""]
    src, ref = (figures[mode]["corruptions"] for mode in MODES)
    sets = dict.fromkeys(key.split("|")[0] for key in sorted(src))
    for name in sets:
        keys = [key for key in src if key.startswith(name + "|")]
        pairs = sorted({key.split("|")[2] for key in keys})
        lines += [f"## {name}", "", "| error | all | " + " | ".join(pairs) + " |"]
        lines += ["| --- |" + " --- |" * (len(pairs) + 1)]
        for kind in sorted({key.split("|")[1] for key in keys}):
            cells = [
                f"{percent(src.get(key))} / {percent(ref.get(key))}" if (key := f"{name}|{kind}|{pair}") in src else ""
                for pair in pairs
            ]
            total = [
                mean([rows[f"{name}|{kind}|{pair}"] for pair in pairs if f"{name}|{kind}|{pair}" in rows])
                for rows in (src, ref)
            ]
            lines.append(f"| {kind} | {total[0]} / {total[1]} | " + " | ".join(cells) + " |")
        lines.append("")
    lines += ["## Flagged segments per 100 on good text", ""]
    lines += ["| set | pair | segments | any | critical | major | minor | with references | commonest rules |"]
    lines += ["| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for key, row in sorted(figures["src"]["clean"].items()):
        name, pair = key.split("|")
        rules = ", ".join(f"{rule} {count}" for rule, count in Counter(row["rules"]).most_common(4))
        other = figures["ref"]["clean"][key]["any"]
        cells = " | ".join(f"{row[kind]:.1f}" for kind in ("any", "critical", "major", "minor"))
        lines.append(f"| {name} | {pair} | {row['n']} | {cells} | {other:.1f} | {rules} |")
    lines += ["", "## Against human annotation (source only)", ""]
    lines += ["| set | segments | precision | recall | F1 | AUC major | Spearman |", "| --- |" + " --- |" * 6]
    for name, row in sorted(figures["src"]["real"].items()):
        lines.append(
            f"| {name} | {row['n']} | {row['P']:.3f} | {row['R']:.3f} | {row['F1']:.3f}"
            f" | {row['auc_major']:.3f} | {row['spearman']:.3f} |"
        )
    return lines


def percent(row: dict[str, float] | None) -> str:
    """Return the share found in percent."""
    return "–" if row is None or row["found"] != row["found"] else f"{100 * row['found']:.0f}"


def mean(rows: list[dict[str, float]]) -> str:
    """Return the share found in percent over several rows, weighed by their sizes."""
    known = [row for row in rows if row["found"] == row["found"]]
    total = sum(row["n"] for row in known)
    return f"{100 * sum(row['found'] * row['n'] for row in known) / total:.0f}" if total else "–"


if __name__ == "__main__":
    main()
