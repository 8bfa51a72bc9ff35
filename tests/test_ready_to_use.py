"""The action, the hook, the templates and the pytest plugin do what they say, as far as a machine alone can tell."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from test_bad_input import tqcheck

yaml = pytest.importorskip("yaml")
pytest_plugins = ["pytester"]

ROOT = Path(__file__).parent.parent
LOOP = {"id": "1", "mt": "He met the the the president.", "tgt_lang": "en"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with one bad translation and a `tqcheck` command in bin/."""
    project = tmp_path / "project"
    (project / "mt").mkdir(parents=True)
    (project / "mt" / "a.jsonl").write_text(json.dumps(LOOP) + "\n")
    (project / "tqcheck.toml").write_text('[input]\ntarget = "mt"\n[rules]\nselect = ["repetition"]\n')
    command = tmp_path / "bin" / "tqcheck"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m tqcheck "$@"\n')
    command.chmod(0o755)
    pip = tmp_path / "bin" / "pip"
    pip.write_text("#!/bin/sh\nexit 0\n")
    pip.chmod(0o755)
    return project


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{folder.parent / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
    )


def git(folder: Path, *args: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *args], cwd=folder, check=True, capture_output=True)


# The action


def steps() -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    return found


def judge_step(project: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that judges, its environment filled from the inputs as GitHub fills it."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    values = {name: str(spec.get("default", "")) for name, spec in action["inputs"].items()} | inputs
    [step] = [step for step in steps() if step.get("id") == "judge"]
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: values[match[1]], text)
        for name, text in step["env"].items()  # type: ignore[attr-defined]
    }
    files = {name: str(project / name.lower()) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    return bash(str(step["run"]), project, **environment, **files)


def test_the_action_breaks_and_leaves_its_outputs(project: Path) -> None:
    done = judge_step(project)
    assert done.returncode == 1, done.stderr
    assert "::error file=mt/a.jsonl,line=1,col=" in done.stdout
    outputs = dict(line.split("=", 1) for line in (project / "github_output").read_text().splitlines())
    assert set(outputs) == {"sarif", "junit", "summary", "report"}
    assert all((project / path).is_file() for path in outputs.values())
    assert "the gate is broken" in (project / "github_step_summary").read_text("utf-8")


def test_the_action_passes_its_inputs_on(project: Path) -> None:
    assert judge_step(project, limits="critical > 1\n\nmqm points > 99\n").returncode == 0
    assert judge_step(project, target="nowhere.jsonl").returncode == 3
    assert judge_step(project, profile="nws").returncode == 2
    assert judge_step(project, args="--ignore repetition").returncode == 2  # no rule is left for the limits
    assert judge_step(project, limits="critical > 1", args="--metrics chrf").returncode == 0
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "one")
    done = judge_step(project, **{"changed-since": "HEAD"})
    assert done.returncode == 0
    assert "Nothing to judge" in done.stderr


def test_no_input_of_the_action_becomes_a_command(project: Path) -> None:
    assert not any("${{" in str(step.get("run", "")) for step in steps())
    done = judge_step(project, target='"; touch owned; $(touch owned) `touch owned`', limits="$(touch owned) > 0")
    assert done.returncode != 0
    assert not list(project.rglob("owned"))


def test_the_example_workflow_gives_only_inputs_that_the_action_has() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    workflow = yaml.safe_load((ROOT / "examples" / "github-workflow.yml").read_text("utf-8"))
    [step] = [
        step for step in workflow["jobs"]["judge"]["steps"] if str(step.get("uses", "")).startswith("tqcheck/tqcheck@")
    ]
    assert set(step["with"]) <= set(action["inputs"])
    from tqcheck.limits import parse_limit

    assert [parse_limit(text).value for text in step["with"]["limits"].splitlines()] == [0, 2, 1]


# The hook, the template, the image


def test_the_hook_stops_a_bad_commit(project: Path) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["language"] == "python"
    git(project, "init", "-q")
    assert bash(hook["entry"], project).returncode == 1
    (project / "mt" / "a.jsonl").write_text(json.dumps({**LOOP, "mt": "He met the president."}) + "\n")
    assert bash(hook["entry"], project).returncode == 0
    git(project, "add", ".")
    git(project, "commit", "-qm", "one")
    since = hook["entry"] + " --changed-since HEAD"
    assert "Nothing to judge" in bash(since, project).stderr
    (project / "mt" / "a.jsonl").write_text(json.dumps(LOOP) + "\n")
    git(project, "add", ".")
    assert bash(since, project).returncode == 1
    assert not (project / "reports").exists()


def test_the_gitlab_job_writes_the_reports_that_it_names(project: Path) -> None:
    job = yaml.safe_load((ROOT / "examples" / "gitlab-ci.yml").read_text("utf-8"))["tqcheck"]
    done = bash("\n".join(job["script"]), project, **job["variables"])
    assert done.returncode == 1, done.stderr
    for path in job["artifacts"]["reports"].values():
        assert (project / path).is_file()
    assert (project / "reports" / "ci" / "report.html").is_file()


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    copied = [
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    ]
    assert copied
    for path in copied:
        assert (ROOT / path).exists()
        assert f"!{path}" in ignored


