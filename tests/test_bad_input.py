"""Bad input gives one line with the place and the next step, the right exit code, and nothing half-written."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tqcheck.cli import main

GOOD = {"id": "1", "src": "Una frase.", "mt": "A sentence.", "src_lang": "es", "tgt_lang": "en"}


def tqcheck(*args: object) -> int:
    """Run the command line in this process and return its exit code."""
    sys.argv = ["tqcheck", *map(str, args)]
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def jsonl(*rows: object) -> bytes:
    return b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)


# files, arguments, exit code, what the message says
CASES = {
    "wrong utf-8": ({"a.txt": b"Good line.\nS\xe3o Paulo.\n"}, ["a.txt"], 3, ["a.txt:2", "offset 12", "--encoding"]),
    "unknown encoding": ({"a.txt": b"x\n"}, ["a.txt", "--encoding", "utf8x"], 2, ["utf8x", "utf-8"]),
    "empty file": ({"a.jsonl": b""}, ["a.jsonl"], 3, ["a.jsonl", "no segments"]),
    "only blank lines": ({"a.txt": b"\n \n"}, ["a.txt"], 3, ["no segments"]),
    "no such file": ({}, ["missing.jsonl"], 3, ["missing.jsonl", "no such file"]),
    "nothing named": ({}, [], 2, ["name a file"]),
    "unknown extension": ({"a.docx": b"x"}, ["a.docx"], 2, [".docx", ".jsonl"]),
    "broken json": ({"a.jsonl": jsonl(GOOD, b'{"mt": ')}, ["a.jsonl"], 3, ["a.jsonl:2", "column"]),
    "json of another kind": ({"a.jsonl": jsonl([1, 2])}, ["a.jsonl"], 3, ["a.jsonl:1", "list"]),
    "no translation": ({"a.jsonl": jsonl({"targt": "x"})}, ["a.jsonl"], 3, ["a.jsonl:1", "did you mean target"]),
    "text that is none": ({"a.jsonl": jsonl({"mt": 3})}, ["a.jsonl"], 3, ["a.jsonl:1", "int"]),
    "duplicate ids": ({"a.jsonl": jsonl(GOOD, GOOD)}, ["a.jsonl"], 3, ["a.jsonl:2", "'1'", "twice"]),
    "a language that is none": ({"a.jsonl": jsonl(GOOD)}, ["a.jsonl", "--to", "englsh"], 2, ["englsh", "english"]),
    "such a language in the data": (
        {"a.jsonl": jsonl({**GOOD, "tgt_lang": "q!"})},
        ["a.jsonl"],
        3,
        ["a.jsonl:1", "q!"],
    ),
    "unknown column": ({"a.tsv": b"a\tb\n"}, ["a.tsv", "--columns", "sorce,mt"], 2, ["sorce", "source"]),
    "a header without targets": ({"a.tsv": b"src\tmtt\nx\ty\n"}, ["a.tsv"], 3, ["a.tsv:1", "did you mean mt"]),
    "a short row": ({"a.tsv": b"src\tmt\nx\n"}, ["a.tsv"], 3, ["a.tsv:2", "1 columns where 2"]),
    "an unclosed quote": ({"a.csv": b'src,mt\n"x,y\n'}, ["a.csv"], 3, ["a.csv", "CSV"]),
    "unequal line counts": (
        {
            "mt.txt": b"One two three four five six.\nA much longer line that says a lot of things here.\nThree.\n",
            "ref.txt": b"One two three four five six.\nThree.\n",
        },
        ["mt.txt", "-r", "ref.txt"],
        3,
        ["3 lines", "has 2", "line 2"],
    ),
    "a folder without files": ({"mt/readme.bin": b"x"}, ["mt"], 3, ["mt", "no file"]),
    "a folder without matches": (
        {"mt/a.en.txt": b"x\n", "refs/b.en.txt": b"x\n"},
        ["mt", "--references", "refs"],
        3,
        ["a.en.txt"],
    ),
    "a folder and -r": ({"mt/a.en.txt": b"x\n"}, ["mt", "-r", "x.txt"], 2, ["--references"]),
    "unknown rule": ({"a.jsonl": jsonl(GOOD)}, ["a.jsonl", "--rules", "repetition.lop"], 2, ["repetition.loop"]),
    "unknown metric": ({"a.jsonl": jsonl(GOOD)}, ["a.jsonl", "--metrics", "blue"], 2, ["bleu"]),
    "unknown format": ({"a.jsonl": jsonl(GOOD)}, ["a.jsonl", "--format", "jsn"], 2, ["json"]),
    "on-error of no kind": ({"a.jsonl": jsonl(GOOD)}, ["a.jsonl", "--on-error", "ignore"], 2, ["fail or skip"]),
    "a cut gzip": ({"a.jsonl.gz": b"\x1f\x8b\x08\x00"}, ["a.jsonl.gz"], 3, ["a.jsonl.gz", "gzip"]),
    "half of utf-16": ({"a.txt": b"\xff\xfea\x00b"}, ["a.txt"], 3, ["a.txt", "utf-16"]),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_says_what_is_wrong_and_writes_nothing(case, tmp_path: Path, monkeypatch, capsys) -> None:
    files, args, code, fragments = case
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    assert tqcheck("score", *args, *([] if "--format" in args else ["-o", "out.txt"])) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1, said.err
    for fragment in fragments:
        assert fragment in said.err
    assert not (tmp_path / "out.txt").exists()
    assert not [path for path in (tmp_path / "reports").glob("*") if path.suffix != ".partial"]


def test_bad_records_can_be_skipped_and_are_listed(tmp_path: Path, capsys) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    path.write_bytes(jsonl(GOOD, b"{", {**GOOD, "id": "2", "mt": 5}, {**GOOD, "id": "3"}, GOOD))
    assert tqcheck("check", path, "--on-error", "skip", "--format", "jsonl", "-o", out) == 0
    said = capsys.readouterr().err
    assert "Skipped 3 records" in said
    assert "a.jsonl:2" in said
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["1", "3"]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_done_is_kept_when_a_run_breaks_off(workers: int, tmp_path: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    path.write_bytes(jsonl(*({**GOOD, "id": str(number)} for number in range(5000)), b"{"))
    assert tqcheck("check", path, "--format", "jsonl", "-o", out, "--workers", workers) == 3
    assert not out.exists()
    assert len((tmp_path / "out.jsonl.partial").read_text().splitlines()) == 5000


ODD = {
    "NUL": "A\x00 word.",
    "a lone surrogate": "A \ud800 word.",
    "right to left": "وقال الوزير إن Stoltenberg \u202eلم يحضر.",
    "combining marks": "E\u0301ric a\u0300 Zu\u0308rich",
    "emoji": "He left 👩‍👩‍👧‍👦 and 🇪🇸.",
    "line separators": "One\u2028two\x85three\x0bfour",
    "a word of a megabyte": "x" * 1_000_000,
    "a megabyte of words": "word and " * 111_111,
    "a megabyte of commas": "," * 1_000_000,
    "a megabyte of brackets": "(<[" * 333_333,
    "nothing": "",
    "blanks": " \t\u00a0\u3000 ",
}


@pytest.mark.parametrize(
    ("target", "format"),
    [
        pytest.param(target, format, id=f"{name}-{format}")
        for name, target in ODD.items()
        for format in (["jsonl"] if len(target) > 100_000 else ["jsonl", "json", "csv", "console"])
    ],
)
def test_odd_text_does_no_harm(target: str, format: str, tmp_path: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out"
    path.write_text(json.dumps({**GOOD, "mt": target, "refs": ["A word."]}) + "\n")
    run = ["--reports", tmp_path / "reports"]
    assert tqcheck("score", path, "--format", format, "-o", out, *run, "--workers", 1) == 0
    if format == "jsonl":
        [record] = map(json.loads, out.read_text("utf-8").splitlines())
        for flag in record["flags"]:
            assert flag["text"] == target[flag["start"] : flag["end"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_encodings_and_line_ends(encoding: str, tmp_path: Path) -> None:
    path, out = tmp_path / "a.ru.txt", tmp_path / "out.jsonl"
    path.write_bytes("Первая строка.\r\nВторая строка.\r\n".encode(encoding))
    option = ["--encoding", encoding] if encoding == "cp1251" else []
    assert tqcheck("check", path, *option, "--format", "jsonl", "-o", out) == 0
    assert len(out.read_text().splitlines()) == 2
