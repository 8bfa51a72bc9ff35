"""Engines translate back; what one does wrong costs a segment its back-translation, never the run."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import must_have
from engines import back, filled, segments

from tqcheck.api import check, make_run
from tqcheck.backtranslation import ENGINES, Answer, Engine, Translator, engine_named
from tqcheck.backtranslation._process import BrokenError, Process
from tqcheck.backtranslation._tireless import PATIENCE, Pool
from tqcheck.backtranslation.apertium import _undone
from tqcheck.cli import main
from tqcheck.errors import InputError, UsageError
from tqcheck.model import Segment
from tqcheck.pipeline import batches
from tqcheck.report import Report
from tqcheck.translation import Translating

# Answers at each NUL with the text in capitals, and misbehaves when told to.
ODD_ENGINE = r"""
import os, sys, time
text = bytearray()
while byte := os.read(0, 1):
    if byte != b"\0":
        text += byte
        continue
    if b"DIE" in text: os._exit(1)
    if b"HANG" in text: time.sleep(60)
    if b"MUTE" in text: text = b""
    if b"MANY" in text: text = b"one\0two\0three"
    if b"NULS" in text: text = b"\0" * 5000
    if b"BYTES" in text: text = b"\xff\xfe"
    sys.stdout.buffer.write(text.upper() + b"\0")
    sys.stdout.flush()
    text = bytearray()
