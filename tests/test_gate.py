"""The gate breaks and holds as its limits say, knows old flags wherever they move, and is not fooled by noise."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path

import pytest
from runs import MadeRun, made_run
from test_bad_input import tqcheck

from tqcheck.errors import UsageError
from tqcheck.gate import LEVEL, judge
from tqcheck.limits import parse_limit
from tqcheck.model import Segment
from tqcheck.significance import ROUNDS, Sample, compare
from tqcheck.writers import WRITERS

WORDS = [
    "the",
    "minister",
    "of",
    "trade",
    "said",
    "on",
    "Friday",
    "that",
    "many",
    "ships",
    "were",
    "waiting",
    "off",
    "our",
    "coast",
]


def text_of(number: int) -> str:
    """Return ten words that differ from those of any other number."""
    rng = random.Random(number)
    return " ".join([*rng.choices(WORDS, k=8), f"ship{number}", "sails"])


def segments(quality: float = 1.0, seed: int = 0) -> list[Segment]:
    """Return twenty segments of ten words in the documents n1 and n2; `quality` of the words are right."""
    rows = []
    for number in range(20):
        rng = random.Random(seed + number)
        reference = text_of(number)
        words = [word if rng.random() < quality else "xxxx" for word in reference.split()]
        document = "n1" if number < 10 else "n2"
        rows.append(
            Segment(
                f"{document}-{number}",
                " ".join([*words[:8], *reference.split()[8:]]),
                f"fuente {number}",
                (reference,),
                "es",
                "en",
                document=document,
                path=f"mt/{document}.txt",
                line=number % 10 + 1,
            )
        )
    return rows


# 36 points in 200 words; n1 has 35 of them in 100.
NEW = made_run(
    segments(0.7),
    {
        "n1-0": [("repetition.loop", "ship0 sails")],
        "n1-1": [("names.misspelled", "ship1")],
        "n1-2": [("names.misspelled", "ship2")],
        "n2-11": [("punctuation.quotes", "sails")],
    },
    ["chrf", "ter"],
    "new",
    {"numbers.missing": "needs a source, and no segment has one"},
)
OLD = made_run(
    segments(0.95),
    {"n1-1": [("names.misspelled", "ship1")], "n1-9": [("names.misspelled", "ship9")]},
    ["chrf", "ter"],
    "old",
)

# limit, with the baseline, broken, what the figure shows
TABLE = [
    ("critical > 0", False, True, "1"),
    ("critical > 1", False, False, "1"),
    ("major >= 2", False, True, "2"),
    ("major or worse > 3", False, False, "3"),
    ("major names > 1", False, True, "2"),
    ("flags > 4", False, False, "4"),
    ("names.misspelled per 1000 > 2", False, True, "10 per 1000 words"),
    ("names per 1000 words > 10", False, False, "10 per 1000 words"),
    ("garbled per 1000 segments >= 50", False, True, "50 per 1000 segments"),
    ("mqm > 180", False, False, "180 points per 1000 words"),
    ("mqm points >= 36", False, True, "36 points"),
    ("document: mqm > 15", False, True, "350 points per 1000 words in n1, the worst of 2 documents; broken by 1"),
    ("document: minor > 1", False, False, "1 in n2"),
    ("segment: mqm points >= 25", False, True, "25 points in n1-0"),
    ("fail segments > 1 %", False, True, "5 %"),
    ("review segments > 10 %", False, False, "10 %"),
    ("fail documents >= 1", False, True, "1"),
    ("segments < 21", False, True, "20"),
    ("skipped > 0", False, False, "0"),
    ("chrf < 55", False, False, "in es-en"),
    ("chrf < 95", False, True, "in es-en"),
    ("es-en: chrf < 55", False, False, "in es-en"),
    ("ter > 5", False, True, "in es-en"),
    ("document: chrf < 95", False, True, "the worst of 2 documents; broken by 2"),
    ("chrf worst decile < 30", False, False, ""),
    ("chrf worst decile < 70", False, True, ""),
    ("ter worst decile > 30", False, True, ""),
    ("chrf drops by 5 against baseline", True, True, "the same 20 segments"),
    ("chrf drops by 50 against baseline", True, False, "the same 20 segments"),
    ("chrf drops against baseline", True, True, "level 0.05"),
    ("ter rises by 2 against baseline", True, True, "in es-en"),
    ("ter worsens by 90 against baseline", True, False, "in es-en"),
    ("names > 1", True, False, "1"),
    ("major > 0", True, True, "1"),
    ("mqm > 154", True, True, "155 points per 1000 words"),
]


@pytest.mark.parametrize(("text", "with_baseline", "broken", "shown"), TABLE, ids=[row[0] for row in TABLE])
def test_limits_break_and_hold_as_stated(text: str, with_baseline: bool, broken: bool, shown: str) -> None:
    judgement = judge(NEW, [parse_limit(text)], baseline=OLD if with_baseline else None)
    [outcome] = judgement.outcomes
    assert outcome.broken is broken, outcome.shown
    assert shown in outcome.shown
    if shown[:1].isdigit():
        assert outcome.shown.startswith(shown)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both runs."""
    folder = tmp_path_factory.mktemp("runs")
    NEW.write(folder / "new")
    OLD.write(folder / "old")
    return folder


