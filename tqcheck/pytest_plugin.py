"""For those who judge translations inside tests: `assert_translation`, a function and a pytest fixture.

pytest loads this module at every start, so nothing of ours is imported before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tqcheck.config import Config

LIMITS = ("major or worse > 0",)


def assert_translation(
    target: str,
    source: str | None = None,
    reference: str | Sequence[str] = (),
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    limits: Sequence[str] = LIMITS,
    settings: Config | None = None,
) -> None:
    """Fail, with each flag at its place, if a translation breaks a limit.

    limits: as `tqcheck gate` has them; metrics that they name are measured. Scores need a reference.
    settings: rules, options and severities; those of the working directory's tqcheck.toml if left out.

    >>> assert_translation("He met the president.", target_lang="en")
    """
    __tracebackhide__ = True
    from tqcheck.config import load_config, run_of
    from tqcheck.gate import judge
    from tqcheck.limits import parse_limit
    from tqcheck.metrics import METRICS
    from tqcheck.model import Segment
    from tqcheck.report import Report
    from tqcheck.store import Held, planned

    parsed = [parse_limit(text) for text in limits]
    metrics = [limit.name for limit in parsed if limit.kind == "score" and limit.name in METRICS]
    run = run_of((settings or load_config()).but(metrics=list(dict.fromkeys(metrics))))
    references = (reference,) if isinstance(reference, str) else tuple(reference)
    segment = Segment("1", target, source, references, source_lang, target_lang)
    report = Report(run)
    results = list(report.recording(run.check([segment])))
    judgement = judge(Held("test", {**planned(run), "summary": report.summary()}, results), parsed)
    if not judgement.broken:
        return
    lines = [f"limit broken: {outcome.limit.text}: {outcome.shown}" for outcome in judgement.outcomes if outcome.broken]
    for flag in results[0].flags:
        start, end = flag.place.start, flag.place.end
        lines.append(f"{flag.severity} {flag.rule}: {flag.message}")
        lines.append(f"    {target[:start]}⟦{target[start:end]}⟧{target[end:]}")
    pytest.fail("\n".join(lines), pytrace=False)


@pytest.fixture(name="assert_translation", scope="session")
def _assert_translation() -> Callable[..., None]:
    """Return `assert_translation`, so that a test need not import it."""
    return assert_translation
