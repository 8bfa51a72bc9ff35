"""Settings come from file, profile and command line; what is wrong in them is named, with the near one."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from test_bad_input import tqcheck

from tqcheck.config import fitted, load_config, option_schemas, run_of
from tqcheck.model import Segment
from tqcheck.settings import PROFILES, SETTINGS, schema
from tqcheck.starter import shown, starter

LOOP = {"id": "1", "mt": "He met the the the the president.", "tgt_lang": "en"}
SCHEMA = Path(__file__).parent.parent / "docs" / "tqcheck.schema.json"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with one batch in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "batch.jsonl").write_text(json.dumps(LOOP) + "\n")
    return tmp_path


# configuration, what the error says
BAD = {
    "a key that is none": ("[rules]\nselct = []", "unknown key 'rules.selct'; did you mean select?"),
    "a table that is none": ("[rule]\nselect = []", "unknown key 'rule'; did you mean rules"),
    "a key in the wrong table": ('select = ["names"]', "unknown key 'select'; did you mean rules.select?"),
    "a key of another table": ("[rules]\nlimits = []", "unknown key 'rules.limits'; did you mean gate.limits?"),
    "no table": ("gate = 3", "gate = 3 must be a table: [gate]"),
    "text where a list is wanted": ('[rules]\nselect = "names"', 'rules.select = "names" must be a list of texts'),
    "a number where text is wanted": ("[input]\nto = 3", "input.to = 3 must be text"),
    "a rule that is none": (
        '[rules]\nselect = ["repetition.lop"]',
        "rules.select: there is no rule 'repetition.lop'; did you mean repetition.loop",
    ),
    "a metric that is none": ('metrics = ["blue"]', "metrics: there is no metric 'blue'; did you mean bleu"),
    "a profile that is none": (
        'profile = "new"',
        'profile = "new" must be news or strict or draft; did you mean news?',
    ),
    "a severity that is none": (
        '[severity]\n"repetition.loop" = "majr"',
        'severity = {"repetition.loop": "majr"} must be one of neutral, minor, major, critical; did you mean major',
    ),
    "the severity of no rule": ('[severity]\nrepetion = "major"', "severity: there is no rule 'repetion'"),
    "options of no rule": ("[options.repetition.lop]\nshortest = 3", "'repetition.lop', which is no rule or metric"),
    "an option that is none": (
        '[options."repetition.segment"]\nshortst = 3',
        "options.repetition.segment.shortst: repetition.segment has no option 'shortst'; did you mean shortest?",
    ),
    "an option of another kind": (
        '[options."repetition.segment"]\nshortest = "six"',
        'options.repetition.segment.shortest = "six" must be a whole number',
    ),
    "true for a number": ("[options.chrf]\nbeta = true", "options.chrf.beta = true must be a whole number"),
    "a limit that is none": ('[gate]\nlimits = ["chrf => 55"]', "gate.limits: cannot read the limit 'chrf => 55'"),
    "a level of 5": ("[gate]\nlevel = 5", "gate.level = 5 must be a number between 0 and 1"),
    "a language that is none": ('[rules.per-language-ignores]\nenglsh = ["repetition"]', "per-language-ignores: "),
    "ignores that are no list": ('[rules.per-file-ignores]\n"a*" = 3', "rules.per-file-ignores.a* = 3 must be a list"),
    "a glossary that nobody reads": (
        'glossary = "terms.tsv"\n[rules]\nselect = ["repetition.loop"]',
        'glossary = "terms.tsv" is read by none of the rules that are selected',
    ),
    "no TOML": ("[rules", "is no TOML"),
    "on-error of no kind": ('[input]\non-error = "stop"', 'input.on-error = "stop" must be fail or skip'),
}


@pytest.mark.parametrize("command", [["config"], ["check", "batch.jsonl", "--gate"]], ids=["config", "check"])
@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_bad_configuration(case: tuple[str, str], command: list[str], folder: Path, capsys) -> None:
    if command[0] == "check" and "metric" in case[1]:
        pytest.skip("check has no metrics")
    (folder / "tqcheck.toml").write_text(case[0] + "\n")
    assert tqcheck(*command) == 2
    said = capsys.readouterr()
    assert said.err.startswith("tqcheck: error: tqcheck.toml: ")
    assert case[1] in said.err
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_a_file_that_is_named_must_be_there(folder: Path, capsys) -> None:
    assert tqcheck("config", "--config", "other.toml") == 2
    assert "other.toml: there is no such configuration file" in capsys.readouterr().err
    (folder / "pyproject.toml").write_text("[project]\n")
    assert tqcheck("config") == 0
    assert tqcheck("config", "--config", "pyproject.toml") == 2


def test_command_line_overrules_file_overrules_profile_overrules_default(folder: Path) -> None:
    (folder / "tqcheck.toml").write_text('profile = "strict"\n[gate]\nlevel = 0.01\n[input]\nto = "en"\n')
    config = load_config(gate_level=0.2)
    assert (config["gate.level"], config.origin("gate.level")) == (0.2, "command line")
    assert (config["input.to"], config.origin("input.to")) == ("en", "tqcheck.toml")
    assert config["gate.limits"] == PROFILES["strict"]["gate.limits"]
    assert config.origin("gate.limits") == "profile strict"
    assert config.origin("metrics") == "default"
    assert load_config(profile="draft")["gate.limits"] == PROFILES["draft"]["gate.limits"]


def test_pyproject_serves_and_gives_way_to_tqcheck_toml(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.tqcheck]\nmetrics = ["ter"]\n')
    assert load_config()["metrics"] == ["ter"]
    (folder / "tqcheck.toml").write_text('metrics = ["chrf"]\n')
    assert load_config()["metrics"] == ["chrf"]


def test_paths_are_those_beside_the_file(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "tqcheck.toml").write_text('[input]\ntarget = "mt"\nreference = ["a.txt"]\n')
    config = load_config(path=folder / "sub" / "tqcheck.toml")
    assert config["input.target"] == str(folder / "sub" / "mt")
    assert config["input.reference"] == [str(folder / "sub" / "a.txt")]


def test_options_severities_and_ignores_reach_the_flags(folder: Path) -> None:
    (folder / "tqcheck.toml").write_text(
        '[severity]\nrepetition = "minor"\n[options.repetition.segment]\nshortest = 1\n'
        '[rules.per-file-ignores]\n"sport/*" = ["repetition"]\n[rules.per-language-ignores]\npt = ["repetition.loop"]\n'
        "[options.chrf]\nbeta = 3\n"
    )
    run = run_of(load_config(metrics=["chrf"], rules_select=["repetition"]))
    segment = Segment("1", "He met the the the the president.", target_lang="en", path="a.txt")
    [result] = run.check([segment])
    assert [str(flag.severity) for flag in result.flags] == ["minor"]
    assert result.verdict == "pass"
    for other in (segment.having(path="sport/a.txt"), segment.having(target_lang="pt-BR")):
        [result] = run.check([other])
        assert result.flags == ()
    assert {rule.id: rule.options() and rule.shortest for rule in run.rules}["repetition.segment"] == 1  # type: ignore[attr-defined]
    assert run.metrics[0].beta == 3  # type: ignore[attr-defined]


def test_a_configured_input_needs_no_argument(folder: Path, capsys) -> None:
    (folder / "tqcheck.toml").write_text('[input]\ntarget = "batch.jsonl"\n[output]\nformat = "jsonl"\n')
    assert tqcheck("check") == 0
    assert json.loads(capsys.readouterr().out)["flags"][0]["rule"] == "repetition.loop"


def test_files_of_another_target_are_left_alone(folder: Path, capsys) -> None:
    (folder / "mt.txt").write_text("One.\nTwo.\n")
    (folder / "source.txt").write_text("Uno.\nDos.\n")
    (folder / "tqcheck.toml").write_text('[input]\ntarget = "mt.txt"\nsource = "source.txt"\nto = "en"\n')
    assert tqcheck("check", "--format", "jsonl") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert tqcheck("check", "batch.jsonl", "--format", "jsonl") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("profile", PROFILES)
def test_what_init_writes_is_valid_and_says_the_defaults(profile: str, folder: Path, capsys) -> None:
    for name in ("mt/a.en.txt", "sources/a.es.txt", "references/a.en.txt", "glossary.tsv"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x\n")
    assert tqcheck("init", "--profile", profile) == 0
    said = capsys.readouterr().out
    assert "target mt, sources sources, references references, from es, to en, glossary glossary.tsv" in said
    text = (folder / "tqcheck.toml").read_text("utf-8")
    config = load_config()
    assert config["input.sources"] == "sources"
    assert (config["profile"], config["input.from"], config["input.to"]) == (profile, "es", "en")
    uncommented = [
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in text.splitlines()
    ]
    written = [line for line in uncommented if not line.startswith("#") and not line.endswith(".")]
    (folder / "all.toml").write_text("\n".join(written))
    everything = load_config(path=folder / "all.toml")
    assert {setting.key for setting in SETTINGS} == {s.key for s in SETTINGS if everything.origin(s.key) != "default"}
    assert tqcheck("init") == 2
    assert "is there already" in capsys.readouterr().err
    assert tqcheck("init", "--force") == 0


def test_init_takes_the_only_batch_of_a_folder(folder: Path) -> None:
    assert 'target = "batch.jsonl"' in starter(folder, "news")


def test_config_prints_toml_that_says_the_same(folder: Path, capsys) -> None:
    text = 'profile = "draft"\nmetrics = ["ter"]\n[rules]\nignore = ["repetition"]\n[options."repetition.segment"]\n'
    (folder / "tqcheck.toml").write_text(text + 'shortest = 4\n[severity]\nrepetition = "minor"\n')
    assert tqcheck("config") == 0
    out = capsys.readouterr().out
    assert "# profile draft" in out
    assert "# tqcheck.toml" in out
    tomllib.loads(out)
    (folder / "again.toml").write_text(out)
    again, first = load_config(path=Path("again.toml")), load_config()
    assert {s.key: again[s.key] for s in SETTINGS} == {s.key: first[s.key] for s in SETTINGS}
    assert shown(load_config()) == out


def test_the_schema_is_published_and_current(pytestconfig: pytest.Config) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    if pytestconfig.getoption("--update-readme"):
        SCHEMA.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
    assert json.loads(SCHEMA.read_text("utf-8")) == schema(), "the settings have changed: pytest --update-readme"
    full = schema(option_schemas())
    jsonschema.Draft7Validator.check_schema(full)
    validator = jsonschema.Draft7Validator(full)
    for name, (text, _) in BAD.items():
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        seen_by_tqcheck_alone = "rule" in name or "metric" in name or "limit" in name or "glossary" in name
        if not seen_by_tqcheck_alone and "language" not in name:
            assert list(validator.iter_errors(content)), name
    good = 'metrics = ["chrf"]\n[options."repetition.segment"]\nshortest = 3\n[severity]\nrepetition = "minor"\n'
    validator.validate(tomllib.loads(good))


@pytest.mark.parametrize(
    ("value", "hint", "wanted"),
    [
        (3, int, 3),
        (3, float, 3.0),
        (["a"], tuple[str, ...], ("a",)),
        (["a"], frozenset[str], frozenset("a")),
        ("x", str | None, "x"),
        (True, bool, True),
        ("a", int, "a whole number"),
        (True, int, "a whole number"),
        ([1], tuple[str, ...], "a list, each of it text"),
        ("a", tuple[str, ...], "a list"),
        (3, str | None, "text"),
    ],
)
def test_options_are_fitted_to_the_fields_of_the_plugin(value, hint, wanted) -> None:
    try:
        assert fitted(value, hint) == wanted
    except TypeError as error:
        assert str(error) == wanted
