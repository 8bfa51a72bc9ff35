"""docs/gate.md says what is so: its limits can be read, its settings are valid, its tables name all there is."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from tqcheck.config import load_config, run_of
from tqcheck.limits import EXAMPLES, parse_limit
from tqcheck.model import Segment
from tqcheck.settings import PROFILES
from tqcheck.suppressions import load_suppressions, of_notes
from tqcheck.writers import WRITERS

PAGE = (Path(__file__).parent.parent / "docs" / "gate.md").read_text("utf-8")


def block(kind: str, holding: str) -> str:
    """Return the code block of that kind that holds a text."""
    [found] = [text for text in re.findall(rf"```{kind}\n(.*?)```", PAGE, flags=re.S) if holding in text]
    return str(found)


LIMITS = [
    text for row in re.findall(r"^\| `([^`]+)` \| [^|]*\|$", PAGE, flags=re.M) for text in [row] if "Gate" not in row
]


@pytest.mark.parametrize("text", [*EXAMPLES, *(row for row in LIMITS if re.search("[<>]|drops", row))])
def test_the_limits_of_the_page_can_be_read(text: str) -> None:
    assert parse_limit(text).text == text


def test_the_settings_of_the_page_are_valid(tmp_path: Path) -> None:
    path = tmp_path / "tqcheck.toml"
    text = block("toml", "profile =")
    names = [name for name in ("punctuation", "spacing", "names") if not _exists(name)]
    path.write_text("\n".join(line for line in text.splitlines() if not any(f'["{name}"]' in line for name in names)))
    config = load_config(path=path)
    assert config["gate.limits"] == ["critical > 0", "fail segments > 1 %"]
    run_of(config.but(metrics=["chrf"]))


def _exists(family: str) -> bool:
    from tqcheck.rules import RULES

    return any(id.startswith(family + ".") for id in RULES.ids)


def test_the_suppressions_of_the_page_are_valid(tmp_path: Path) -> None:
    path = tmp_path / "allow.toml"
    path.write_text(block("toml", "[[allow]]"), "utf-8")
    [row] = load_suppressions(path)
    note = json.loads(block("json", "tqcheck: allow"))["notes"]
    [inline] = of_notes(Segment("n1-3", "x", notes={"note": note}))
    assert (row.rule, row.reason, row.author, row.expires) == (
        inline.rule,
        inline.reason,
        inline.author,
        inline.expires,
    )


def test_the_tables_of_the_page_name_all_profiles_and_formats() -> None:
    for profile, settings in PROFILES.items():
        assert f"`{profile}`" in PAGE
        for limit in settings["gate.limits"]:
            assert f"`{limit}`" in PAGE
    for format in WRITERS.ids:
        assert f"`{format}`" in PAGE or format == "console"
    tomllib.loads(block("toml", "profile ="))
