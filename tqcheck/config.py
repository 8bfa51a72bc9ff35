"""Settings from `tqcheck.toml` or `[tool.tqcheck]`, a profile and the command line, validated once, to a Run."""

from __future__ import annotations

import json
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tqcheck.errors import UsageError, near
from tqcheck.glossary import load_glossary
from tqcheck.limits import Limit, parse_limit
from tqcheck.metrics import METRICS, Metric
from tqcheck.metrics._views import metric_named
from tqcheck.model import Severity, Term
from tqcheck.pipeline import Policy, Run
from tqcheck.plugin import Plugin
from tqcheck.rules import RULES, Rule
from tqcheck.settings import BY_KEY, OPEN, PROFILES, SETTINGS, TABLES
from tqcheck.text.entities import find_recogniser
from tqcheck.text.languages import parse_language

FILE, PROJECT = "tqcheck.toml", "pyproject.toml"
COMMAND_LINE = "command line"
GLOSSARY_READERS = ("names.", "terms.")
"""The families that go by the glossary."""
_OPTIONS = {"rules.select": "rules", "gate.limits": "limit"}  # the other options are the last part of their key


class Config:
    """All settings in force. `config["input.from"]` is a value, `config.origin` says who set it."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {setting.key: setting.default for setting in SETTINGS}
        self._origins: dict[str, str] = dict.fromkeys(self._values, "default")

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def origin(self, key: str) -> str:
        """Return where a value comes from: default, a profile, a file or the command line."""
        return self._origins[key]

    def take(self, values: Mapping[str, Any], origin: str) -> Config:
        """Let values overrule what is there, None apart; return itself.

        Raises UsageError, with origin, key and value, for one that does not fit.
        """
        for key, value in values.items():
            if value is not None:
                _check_kind(key, value, origin)
                self._values[key], self._origins[key] = value, origin
        return self

    def add_options(self, plugin: str, **options: Any) -> None:
        """Let options of one rule or metric from the command line overrule the file's, None apart."""
        given = {name: value for name, value in options.items() if value is not None}
        if given:
            ours = {**self["options"].get(plugin, {}), **given}
            self.take({"options": {**self["options"], plugin: ours}}, COMMAND_LINE)

    def but(self, **values: Any) -> Config:
        """Return a copy with some values changed."""
        copy = Config()
        copy._values, copy._origins = dict(self._values), dict(self._origins)
        return copy.take(values, "code")

    def refuse(self, key: str, problem: str, value: Any = None) -> UsageError:
        """Return the error that names a key, its value and where it was set."""
        return _refused(self.origin(key), key, self[key] if value is None else value, problem)


def load_config(folder: Path = Path(), path: Path | None = None, **given: Any) -> Config:
    """Return the settings of `path`, else of `tqcheck.toml` or `[tool.tqcheck]` in `folder`, if there are any.

    given: what the command line says, by key with `_` for `.`; it overrules the file, as the file
    overrules the profile and the profile the defaults.
    Raises UsageError for a file that is none, an unknown key or a value that does not fit.
    """
    config, from_file, origin = Config(), {}, ""
    found = path or _find(folder)
    if found:
        from_file, origin = dict(_flat(_read(found, path is not None), str(found))), str(found)
        for key, value in from_file.items():
            _check_kind(key, value, origin)
        if found.parent != Path() and found.parent != folder:
            from_file = {key: _relative(key, value, found.parent) for key, value in from_file.items()}
    overrules = {BY_FLAG[flag]: value for flag, value in given.items()}
    profile = overrules.get("profile") or from_file.get("profile") or config["profile"]
    _check_kind("profile", profile, COMMAND_LINE if overrules.get("profile") else origin or "default")
    config.take(PROFILES[profile], f"profile {profile}")
    return config.take(from_file, origin).take(overrules, COMMAND_LINE)


BY_FLAG = {setting.key.replace(".", "_").replace("-", "_"): setting.key for setting in SETTINGS}


def _find(folder: Path) -> Path | None:
    if (folder / FILE).is_file():
        return folder / FILE
    project = folder / PROJECT
    return project if project.is_file() and "tqcheck" in _toml(project).get("tool", {}) else None


def _read(path: Path, named: bool) -> dict[str, Any]:
    content = _toml(path)
    if path.name != PROJECT:
        return content
    if named and "tqcheck" not in content.get("tool", {}):
        raise UsageError(f"{path}: has no table [tool.tqcheck]")
    table = content["tool"]["tqcheck"]
    if not isinstance(table, dict):
        raise UsageError(f"{path}: tool.tqcheck must be a table: [tool.tqcheck]")
    return table


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such configuration file (`tqcheck init` writes one)") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{path}: is no TOML: {error}") from error


