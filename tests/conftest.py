"""Tests run offline, keep their caches to themselves, and build the tiny models that they need once."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

_HOME = Path(tempfile.mkdtemp(prefix="tqcheck-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["HF_HOME"] = str(_HOME / "hf")  # read when huggingface_hub is imported
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TQCHECK_CACHE"] = str(_HOME / "cache")
os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads on two busy cores are ten times slower than one


def must_have(there: bool, what: str) -> None:
    """Skip a test that cannot run here, with the reason; in CI, where everything is installed, fail."""
    if not there:
        if os.environ.get("CI") == "true":
            pytest.fail(what)
        pytest.skip(what)


@pytest.fixture(scope="session")
def tiny_comet() -> Callable[[str], str]:
    """Return a function: class of comet model → path of a tiny checkpoint; the encoder lies in the hub's cache."""
    must_have(find_spec("comet") is not None, "comet is not installed: pip install 'tqcheck[comet]'")
    import tiny_comet

    tiny_comet.build_encoder(_HOME / "hf")
    built: dict[str, str] = {}

    def path_of(kind: str) -> str:
        if kind not in built:
            built[kind] = str(tiny_comet.build_checkpoint(kind, _HOME / kind))
        return built[kind]

    return path_of