@pytest.mark.parametrize("case", [0, 1, 11, 14, 20, 28], ids=lambda case: TABLE[case][0])
@pytest.mark.parametrize("format", WRITERS.ids)
def test_exit_codes_are_the_same_in_each_format(case: int, format: str, folders: Path, capsys) -> None:
    limit, with_baseline, broken, _ = TABLE[case]
    option = ["--baseline", folders / "old"] if with_baseline else []
    assert tqcheck("gate", folders / "new", "--limit", limit, "--format", format, *option) == int(broken)
    said = capsys.readouterr().out
    assert said
    if format in ("gate", "console", "markdown", "junit", "json"):
        assert limit.split()[0] in said


def test_the_gate_names_limits_figures_and_new_flags(folders: Path, capsys) -> None:
    limits = ["--limit", "critical > 0", "--limit", "names > 1", "--baseline", folders / "old"]
    assert tqcheck("gate", folders / "new", *limits) == 1
    said = capsys.readouterr().out
    assert "Gate: broken (1 of 2 limits)" in said
    assert "break  critical > 0  1" in said
    assert "pass   names > 1     1" in said
    assert "3 new, 1 in the baseline" in said
    assert "1 of the baseline's are gone" in said
    assert "mt/n1.txt:1 (n1-0)  critical repetition.loop" in said
    assert "⟦ship0 sails⟧" in said
    assert "⟦ship1⟧" not in said


BAD_LIMITS = {
    "chrf => 55": "did you mean >=?",
    "chrf = 55": ">, >=, < or <=",
    "chrf < 55,5": "a point",
    "critical": "write it like one of",
    "": "write it like one of",
    "names.misspeled > 2": "did you mean names.misspelled",
    "crtical > 0": "did you mean critical",
    "comet < 0.8": "comet",
    "bleu < 20": "bleu did not run (choose it with --metrics)",
    "numbers.missing > 0": "did not run (needs a source",
    "omission > 0": "omission did not run",
    "critical > 1 %": "not clear of what",
    "critical < 1": "a limit says what breaks",
    "chrf > 55": "higher is better; a limit says what breaks: use <",
    "ter < 55": "lower is better",
    "ter drops by 1 against baseline": "write 'ter rises …'",
    "chrf drops by 1 against baseline": "--baseline RUN",
    "chrf drops by 1 since baseline": "drops by FIGURE against baseline",
    "documnt: mqm > 15": "did you mean document",
    "fr-en: chrf < 55": "no segment is in 'fr-en'",
    "segment: fail segments > 1": "does not fit one segment",
    "document: skipped > 0": "whole run",
    "very bad names > 0": "cannot read 'very bad names'",
}


@pytest.mark.parametrize("text", BAD_LIMITS, ids=lambda text: text or "nothing")
def test_a_limit_that_cannot_hold_is_an_error(text: str, folders: Path, capsys) -> None:
    assert tqcheck("gate", folders / "new", "--limit", text) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert BAD_LIMITS[text] in said.err
    assert len(said.err.splitlines()) == 1


def test_a_limit_on_documents_needs_documents() -> None:
    alone = made_run([segment.having(document=None) for segment in segments()])
    with pytest.raises(UsageError, match="names no documents"):
        judge(alone, [parse_limit("document: mqm > 15")])