def _flat(content: Mapping[str, Any], origin: str) -> Iterator[tuple[str, Any]]:
    """Yield (key, value) of a configuration file, the tables of `TABLES` taken apart."""
    for key, value in content.items():
        if key in TABLES:
            if not isinstance(value, dict):
                raise _refused(origin, key, value, f"must be a table: [{key}]")
            for name, inner in value.items():
                if f"{key}.{name}" not in BY_KEY:
                    known = [known.partition(".")[2] for known in BY_KEY if known.startswith(key + ".")]
                    elsewhere = [known for known in BY_KEY if known.rpartition(".")[2] == name]
                    close = near(name, known) or (f"; did you mean {elsewhere[0]}?" if elsewhere else "")
                    raise UsageError(f"{origin}: unknown key '{key}.{name}'{close} (known: {', '.join(known)})")
                yield f"{key}.{name}", inner
        elif key in BY_KEY:
            yield key, value
        else:
            elsewhere = [known for known in BY_KEY if known.rpartition(".")[2] == key]
            top = [*TABLES, *(known for known in BY_KEY if "." not in known)]
            close = f"; did you mean {elsewhere[0]}?" if elsewhere else near(key, {*top})
            raise UsageError(f"{origin}: unknown key '{key}'{close} (known: {', '.join(top)})")


def _check_kind(key: str, value: Any, origin: str) -> None:
    kind = BY_KEY[key].kind
    if kind in ("text", "path") and not isinstance(value, str):
        raise _refused(origin, key, value, "must be text")
    if kind in ("texts", "paths") and not _are_texts(value):
        raise _refused(origin, key, value, "must be a list of texts")
    if kind == "share" and not (isinstance(value, float) and 0 < value < 1):
        raise _refused(origin, key, value, "must be a number between 0 and 1, such as 0.05")
    for name, known in (("on-error", ("fail", "skip")), ("profile", tuple(PROFILES))):
        if kind == name and value not in known:
            raise _refused(origin, key, value, f"must be {' or '.join(known)}{near(str(value), known)}")
    if key in OPEN and not isinstance(value, dict):
        raise _refused(origin, key, value, f"must be a table: [{key}]")
    if kind == "lists":
        for name, inner in value.items():
            if not _are_texts(inner):
                raise _refused(origin, f"{key}.{name}", inner, "must be a list of rules or families")


def _are_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _refused(origin: str, key: str, value: Any, problem: str) -> UsageError:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    if origin == COMMAND_LINE:
        return UsageError(f"--{_OPTIONS.get(key, key.rpartition('.')[2])} {shown} {problem}")
    return UsageError(f"{origin}: {key} = {shown} {problem}")


def _relative(key: str, value: Any, folder: Path) -> Any:
    if BY_KEY[key].kind == "path":
        return str(folder / value)
    return [str(folder / path) for path in value] if BY_KEY[key].kind == "paths" else value


def run_of(config: Config) -> Run:
    """Return the run that the settings describe.

    Raises UsageError, with the key, for a name that is none or an option that does not fit.
    """
    rule_ids = _names(config, lambda: RULES.select(config["rules.select"], config["rules.ignore"]), "rules.select")
    options = _options(config)
    classes = {id: RULES[id] for id in rule_ids}
    glossary: tuple[Term, ...] = ()
    if config["glossary"]:
        if not any(id.startswith(GLOSSARY_READERS) for id in classes):
            raise config.refuse("glossary", "is read by none of the rules that are selected")
        glossary = load_glossary(Path(config["glossary"]))
    rules: list[Rule] = [_made(config, rule, options.get(id, {}), id) for id, rule in classes.items()]
    metrics = _metrics(config, options)
    for metric in metrics:
        metric.ready()
    try:
        recognisers = tuple(find_recogniser(name).name for name in config["ner"])
    except UsageError as error:
        raise UsageError(f"{config.origin('ner')}: ner: {error}") from error
    return Run(tuple(rules), tuple(metrics), _policy(config), glossary, recognisers)


def _metrics(config: Config, options: Mapping[str, dict[str, Any]]) -> list[Metric]:
    """Return the metrics; a view such as `chrf.bt` has the options of `chrf`."""
    found = []
    for name in dict.fromkeys(config["metrics"]):
        id = name if name in METRICS else name.partition(".")[0]
        _names(config, lambda name=name: [metric_named(name, {}).id], "metrics")  # type: ignore[misc]  # bound now
        found.append(_made(config, lambda name=name, **given: metric_named(name, given), options.get(id, {}), id))
    return found


def limits_of(config: Config) -> tuple[Limit, ...]:
    """Return the limits, read.

    Raises UsageError for one that cannot be read.
    """
    limits = []
    for text in config["gate.limits"]:
        try:
            limits.append(parse_limit(text))
        except UsageError as error:
            raise UsageError(f"{config.origin('gate.limits')}: gate.limits: {error}") from error
    return tuple(limits)


