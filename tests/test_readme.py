"""What the README shows is what the commands print, and what it names exists.

`pytest tests/test_readme.py --update-readme` writes the outputs anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK_RE = re.compile(r"```console\n\$ (?P<command>tqcheck [^\n]*)\n(?P<output>.*?)```", re.DOTALL)


def printed(command: str, folder: Path) -> str:
    """Return what a command of the README prints, run beside the samples."""
    for name in ("samples", "references"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    *words, last = command.split(" | ") if " | " in command else (command, "")
    args = [sys.executable, "-m", "tqcheck", *shlex.split(words[0])[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    done = subprocess.run(args, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    lines = done.stdout.splitlines(keepends=True)
    if last.startswith("head -"):
        lines = lines[: int(last.removeprefix("head -"))]
    return "".join(line.rstrip() + "\n" for line in lines)


def test_shows_what_the_commands_print(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = README.read_text("utf-8")
    blocks = list(BLOCK_RE.finditer(text))
    assert blocks
    fresh = BLOCK_RE.sub(lambda m: f"```console\n$ {m['command']}\n{printed(m['command'], tmp_path)}```", text)
    if request.config.getoption("--update-readme"):
        README.write_text(fresh, "utf-8")
    else:
        assert text == fresh


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text("utf-8")):
        assert (ROOT / target).exists(), target