def test_a_figure_shows_on_which_side_of_the_limit_it_lies() -> None:
    run = made_run([segment.having(target="a b c " * 100) for segment in segments()][:1])
    [outcome] = judge(run, [parse_limit("segments <= 1")]).outcomes
    assert outcome.shown == "1"
    assert parse_limit("mqm > 2.999999").breaks(3)
    [outcome] = judge(NEW, [parse_limit("mqm > 179.9999999")]).outcomes
    assert outcome.broken


def test_a_scored_run_keeps_what_the_gate_said(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps({"id": "1", "mt": "He met the the the president.", "tgt_lang": "en"}) + "\n")
    score = ["check", "a.jsonl", "--rules", "repetition.loop", "--gate"]
    assert tqcheck(*score, "--limit", "critical > 0") == 1
    assert "break  critical > 0" in capsys.readouterr().out
    gate = json.loads(Path("reports/a/run.json").read_text("utf-8"))["gate"]
    assert gate["broken"]
    page = Path("reports/a/report.html").read_text("utf-8")
    assert "gate-title" in page
    assert "<code>critical &gt; 0</code>" in page
    Path("reports/a/report.html").unlink()
    assert tqcheck(*score, "--limit", "document: mqm > 3") == 2  # known only when all is read: the run is kept
    assert Path("reports/a/report.html").stat().st_size
    assert tqcheck("gate", "a", "--limit", "critical > 0") == 1  # by its name alone


# Baselines


def many(number: int) -> MadeRun:
    """Return a run in which each segment has a flag."""
    rows = [
        Segment(
            f"d{index // 20}-{index}",
            text_of(index),
            f"fuente {index}",
            (),
            "es",
            "en",
            document=f"d{index // 20}",
            path="mt.txt",
            line=index + 1,
        )
        for index in range(number)
    ]
    return made_run(rows, {row.id: [("names.misspelled", f"ship{index}")] for index, row in enumerate(rows)})


def remade(run: MadeRun, rows: list[Segment], more: dict[str, list[tuple[str, str]]] | None = None) -> MadeRun:
    """Return a run of other segments in which every ship is flagged."""
    flags = {
        row.id: [
            ("names.misspelled", word) for word in row.target.split() if word.startswith("ship") and word != "ships"
        ]
        for row in rows
    }
    return made_run(rows, {**flags, **(more or {})}, name="remade")


def test_moved_reordered_and_wrapped_text_has_no_new_flags() -> None:
    old = many(400)
    rows = [row.segment for row in old.rows]
    documents = [rows[start : start + 20] for start in range(0, 400, 20)]
    random.Random(3).shuffle(documents)
    moved = [
        segment.having(id=f"x{index}", line=index, path="other.txt", document=f"e{index // 20}")
        for index, segment in enumerate(segment for document in documents for segment in document)
    ]
    assert judge(remade(old, moved), [], baseline=old).counting == 0

    shuffled = random.Random(5).sample(rows, len(rows))
    assert judge(remade(old, shuffled), [], baseline=old).counting == 0

    wrapped = []
    for document in documents:
        words = " ".join(segment.target for segment in document).split()
        for start in range(0, len(words), 7):
            line = "  ".join(words[start : start + 7]) + "\n"
            wrapped.append(Segment(f"w{len(wrapped)}", line, None, document=document[0].document, target_lang="en"))
    judgement = judge(remade(old, wrapped), [], baseline=old)
    assert (judgement.counting, judgement.gone) == (0, 0)


def test_a_segment_edited_elsewhere_keeps_its_old_flag() -> None:
    text = "line in which many words stand before the name Lukahsenko and then many more words come after it"
    flags = {"1": [("names.misspelled", "Lukahsenko")]}
    old = made_run([Segment("1", f"A long {text}.")], flags)
    new = made_run([Segment("1", f"A short {text}!")], flags)
    assert judge(new, [], baseline=old).counting == 0


def test_one_new_error_among_ten_thousand_is_found_and_named(tmp_path: Path, capsys) -> None:
    old = many(10_000)
    old.write(tmp_path / "old")
    rows = [row.segment for row in old.rows]
    rows[7123] = rows[7123].having(target=rows[7123].target.replace("sails", "slais"))
    new = remade(old, rows, {rows[7123].id: [("names.misspelled", "ship7123"), ("names.misspelled", "slais")]})
    new.write(tmp_path / "new")
    assert tqcheck("gate", tmp_path / "new", "--baseline", tmp_path / "old", "--limit", "major > 0") == 1
    said = capsys.readouterr().out
    assert "1 new, 10,000 in the baseline" in said
    assert "mt.txt:7124" in said
    assert "⟦slais⟧" in said


