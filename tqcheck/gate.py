"""The gate: a stored run is held against limits, a baseline and suppressions; what broke, and what is new."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from tqcheck.baselines import old_and_gone
from tqcheck.decisions import decision_key
from tqcheck.drops import changed
from tqcheck.errors import UsageError, near
from tqcheck.figures import Figures, Scorer, counted, places_of, scorers_of, words_of
from tqcheck.fingerprint import prints
from tqcheck.judgement import Judgement, Outcome, Standing, StoredRun
from tqcheck.limits import WORDS, Limit
from tqcheck.metrics import METRICS
from tqcheck.model import Category, Flag, Segment
from tqcheck.rules import RULES
from tqcheck.suppressions import Suppressions

LEVEL = 0.05
"""How often a score that did not change may be called worse than the baseline's."""
_NAMED = 5  # documents or segments that an outcome names


def judge(
    run: StoredRun,
    limits: Sequence[Limit],
    *,
    baseline: StoredRun | None = None,
    suppressions: Suppressions | None = None,
    decisions: Mapping[str, Mapping[str, Any]] | None = None,
    today: datetime.date = datetime.date.max,
    level: float = LEVEL,
) -> Judgement:
    """Hold a run against limits; flags that the baseline has, a suppression covers or a reviewer dismissed do not count.

    decisions: reviewers' decisions by key, as `decisions.latest` returns them.
    Raises UsageError for a limit on something that does not exist, did not run or has no baseline.
    """
    rules = {limit: check_limit(limit, run.record, baseline is not None) for limit in limits}
    suppressions = suppressions or Suppressions()
    standings, gone = _standings(run, baseline, suppressions, decisions or {}, today)
    metrics = tuple(dict.fromkeys(limit.name for limit in limits if limit.kind == "score"))
    wanted = {_scope_kind(limit) for limit in limits} | {"run"}
    scopes: defaultdict[tuple[str, str], Figures] = defaultdict(Figures)
    scorers = scorers_of(run.record)
    segments: dict[Limit, list[tuple[float, str]]] = {limit: [] for limit in limits if limit.scope == "segment"}
    counting = 0
    for number, result in enumerate(run.results()):
        kept = tuple(flag for index, flag in enumerate(result.flags) if (number, index) not in standings)
        counting += len(kept)
        judged, words = counted(result, kept), words_of(result)
        for scope in places_of(result):
            if scope[0] in wanted:
                scopes[scope].add(judged, words, metrics)
        for limit, found in segments.items():
            alone = Figures()
            alone.add(judged, words, metrics)
            if (figure := alone.of(limit, rules[limit], scorers)) is not None:
                found.append((figure, result.segment.id))
    sizes = {
        "skipped": len(run.record.get("skipped", ())),
        "unused suppressions": len(suppressions.unused()),
        "expired suppressions": len(suppressions.expired(today)),
    }
    outcomes = []
    for limit in limits:
        if limit.kind == "change":
            assert baseline is not None  # check_limit saw to it
            outcomes.append(changed(limit, run, baseline, level))
        elif limit.name in sizes:
            outcomes.append(_outcome(limit, [(sizes[limit.name], "")]))
        elif limit.scope == "segment":
            outcomes.append(_outcome(limit, segments[limit]))
        else:
            outcomes.append(_outcome(limit, _figures(limit, scopes, rules[limit], scorers, run.record)))
    remarks = (
        *(
            f"expired suppression, no longer in force: {row} ({row.reason}, {row.author})"
            for row in suppressions.expired(today)
        ),
        *(f"unused suppression: {row} ({row.reason}, {row.author})" for row in suppressions.unused()),
    )
    return Judgement(tuple(outcomes), standings, counting, gone, baseline.name if baseline else None, remarks)


