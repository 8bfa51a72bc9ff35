"""What git says has changed: the files that differ from where this branch left a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tqcheck.errors import UsageError


def changed_since(rev: str, folder: Path = Path()) -> frozenset[Path]:
    """Return the files of the repository around `folder`, resolved, that differ from where HEAD left `rev`.

    So what others did on `rev` since then does not count. Files that git does not know yet do.
    Raises UsageError for a folder outside of git or a revision that git does not know.
    """
    top = Path(_git(folder, f"{folder.resolve()} is not in a git repository", "rev-parse", "--show-toplevel").strip())
    _git(folder, f"git knows no revision '{rev}'", "rev-parse", "--verify", "--end-of-options", f"{rev}^{{commit}}")
    left = _git(
        folder,
        f"git finds nothing that '{rev}' and HEAD have in common (a shallow clone? Fetch more of the history)",
        *("merge-base", "--end-of-options", rev, "HEAD"),
    ).strip()
    changed = _git(top, "git diff failed", "diff", "--name-only", "-z", left)
    new = _git(top, "git ls-files failed", "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset((top / name).resolve() for name in (changed + new).split("\0") if name)


def _git(folder: Path, problem: str, *args: str) -> str:
    command = ["git", "-C", str(folder), *args]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError as error:
        raise UsageError("--changed-since needs git, which is not installed") from error
    if done.returncode:
        raise UsageError(f"--changed-since: {problem}")
    return done.stdout