def _names(config: Config, select: typing.Callable[[], list[str]], key: str) -> list[str]:
    try:
        return select()
    except UsageError as error:
        if config.origin(key) in ("default", COMMAND_LINE):
            raise
        raise UsageError(f"{config.origin(key)}: {key}: {error}") from error


def _policy(config: Config) -> Policy | None:
    severities = []
    for name, value in _leaves(config["severity"]):
        known = [str(severity) for severity in Severity]
        if value not in known:
            problem = f"must be one of {', '.join(known)}{near(str(value), known)}"
            raise config.refuse("severity", problem, {name: value})
        severities += [(id, Severity[str(value).upper()]) for id in _named(config, "severity", name)]
    by_file = [
        (pattern, id)
        for pattern, names in config["rules.per-file-ignores"].items()
        for name in names
        for id in _named(config, "rules.per-file-ignores", name)
    ]
    by_language = []
    for lang, names in config["rules.per-language-ignores"].items():
        try:
            tag = parse_language(lang)
        except UsageError as error:
            raise UsageError(
                f"{config.origin('rules.per-language-ignores')}: rules.per-language-ignores: {error}"
            ) from error
        by_language += [(tag, id) for name in names for id in _named(config, "rules.per-language-ignores", name)]
    return (
        Policy(tuple(severities), tuple(by_file), tuple(by_language)) if severities or by_file or by_language else None
    )


def _named(config: Config, key: str, name: str) -> list[str]:
    try:
        return RULES.select([name])
    except UsageError as error:
        raise UsageError(f"{config.origin(key)}: {key}: {error}") from error


def _leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield `names.misspelled` for `"names.misspelled"` as for a table in a table."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _options(config: Config) -> dict[str, dict[str, Any]]:
    """Return the options by plugin id, values as the fields of the plugin want them."""
    found: dict[str, dict[str, Any]] = {}
    for dotted, value in _leaves(config["options"]):
        id, _, name = dotted.rpartition(".")
        if id not in RULES and id not in METRICS:
            known = [*RULES.ids, *METRICS.ids]
            raise config.refuse(
                "options", f"names '{id or dotted}', which is no rule or metric{near(id, known)}", {dotted: value}
            )
        plugin: type[Plugin] = RULES[id] if id in RULES else METRICS[id]
        hints = option_types(plugin)
        if name not in hints:
            raise UsageError(
                f"{config.origin('options')}: options.{dotted}: {id} has no option '{name}'{near(name, hints)}"
                f" (it has {', '.join(hints) or 'none'})"
            )
        try:
            found.setdefault(id, {})[name] = fitted(value, hints[name])
        except TypeError as error:
            raise _refused(config.origin("options"), f"options.{dotted}", value, f"must be {error}") from error
    return found


P = typing.TypeVar("P", bound=Plugin)


def _made(config: Config, make: typing.Callable[..., P], options: dict[str, Any], id: str) -> P:
    try:
        return make(**options)
    except (ValueError, UsageError) as error:  # a plugin may check more than types
        raise UsageError(f"{config.origin('options')}: options of {id}: {error}") from error


def option_types(plugin: type[Plugin]) -> dict[str, Any]:
    """Return the type of each option of a plugin."""
    hints = typing.get_type_hints(plugin)
    return {name: hints[name] for name in plugin.options()}


NAMES = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}


def fitted(value: Any, hint: Any) -> Any:
    """Return a TOML value as a field of type `hint` wants it.

    Raises TypeError that says what is wanted.

    >>> fitted(["a", "b"], tuple[str, ...])
    ('a', 'b')
    """
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _fitted_union(value, [kind for kind in inner if kind is not types.NoneType])
    if origin is typing.Literal:
        if value not in inner:
            raise TypeError(f"one of {', '.join(map(str, inner))}")
        return value
    if origin in (tuple, frozenset, set, list):
        if not isinstance(value, list):
            raise TypeError("a list")
        try:
            return origin(fitted(item, inner[0]) for item in value)
        except TypeError as error:
            raise TypeError(f"a list, each of it {error}") from error
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint in NAMES and (not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool)):
        raise TypeError(NAMES[hint])
    return value


def _fitted_union(value: Any, kinds: list[Any]) -> Any:
    wanted = []
    for kind in kinds:
        try:
            return fitted(value, kind)
        except TypeError as error:
            wanted.append(str(error))
    raise TypeError(" or ".join(wanted))


def option_schemas() -> dict[str, Any]:
    """Return the JSON Schemas of the options of each rule and metric that is installed."""
    found = {}
    for plugin in (*RULES, *METRICS):
        defaults, properties = plugin.options(), {}
        for name, hint in option_types(plugin).items():
            kind = {int: "integer", float: "number", str: "string", bool: "boolean"}.get(hint)
            properties[name] = {"default": defaults[name], **({"type": kind} if kind else {})}
        found[plugin.id] = {
            "type": "object",
            "description": plugin.summary(),
            "additionalProperties": False,
            "properties": properties,
        }
    return found