def check_limit(limit: Limit, record: Mapping[str, Any], with_baseline: bool) -> frozenset[str]:
    """Return the rules that the limit's name stands for in a run.

    record: the run's `run.json`; before the run, only its `rules`, `metrics` and `categories`.
    Raises UsageError for a limit on something that does not exist, did not run or makes no sense.
    """
    not_run = {row["id"]: row["reason"] for row in record.get("summary", {}).get("not_run", ())}
    if limit.kind in ("score", "change"):
        _check_metric(limit, record, not_run, with_baseline)
        return frozenset()
    if limit.kind in ("flags", "mqm", "verdicts"):
        if not limit.upward:
            raise UsageError(
                f"the limit '{limit.text}' would break where there are few flags; a limit says what breaks: use >"
            )
        ran = [id for id in record["rules"] if id not in not_run]
        if not ran:
            raise UsageError(f"the limit '{limit.text}' cannot hold: no rule ran")
    if limit.kind != "flags" or not limit.name:
        return frozenset(record["rules"])
    return _named_rules(limit, record, not_run)


def _named_rules(limit: Limit, record: Mapping[str, Any], not_run: Mapping[str, str]) -> frozenset[str]:
    name, rules = limit.name, record["rules"]
    chosen = {id for id in rules if id == name or id.startswith(name + ".")}
    categories = record.get("categories", {})
    chosen |= {id for id, category in categories.items() if category == name}
    if not chosen:
        known = {*rules, *categories.values(), *get_args(Category), *(id.split(".")[0] for id in rules)}
        if any(id == name or id.startswith(name + ".") for id in RULES.ids) or name in get_args(Category):
            raise UsageError(f"the limit '{limit.text}' cannot hold: {name} did not run (it was not selected)")
        known |= {*RULES.ids, *METRICS.ids, *WORDS}
        raise UsageError(
            f"the limit '{limit.text}' names '{name}', which is no rule, category or metric{near(name, known)}"
        )
    if all(id in not_run for id in chosen):
        reason = not_run[min(chosen)]
        raise UsageError(f"the limit '{limit.text}' cannot hold: {name} did not run ({reason})")
    return frozenset(chosen)


def _check_metric(limit: Limit, record: Mapping[str, Any], not_run: Mapping[str, str], with_baseline: bool) -> None:
    name = limit.name
    if name not in record["metrics"]:
        if name in METRICS:
            raise UsageError(f"the limit '{limit.text}' cannot hold: {name} did not run (choose it with --metrics)")
        known = {*record["metrics"], *METRICS.ids}
        raise UsageError(f"the limit '{limit.text}' names '{name}', which is no metric{near(name, known)}")
    if name in not_run:
        raise UsageError(f"the limit '{limit.text}' cannot hold: {name} did not run ({not_run[name]})")
    higher = METRICS[name].higher_is_better if name in METRICS else _row(record, name).get("higher_is_better", True)
    better = f"for {name}, {'higher' if higher else 'lower'} is better"
    if limit.kind == "score" and limit.upward == higher:
        raise UsageError(
            f"the limit '{limit.text}' would break on good scores: {better}; a limit says what breaks:"
            f" use {'<' if higher else '>'}"
        )
    if limit.kind == "change":
        if limit.op == ("rises" if higher else "drops"):
            way = "drops" if higher else "rises"
            raise UsageError(f"the limit '{limit.text}' would break on better scores: {better}; write '{name} {way} …'")
        if not with_baseline:
            raise UsageError(f"the limit '{limit.text}' needs a baseline: name one with --baseline RUN")


def _row(record: Mapping[str, Any], metric: str) -> dict[str, Any]:
    rows = record.get("summary", {}).get("scores", ())
    return next((row for row in rows if row["metric"] == metric), {})


