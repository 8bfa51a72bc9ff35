"""Whether one system's corpus score differs from another's by more than chance, by sacreBLEU's own tests."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from tqcheck.metrics._sacrebleu import SacreMetric


def paired_p_values(
    metric: SacreMetric,
    lang: str,
    baseline: Sequence[str],
    system: Sequence[str],
    references: Sequence[Sequence[str]],
    samples: int = 0,
) -> dict[str, float]:
    """Return the p-values of paired bootstrap resampling (`bs`) and approximate randomisation (`ar`).

    `references` are those of each segment. `samples` 0 is sacreBLEU's own number: 1,000 and 10,000.
    sacreBLEU counts strictly larger differences alone, and so calls a difference in one segment certain. Where `n`
    segments differ, two of the 2**n exchanges are as large as what is seen: `ar` is no less than that.
    Source: Koehn 2004; Riezler and Maxwell 2005, as sacreBLEU computes them.
    """
    from sacrebleu.significance import PairedTest

    differing = sum(one != other for one, other in zip(baseline, system, strict=True))
    if not differing:
        return {"bs": 1.0, "ar": 1.0}
    streams = [list(stream) for stream in zip_longest(*references)]
    found = {}
    for test in ("bs", "ar"):
        named: list[tuple[str, Sequence[str]]] = [("baseline", list(baseline)), ("system", list(system))]
        _, scores = PairedTest(named, {metric.id: metric.make(lang)}, streams, test, samples)()
        [result] = [values[1] for name, values in scores.items() if name != "System"]
        assert not isinstance(result, str)
        found[test] = float(result.p_value or 0.0)
    return {**found, "ar": max(found["ar"], 2.0 ** (1 - differing))}
