"""Files are written whole or not at all, and nothing that is no file is replaced by one."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from tqcheck.files import written_whole


def test_an_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "flags.csv"
    path.write_text("old")
    with pytest.raises(ValueError, match="broke"), written_whole(path) as out:
        out.write("ne")
        raise ValueError("broke")
    assert path.read_text() == "old"
    assert (tmp_path / "flags.csv.partial").read_text() == "ne"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "flags.csv", tmp_path / "latest.csv"
    path.write_text("old")
    link.symlink_to(path)
    with written_whole(link) as out:
        out.write("new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    with written_whole(pipe) as out:
        out.write("flags")
    reader.join(timeout=10)
    assert read == ["flags"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_not_replaced() -> None:
    with written_whole(Path(os.devnull)) as out:
        out.write("flags")
    assert not Path(os.devnull).is_file()