def test_a_segment_translated_anew_keeps_its_old_flag() -> None:
    flags = {"1": [("names.misspelled", "Lukahsenko")]}
    old = made_run([Segment("1", "Yesterday Lukahsenko spoke.", "Ayer habló Lukashenko.")], flags)
    new = made_run([Segment("1", "It was Lukahsenko who talked.", "Ayer habló Lukashenko.")], flags)
    assert judge(new, [], baseline=old).counting == 0
    elsewhere = made_run([Segment("1", "It was Lukahsenko who talked.", "Fue Lukashenko quien habló.")], flags)
    assert judge(elsewhere, [], baseline=old).counting == 1


def test_a_second_copy_is_new() -> None:
    old = many(30)
    rows = [row.segment for row in old.rows]
    copy = rows[4].having(id="copy", line=99)
    judgement = judge(remade(old, [*rows, copy]), [], baseline=old)
    assert judgement.counting == 1
    assert judgement.standing(30, 0) is None


def test_a_baseline_is_updated_and_then_holds(folders: Path, tmp_path: Path, capsys) -> None:
    baseline = tmp_path / "kept" / "baseline"
    assert tqcheck("baseline", "update", folders / "old", "--baseline", baseline) == 0
    assert "2 flags, 2 of them new; 0 are gone" in capsys.readouterr().out
    assert tqcheck("baseline", "update", folders / "new", "--baseline", baseline) == 0
    assert "4 flags, 3 of them new; 1 are gone" in capsys.readouterr().out
    assert tqcheck("gate", folders / "new", "--baseline", baseline, "--limit", "flags > 0") == 0
    assert tqcheck("baseline", "update", baseline, "--baseline", baseline) == 2
    assert tqcheck("baseline", "update", folders / "new") == 2


# Noise


def worse(baseline: list[Sample], now: list[Sample]) -> bool:
    """Tell whether TER, of edits and reference words, breaks a limit that lets it rise by nothing."""
    found = compare(baseline, now, lambda stats: 100 * stats[0] / stats[1], rounds=399)
    return found.now > found.baseline and found.p <= LEVEL


def test_noise_breaks_no_more_often_than_stated() -> None:
    """One system twice, on other segments or with other errors in the same ones, is not called worse too often."""
    rng = random.Random(11)
    rows = made_run([row for seed in range(0, 2000, 20) for row in segments(0.8, seed)], metrics=["ter"]).rows
    pool = [row.stats["ter"] for row in rows]
    unpaired = paired = 0
    for _ in range(500):
        drawn = rng.sample(pool, 80)
        before = [Sample(index, None, stats) for index, stats in enumerate(drawn[:40])]
        unpaired += worse(before, [Sample(40 + index, None, stats) for index, stats in enumerate(drawn[40:])])
        paired += worse(before, [Sample(index, None, stats) for index, stats in enumerate(drawn[40:])])
    assert unpaired <= LEVEL * 500
    assert paired <= LEVEL * 500


def test_what_goes_wrong_together_is_exchanged_together() -> None:
    """Documents that are bad as a whole do not pass for so many independent witnesses."""
    rng = random.Random(2)

    def system() -> list[Sample]:
        name = rng.random()
        levels = [rng.gauss(50, 10) for _ in range(20)]
        return [
            Sample((name, document, index), f"{name}-{document}", (rng.gauss(level, 2), 100.0))
            for document, level in enumerate(levels)
            for index in range(5)
        ]

    assert sum(worse(system(), system()) for _ in range(500)) <= LEVEL * 500


def test_a_real_drop_is_seen() -> None:
    rng = random.Random(4)
    before = [Sample(index, None, (rng.gauss(0.8, 0.1), 1.0)) for index in range(200)]
    after = [Sample(row.key, None, (row.stats[0] - 0.02 + rng.gauss(0, 0.02), 1.0)) for row in before]
    found = compare(before, after, lambda stats: stats[0] / stats[1])
    assert found.pairs == 200
    assert found.p == 1 / (1 + ROUNDS)
    assert found.baseline - found.now == pytest.approx(0.02, abs=0.01)