# Changed files only


def test_only_changed_files_are_judged(project: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(project)
    git(project, "init", "-q", "-b", "main")
    Path("mt/b.jsonl").write_text(json.dumps({**LOOP, "id": "2"}) + "\n")
    git(project, "add", ".")
    git(project, "commit", "-qm", "one")
    git(project, "checkout", "-qb", "work")
    git(project, "checkout", "-q", "main")
    Path("mt/a.jsonl").write_text(json.dumps({**LOOP, "mt": "Changed on main."}) + "\n")
    git(project, "commit", "-qam", "two")
    git(project, "checkout", "-q", "work")

    def judged(*args: str) -> list[str]:
        assert tqcheck("check", "mt", "--format", "jsonl", *args) == 0
        return [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]

    assert judged() == ["1", "2"]
    assert judged("--changed-since", "main") == []  # what others did on main is not ours
    Path("mt/b.jsonl").write_text(json.dumps({**LOOP, "id": "3"}) + "\n")
    assert judged("--changed-since", "main") == ["3"]
    Path("mt/ç c.jsonl").write_text(json.dumps({**LOOP, "id": "4"}) + "\n")
    assert judged("--changed-since", "main") == ["3", "4"]
    git(project, "add", ".")
    git(project, "commit", "-qm", "three")
    assert judged("--changed-since", "main") == ["3", "4"]
    assert judged("--changed-since", "HEAD") == []
    assert tqcheck("check", "mt", "--changed-since", "nowhere") == 2
    assert "git knows no revision 'nowhere'" in capsys.readouterr().err
    assert tqcheck("check", "mt", "--changed-since=--help") == 2


def test_a_target_counts_as_changed_with_its_source(project: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(project)
    Path("tqcheck.toml").unlink()
    for name in ("mt/x.en.txt", "src/x.es.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("A line.\n")
    Path("mt/a.jsonl").unlink()
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "one")
    Path("src/x.es.txt").write_text("Otra.\n")
    assert tqcheck("check", "mt", "--sources", "src", "--format", "jsonl", "--changed-since", "HEAD") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_outside_of_git_changed_since_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    Path("a.jsonl").write_text(json.dumps(LOOP) + "\n")
    assert tqcheck("check", "a.jsonl", "--changed-since", "HEAD") == 2
    assert "not in a git repository" in capsys.readouterr().err


# The pytest plugin


def test_translations_are_judged_inside_tests(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        def test_good(assert_translation):
            assert_translation("He met the president.", target_lang="en")

        def test_bad(assert_translation):
            assert_translation("He met the the the president.", target_lang="en")

        def test_allowed(assert_translation):
            assert_translation("He met the the the president.", target_lang="en", limits=["critical > 1"])

        def test_score(assert_translation):
            assert_translation("He met the man.", reference="He met the president.", target_lang="en",
                               limits=["chrf < 90"])

        def test_nonsense(assert_translation):
            assert_translation("He met the man.", limits=["chrf => 90"])
        """
    )
    installed = entry_points(group="pytest11", name="tqcheck")
    plugin = () if installed else ("-p", "tqcheck.pytest_plugin")
    result = pytester.runpytest_subprocess(*plugin, "-p", "no:xdist")
    result.assert_outcomes(passed=2, failed=3)
    result.stdout.fnmatch_lines(
        [
            "limit broken: major or worse > 0: 1",
            "critical repetition.loop: *",
            "    He met ⟦the the the⟧ president.",
            "limit broken: chrf < 90: *",
            "*UsageError: cannot read the limit 'chrf => 90'*",
        ]
    )


def test_the_plugin_costs_other_peoples_tests_nothing() -> None:
    code = "import sys, tqcheck.pytest_plugin; print(*(name for name in sys.modules if name.startswith('tqcheck')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"tqcheck", "tqcheck.errors", "tqcheck.model", "tqcheck.pytest_plugin"}


# How long it takes


def test_a_thousand_segments_take_less_than_three_seconds_from_a_cold_start(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    words = [
        "the",
        "minister",
        "of",
        "trade",
        "said",
        "that",
        "many",
        "ships",
        "were",
        "waiting",
        "off",
        "our",
        "coast",
    ]
    with path.open("w") as out:
        for number in range(1000):
            text = " ".join([*words[number % 7 :], f"ship{number}", *words[: number % 5]])
            row = {"id": str(number), "src": "Dijo el ministro.", "mt": text, "src_lang": "es", "tgt_lang": "en"}
            out.write(json.dumps(row) + "\n")
    # Without the rules that need the encoder of [semantic], which takes more than a second to load.
    options = "--gate --limit 'critical > 1000' --workers 1 --ignore mistranslation"
    command = f"{shlex.quote(sys.executable)} -m tqcheck check a.jsonl {options}"
    # Processor time, the least of three trials: the machine may be busy with other things.
    spent = []
    for _ in range(3):
        before = os.times()
        done = bash(command, tmp_path)
        after = os.times()
        assert done.returncode == 0, done.stderr
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(spent) < 3