def _standings(
    run: StoredRun,
    baseline: StoredRun | None,
    suppressions: Suppressions,
    decisions: Mapping[str, Mapping[str, Any]],
    today: datetime.date,
) -> tuple[dict[tuple[int, int], Standing], int]:
    """Return why flags do not count, and how many of the baseline's are gone."""
    places, found, standings = [], [], {}
    for number, (result, of_flags) in enumerate(prints(run.results())):
        inline = suppressions.inline(result.segment)
        for index, (flag, print) in enumerate(zip(result.flags, of_flags, strict=True)):
            if row := suppressions.of(flag, result.segment, print, inline, today):
                standings[number, index] = Standing("suppressed", row.reason, row.author)
            elif (
                decisions and (decision := decisions.get(_key(flag, result.segment), {})).get("decision") == "dismissed"
            ):
                reason = decision.get("reason") or decision.get("comment") or "dismissed in review"
                standings[number, index] = Standing("dismissed", reason, decision.get("reviewer") or "")
            places.append((number, index))
            found.append(print)
    if baseline is None:
        return standings, 0
    before = [print for _, of_flags in prints(baseline.results()) for print in of_flags]
    old, gone = old_and_gone(before, found)
    known = Standing("baseline", f"known since the baseline {baseline.name}")
    for index in old:
        standings.setdefault(places[index], known)
    return standings, gone


def _key(flag: Flag, segment: Segment) -> str:
    """Return what reviewers' decisions know a flag by."""
    place = flag.place
    record = {"rule": flag.rule, "start": place.start, "end": place.end}
    return decision_key({"src": segment.source, "mt": segment.target}, record)


def _scope_kind(limit: Limit) -> str:
    if limit.scope == "run":
        return "lang" if limit.kind == "score" and not limit.decile else "run"
    return limit.scope if limit.scope in ("document", "segment") else "lang"


def _figures(
    limit: Limit,
    scopes: Mapping[tuple[str, str], Figures],
    rules: frozenset[str],
    scorers: Mapping[str, Scorer],
    record: Mapping[str, Any],
) -> list[tuple[float, str]]:
    """Return the figure of each scope that the limit is held against, with the scope's name."""
    kind = _scope_kind(limit)
    if limit.scope == "run" and kind == "lang":  # a score of two languages together would mean nothing
        names = [row["pair"] for row in record["summary"]["scores"] if row["metric"] == limit.name]
    elif kind == "lang":
        names = [limit.scope]
    else:
        names = [name for scope, name in scopes if scope == kind]
    if kind == "document" and not names:
        raise UsageError(f"the limit '{limit.text}' cannot hold: the input names no documents (give a doc_id)")
    if kind == "lang" and limit.scope != "run" and ("lang", limit.scope) not in scopes:
        known = [name for scope, name in scopes if scope == "lang"]
        raise UsageError(
            f"the limit '{limit.text}' cannot hold: no segment is in '{limit.scope}'{near(limit.scope, known)}"
            f" (there are {', '.join(known)})"
        )
    found = []
    for name in names:
        figure = scopes[kind, name].of(limit, rules, scorers)
        if figure is not None:
            found.append((figure, name))
    if not found and limit.kind == "score":
        raise UsageError(f"the limit '{limit.text}' cannot hold: {limit.name} was not measured there")
    return found


def _outcome(limit: Limit, figures: list[tuple[float, str]]) -> Outcome:
    if not figures:  # no words: nothing of which there could be too much
        return Outcome(limit, False, None, "nothing to count")
    figures = sorted(figures, key=lambda row: -row[0] if limit.upward else row[0])
    worst, name = figures[0]
    broken = [row for row in figures if limit.breaks(row[0])]
    unit = " %" if limit.unit == "%" else f" {limit.unit}" if limit.unit else ""
    shown = _number(worst, limit) + (" points" if limit.kind == "mqm" else "") + unit
    if len(figures) > 1:
        noun = limit.scope if limit.scope in ("document", "segment") else "language pair"
        shown += f" in {name}, the worst of {len(figures):,} {noun}s; broken by {len(broken):,}"
    elif name:
        shown += f" in {name}"
    places = tuple(f"{name}: {_number(figure, limit)}" for figure, name in broken if name)
    return Outcome(limit, bool(broken), worst, shown, places[:_NAMED])


def _number(figure: float, limit: Limit) -> str:
    """Show a figure with two decimals, or with as many as show on which side of the limit it lies."""
    for digits in (2, 4, 6, 9):
        text = f"{figure:,.{digits}f}"
        if limit.kind == "change" or limit.breaks(float(text.replace(",", ""))) == limit.breaks(figure):
            break
    return text.rstrip("0").rstrip(".")