def test_figures_that_cannot_be_compared_are_an_error(folders: Path, tmp_path: Path, capsys) -> None:
    record = json.loads((folders / "old" / "run.json").read_text("utf-8"))
    for row in record["summary"]["scores"]:
        row["signature"] = row["signature"].replace("nc:6", "nc:4")
    OLD.write(tmp_path / "other")
    (tmp_path / "other" / "run.json").write_text(json.dumps(record))
    limit = ["--limit", "chrf drops against baseline"]
    assert tqcheck("gate", folders / "new", "--baseline", tmp_path / "other", *limit) == 2
    assert "cannot be compared" in capsys.readouterr().err


# Suppressions

TODAY = datetime.date(2026, 11, 23)
ALLOW = """
[[allow]]
rule = "repetition"
segment = "n1-0"
reason = "a song"
author = "ana"
expires = "never"

[[allow]]
rule = "names.misspelled"
text = "ship2"
reason = "the owner's spelling"
author = "ben"
expires = 2020-01-31

[[allow]]
rule = "numbers"
path = "mt/*"
reason = "no need"
author = "cy"
expires = 2999-01-31
"""


def test_suppressions_hold_expire_and_are_missed_when_unused(folders: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / "allow.toml"
    path.write_text(ALLOW)
    run = ["gate", folders / "new", "--suppressions", path]
    assert tqcheck(*run, "--limit", "critical > 0", "--limit", "names > 2") == 0
    said = capsys.readouterr().out
    assert "3 count, 1 suppressed" in said
    assert "expired suppression, no longer in force" in said
    assert "names.misspelled at text 'ship2' (the owner's spelling, ben)" in said
    assert "unused suppression" in said
    assert "numbers at path 'mt/*' (no need, cy)" in said
    assert tqcheck(*run, "--limit", "expired suppressions > 0") == 1
    assert tqcheck(*run, "--limit", "unused suppressions > 1") == 0


def test_a_note_suppresses_in_its_own_segment(tmp_path: Path, capsys) -> None:
    row = {"id": "1", "mt": "He met the the the the president.", "tgt_lang": "en"}
    note = "tqcheck: allow repetition.loop -- he stammers (ana, until 2999-12-31)"
    path = tmp_path / "a.jsonl"
    gate = ["check", path, "--gate", "--limit", "critical > 0", "--no-run"]
    path.write_text(json.dumps({**row, "notes": note}) + "\n")
    assert tqcheck(*gate) == 0
    path.write_text(json.dumps({**row, "notes": {"translator": note.replace("2999", "2001")}}) + "\n")
    assert tqcheck(*gate) == 1
    path.write_text(json.dumps({**row, "note": "tqcheck: please allow this"}) + "\n")
    assert tqcheck(*gate) == 2
    assert "a.jsonl:1: cannot read the note" in capsys.readouterr().err


BAD_SUPPRESSIONS = {
    "no reason": ('rule = "names"\ntext = "x"\nauthor = "a"\nexpires = "never"', "reason is missing"),
    "no end": ('rule = "names"\ntext = "x"\nauthor = "a"\nreason = "r"', "expires is missing"),
    "a day that is none": (
        'rule = "names"\ntext = "x"\nauthor = "a"\nreason = "r"\nexpires = "soon"',
        "expires = 'soon' is no day",
    ),
    "no place": ('rule = "names"\nauthor = "a"\nreason = "r"\nexpires = "never"', "says not where"),
    "a key that is none": ('rule = "names"\ntxt = "x"', "unknown key 'txt'; did you mean text?"),
    "a number": ("rule = 3", "rule = 3 must be text"),
    "no TOML": ("rule = ", "is no TOML"),
}


@pytest.mark.parametrize("case", BAD_SUPPRESSIONS.values(), ids=BAD_SUPPRESSIONS)
def test_bad_suppressions(case: tuple[str, str], folders: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / "allow.toml"
    path.write_text("[[allow]]\n" + case[0] + "\n")
    assert tqcheck("gate", folders / "new", "--suppressions", path) == 2
    assert case[1] in capsys.readouterr().err


# What reviewers dismissed


def test_what_a_reviewer_dismissed_does_not_count(tmp_path: Path, monkeypatch, capsys) -> None:
    from tqcheck.decisions import decision_key

    monkeypatch.chdir(tmp_path)
    run = NEW.write(tmp_path / "run")
    [result] = [row for row in NEW.rows if row.segment.id == "n1-0"]
    [wrong] = result.flags
    key = decision_key(
        {"src": result.segment.source, "mt": result.segment.target},
        {"rule": wrong.rule, "start": wrong.place.start, "end": wrong.place.end},
    )
    decision = json.dumps({"key": key, "decision": "dismissed", "reason": "a refrain", "reviewer": "ana"}) + "\n"
    assert tqcheck("gate", run, "--limit", "critical > 0") == 1
    Path("kept.jsonl").write_text(decision)
    Path("tqcheck.toml").write_text('[gate]\ndecisions = ["kept.jsonl"]\n')
    assert tqcheck("gate", run, "--limit", "critical > 0") == 0
    assert "3 count, 1 dismissed" in capsys.readouterr().out
    Path("tqcheck.toml").write_text('[gate]\ndecisions = ["lost.jsonl"]\n')
    assert tqcheck("gate", run, "--limit", "critical > 0") == 2
    assert "lost.jsonl, which is not there" in capsys.readouterr().err
    Path("tqcheck.toml").unlink()
    (run / "decisions.jsonl").write_text(decision)
    assert tqcheck("gate", run, "--limit", "critical > 0", "--format", "json") == 0
    gate = json.loads(capsys.readouterr().out)["gate"]
    assert gate["flags"] == {"counting": 3, "baseline": 0, "suppressed": 0, "dismissed": 1, "gone": 0}
    assert gate["outcomes"][0] == {
        "limit": "critical > 0",
        "broken": False,
        "figure": 0,
        "shown": "0",
        "places": [],
    }


# Runs that are not what they should be


def test_no_run_no_baseline_and_half_of_a_run(folders: Path, tmp_path: Path, capsys) -> None:
    def said(code: int, *args: object) -> str:
        assert tqcheck("gate", *args) == code
        captured = capsys.readouterr()
        assert captured.out == ""
        return captured.err

    assert "there is no run in it" in said(3, tmp_path / "nothing")
    assert "there is no run in it" in said(3, folders / "new", "--baseline", tmp_path / "nothing")
    half = NEW.write(tmp_path / "half")
    lines = (half / "segments.jsonl").read_text("utf-8")
    (half / "segments.jsonl").write_text(lines[:-40], "utf-8")
    assert "segments.jsonl:20: the line is cut short" in said(3, half)
    (half / "segments.jsonl").write_text("".join(lines.splitlines(True)[:-3]), "utf-8")
    assert "has 17 segments where run.json tells of 20" in said(3, half)
    (half / "segments.jsonl").write_text('{"id": 3}\n', "utf-8")
    assert "segments.jsonl:1: is no segment of a run" in said(3, half)
    (half / "segments.jsonl").unlink()
    assert "segments.jsonl is missing" in said(3, half)
    (half / "run.json").write_text('{"format": 1}', "utf-8")
    assert "it has no rules" in said(3, half)
    (half / "run.json").write_text('{"format": 999, "tqcheck": "9.0"}', "utf-8")
    assert "upgrade tqcheck" in said(3, half)
    (half / "run.json").write_text("{", "utf-8")
    assert "is no run of tqcheck" in said(3, half)


def test_a_run_of_the_first_version_is_readable(folders: Path, tmp_path: Path) -> None:
    """Format 1 began without statistics, categories and notes; scores then stand for what is missing."""
    first = OLD.write(tmp_path / "first")
    record = json.loads((first / "run.json").read_text("utf-8"))
    del record["categories"]
    (first / "run.json").write_text(json.dumps(record))
    rows = [json.loads(line) for line in (first / "segments.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        del row["stats"]
    (first / "segments.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    gate = ["gate", folders / "new", "--baseline", first]
    assert tqcheck(*gate, "--limit", "names > 1", "--limit", "chrf drops by 50 against baseline") == 0
    assert tqcheck(*gate, "--limit", "chrf drops against baseline") == 1
    assert tqcheck("gate", first, "--limit", "names > 1", "--limit", "chrf < 99") == 1