"""


def kill_children() -> None:
    """Kill the process groups that this process leads to."""
    for file in Path("/proc/self/task").glob("*/children"):
        for pid in file.read_text().split():
            if os.getpgid(int(pid)) == int(pid):
                os.killpg(int(pid), signal.SIGKILL)


@pytest.fixture
def odd() -> Iterator[Callable[[int], Pool]]:
    pools = []

    def pool(size: int = 1) -> Pool:
        pools.append(Pool(lambda: Process([sys.executable, "-c", ODD_ENGINE]), size, timeout=1.5))
        return pools[-1]

    yield pool
    for made in pools:
        made.close()


# A process that answers, or does not


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (b"DIE", "ended"),
        (b"HANG", "gave no answer in 1.5 s"),
        (b"MUTE", "said nothing"),
        (b"MANY", "said more"),
        (b"NULS", "said"),
    ],
)
@pytest.mark.parametrize("size", [1, 2])
def test_one_bad_text_costs_one_answer(text: bytes, trouble: str, size: int, odd: Callable[[int], Pool]) -> None:
    answers = odd(size).ask_all([b"one", b"two", text, b"three", b"four"])
    assert [answer for answer in answers if isinstance(answer, bytes)] == [b"ONE", b"TWO", b"THREE", b"FOUR"]
    assert isinstance(answers[2], BrokenError)
    assert trouble in str(answers[2])


def test_an_engine_that_never_answers_is_given_up(odd: Callable[[int], Pool]) -> None:
    started = time.monotonic()
    answers = odd(1).ask_all([b"HANG"] * 50)
    assert time.monotonic() - started < 1.5 * (PATIENCE + 1) + 3
    assert "given up" in str(answers[-1])


def test_texts_larger_than_a_pipe_go_through(odd: Callable[[int], Pool]) -> None:
    text = b"word " * 40_000
    assert odd(1).ask_all([text]) == [text.upper()]


def test_a_process_that_is_killed_is_replaced() -> None:
    made: list[Process] = []

    def start() -> Process:
        made.append(Process([sys.executable, "-c", ODD_ENGINE]))
        return made[-1]

    pool = Pool(start, 1, 5.0)
    assert pool.ask_all([b"one"]) == [b"ONE"]
    os.kill(made[0]._child.pid, signal.SIGKILL)
    assert pool.ask_all([b"two"]) == [b"TWO"]
    assert len(made) == 2
    pool.close()
    assert all(process._child.returncode is not None for process in made)


def test_a_process_leaves_no_children() -> None:
    process = Process(["bash", "-c", "cat | cat | cat"])
    group = process._child.pid
    process.close()
    with pytest.raises(ProcessLookupError):
        for _ in range(100):  # until the system has buried them
            os.killpg(group, 0)
            time.sleep(0.05)


# Apertium


@pytest.fixture(scope="session")
def apertium() -> Engine:
    engine = ENGINES["apertium"]()
    if "spa>eng" not in engine.found():
        pytest.skip("apertium-eng-spa is not installed (scripts/install-test-packages)")
    return engine


def test_apertium_keeps_names_numbers_and_marks(apertium: Engine) -> None:
    [answer, other], _ = back(apertium, "Kim did not resign in 1998.", "He paid $5 [to] {me} <b>@home/work^ \\ now.")
    assert answer is not None and "Kim no dimitió" in answer and answer.endswith("1998.")
    assert other is not None
    for mark in ("$5", "[", "]", "{", "}", "<b>@", "/", "^", "\\"):
        assert mark in other


def test_apertium_gives_the_same_whoever_does_it(apertium: Engine) -> None:
    texts = [f"The minister said on Friday that {number} ships had left." for number in range(40)]
    one, _ = back(engine_named("apertium:processes=1"), *texts)
    many, _ = back(engine_named("apertium:processes=3"), *reversed(texts))
    assert one == many[::-1]
    assert all(one)


def test_apertium_goes_through_another_language(apertium: Engine) -> None:
    if "fr>es" not in apertium.found():
        pytest.skip("apertium-fr-es is not installed (scripts/install-test-packages)")
    translator = engine_named("apertium:es").start("fr", "en")
    [answer] = translator.translate(["Le président n'a pas démissionné."])
    translator.close()
    assert "not resigned" in answer.text


def test_apertium_killed_in_mid_run(apertium: Engine) -> None:
    texts = [f"The president saw {number} ships." for number in range(300)]
    killer = threading.Timer(1.0, kill_children)
    killer.start()
    answers, translating = back(apertium, *texts)
    killer.join()
    assert sum(answer is not None for answer in answers) >= 300 - 2 * PATIENCE
    assert translating.done + translating.troubles.total() == 300


def test_apertium_says_what_to_type(apertium: Engine, tmp_path: Path, monkeypatch) -> None:
    for source, target, fragment in (
        ("hr", "en", "apertium-hbs-eng"),
        ("de", "en", "no package"),
        ("en", "is", "apertium-isl-eng"),
        ("en", "fr", "--back-translate apertium:via=es"),
    ):
        with pytest.raises(UsageError, match=fragment):
            ENGINES["apertium"](modes=str(tmp_path) if source == "hr" else apertium.modes).start(source, target)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="apt-get install"):
        apertium.start("es", "en")


@pytest.mark.parametrize(
    ("said", "text"), [("Hola.[][\n]", "Hola."), (r"a \[b\] \\ c[][" + "\n]", r"a [b] \ c"), ("x", "x")]
)
def test_apertium_escapes_are_undone(said: str, text: str) -> None:
    assert _undone(said) == text


# Any program


SHOUT = "import sys\nfor line in sys.stdin: print(line.strip().upper()); sys.stdout.flush()"
BREAKS = "import sys\ntext = sys.stdin.read()\nassert 'bad' not in text\nprint(text.upper(), end='')"
CHATTY = "import sys\nprint('Loading model')\nprint(sys.stdin.read().upper(), end='')"


def program(code: str, tmp_path: Path, name: str = "mt.py") -> Engine:
    path = tmp_path / name
    path.write_text(f"#!{sys.executable}\n{code}\n")
    path.chmod(0o755)
    return engine_named(f"command:{path} --to {{to}},{{from}}")


def test_a_program_translates_lines(tmp_path: Path) -> None:
    assert back(program(SHOUT, tmp_path), "one", "two\nlines", "three")[0] == ["ONE", "TWO LINES", "THREE"]


def test_a_program_that_fails_on_one_text_loses_that_one(tmp_path: Path) -> None:
    answers, translating = back(program(BREAKS, tmp_path), *"abcd", "bad", *"efgh")
    assert answers == ["A", "B", "C", "D", None, "E", "F", "G", "H"]
    assert "exit code 1" in translating.told()


def test_a_program_that_gives_other_lines_than_asked_gives_nothing(tmp_path: Path) -> None:
    answers, translating = back(program(CHATTY, tmp_path), *"abcdefgh")
    assert answers == [None] * 8
    assert "another number of lines" in translating.told()


def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    engine = program("import time; time.sleep(60)", tmp_path)
    started = time.monotonic()
    answers, translating = back(ENGINES["command"](run=engine.run, timeout=1.0), *"abcd")
    assert time.monotonic() - started < 10
    assert answers == [None] * 4
    assert "did not end" in translating.told()


# A table


def test_a_table_of_translations(tmp_path: Path) -> None:
    (tmp_path / "memory.tsv").write_text("A sentence.\tUna frase.\n\nOther.\tOtra.\n")
    answers, translating = back(engine_named(f"given:{tmp_path}/memory.tsv"), "A sentence.", "Unknown.")
    assert answers == ["Una frase.", None]
    assert "has no such text" in translating.told()
    (tmp_path / "bad.tsv").write_text("no tab\n")
    with pytest.raises(InputError, match=r"bad.tsv:1: has no tab"):
        engine_named(f"given:{tmp_path}/bad.tsv").start("en", "es")


@pytest.mark.parametrize(
    ("options", "fragment"),
    [
        ("http:ftp://x", "address"),
        ("http", "address"),
        ("http:https://user:pw@x", "no key into the address"),
        ("http:https://x,kind=deepl", "libretranslate or openai"),
        ("http:https://x,kind=openai", "wants a model"),
        ("http:https://x,timeout=soon", "is a number"),
        ("apertium:via=es,speed=2", "is no language code"),
        ("command", "say which program"),
        ("command:./no-such-program", "there is no program"),
        ("given:nowhere.tsv", "there is no file"),
        ("ctranslate2", "say which folder"),
        ("marian:./nowhere", "there is no folder ./nowhere"),
        ("apertum", "did you mean apertium"),
    ],
)
def test_says_what_is_wrong_with_an_engine(options: str, fragment: str, request) -> None:
    engine = options.partition(":")[0]
    if engine == "apertium":
        request.getfixturevalue("apertium")
    if package := {"ctranslate2": "ctranslate2", "marian": "transformers"}.get(engine):
        must_have(find_spec(package) is not None, f"{package} is not installed")
    with pytest.raises(UsageError, match=fragment):
        engine_named(options).start("en", "es")


# Over a run


class Loud(Engine):
    """Answers in capitals, and counts what it is asked."""

    def start(self, source: str, target: str) -> Translator:
        return LoudTranslator()


class LoudTranslator(Translator):
    signature = "loud"
    asked: list[str] = []

    def translate(self, texts) -> list[Answer]:  # type: ignore[no-untyped-def]
        self.asked += texts
        return [Answer("\0\0" if "nul" in text else "x" * 9999 if "long" in text else text.upper()) for text in texts]


def test_garbage_is_no_translation() -> None:
    answers, translating = back(Loud(), "fine", "nul", "a long one", "fine")
    assert answers == ["FINE", None, None, "FINE"]
    assert translating.troubles == {"said what is no translation": 2}


def test_translations_are_kept_by_content() -> None:
    LoudTranslator.asked.clear()
    back(Loud(), "kept one", "kept two", "nul", cache=True)
    answers, _ = back(Loud(), "kept two", "kept one", "nul", "kept three", cache=True)
    assert answers == ["KEPT TWO", "KEPT ONE", None, "KEPT THREE"]
    assert LoudTranslator.asked == ["kept one", "kept two", "nul", "nul", "kept three"]


def test_fills_only_what_is_wanted() -> None:
    given = [
        Segment("1", "has one", "Una.", (), "es", "en", back_translation="Tiene."),
        Segment("2", "no source", None, (), "es", "en"),
        Segment("3", " ", "Una.", (), "es", "en"),
        Segment("4", "same", "same", (), "en", "en-GB"),
        Segment("5", "wanted", "Una.", (), "es", "en"),
    ]
    translating = Translating(Loud(), "back-translation", cache=False)
    assert [s.back_translation for s in filled(translating, given)] == ["Tiene.", None, None, None, "WANTED"]
    assert [s.pseudo_reference for s in filled(Translating(Loud(), "pseudo-reference", cache=False), given)] == [
        *("UNA.", None, None, None, "UNA.")
    ]
    assert not translating.told()


def test_scores_on_translations_are_labelled_and_kept_apart() -> None:
    given = [s.having(references=("Reference.",)) for s in segments("A sentence here.", "Another sentence.")]
    stream = Translating(Loud(), "back-translation", cache=False).filled(batches(given))
    stream = Translating(Loud(), "pseudo-reference", cache=False).filled(stream)
    run = make_run([], metrics=["chrf", "chrf.bt", "chrf.pseudo"])
    report = Report(run)
    for result in check([s for batch in stream for s in batch], run):
        assert result.segment.references == ("Reference.",)
        report.add(result)
    rows = {row["metric"]: row for row in report.summary()["scores"]}
    assert list(rows) == ["chrf", "chrf.bt", "chrf.pseudo"]
    assert not rows["chrf"]["label"]
    assert "not comparable" in rows["chrf.bt"]["label"]
    assert rows["chrf.bt"]["signature"].endswith("back-translation")
    assert len({row["score"] for row in rows.values()}) == 3
    with pytest.raises(UsageError, match="no comet"):
        make_run([], metrics=["comet.bt"])
    with pytest.raises(UsageError, match="no tq"):
        make_run([], metrics=["tq.bt"])


def tqcheck(*args: object) -> int:
    """Run the command line in this process and return its exit code."""
    sys.argv = ["tqcheck", *map(str, args)]
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_the_command_line_translates_and_tells(tmp_path: Path, monkeypatch, capsys) -> None:
    rows = [{"src": "Una frase.", "mt": text, "src_lang": "es", "tgt_lang": "en"} for text in ("one", "bad", "two")]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    program(BREAKS, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert tqcheck("score", "a.jsonl", "--back-translate", "command:./mt.py", "--run", "x") == 0
    said = capsys.readouterr()
    assert "1 segments without a back-translation by command (1: ended with exit code 1)" in said.err
    assert "not comparable with reference scores" in said.out
    kept = [json.loads(line) for line in Path("reports/x/segments.jsonl").read_text().splitlines()]
    assert [record["bt"] for record in kept] == ["ONE", None, "TWO"]
    assert json.loads(Path("reports/x/run.json").read_text())["back_translation"]["translated"] == 2
    assert tqcheck("check", "a.jsonl", "--back-translate", "apertum", "--no-run") == 2
    assert tqcheck("check", "a.jsonl", "--back-translate", "given:none.tsv", "--no-run") == 2
    assert "there is no file" in capsys.readouterr().err
