"""The served review writes each decision to the run folder, and answers nobody but its own page."""

from __future__ import annotations

import http.client
import json
import threading

import pytest
from sample_run import sample_run
from test_report_hostile import HOSTILE, poisoned

from tqcheck.decisions import DECISIONS, Precision, append_decisions, decision_key, latest, read_decisions
from tqcheck.errors import InputError
from tqcheck.review import ReviewServer
from tqcheck.store import RUN, SEGMENTS


@pytest.fixture
def run_folder(tmp_path):
    record, segments = sample_run()
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / RUN).write_text(json.dumps(record), "utf-8")
    (folder / SEGMENTS).write_text("".join(json.dumps(segment) + "\n" for segment in segments), "utf-8")
    return folder


@pytest.fixture
def server(run_folder):
    with ReviewServer(run_folder) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server, method="GET", path=None, body=None, **headers):
    """Return (status, text) of one request; Host and Origin are the right ones unless given."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    headers = {"Host": server.hosts[0], "Origin": f"http://{server.hosts[0]}", **headers}
    connection.request(method, f"/{server.token}/decisions" if path is None else path, body, headers)
    response = connection.getresponse()
    text = response.read().decode("utf-8")
    connection.close()
    return response.status, text


DECISION = {"key": "k1", "decision": "accepted", "time": "2026-01-01T00:00:00Z"}


def test_takes_and_gives_decisions(server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert ask(server, "POST", body=json.dumps(DECISION))[0] == 204
    status, text = ask(server)
    assert (status, json.loads(text)["key"]) == (200, "k1")
    assert next(read_decisions(server.log))["decision"] == "accepted"


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"path": "/decisions"}, 403),
        ({"path": "/wrong-token/decisions"}, 403),
        ({"path": ""}, 403),
        ({"body": "no json"}, 400),
        ({"body": '{"key": "k", "decision": "<b>"}'}, 400),
        ({"body": json.dumps({**DECISION, "comment": "x" * 30_000})}, 400),
        ({"Content-Length": "99999999"}, 413),
    ],
)
def test_turns_away_everybody_else(server, what, status) -> None:
    assert ask(server, "POST", **{"body": json.dumps(DECISION), **what})[0] == status
    assert not server.log.exists()


def test_gives_nothing_without_the_token(server) -> None:
    for path in ("/", "/index.html", "/../run.json", f"/{server.token}x/"):
        status, text = ask(server, path=path)
        assert status in (400, 403)
        assert "valdivia" not in text
    assert ask(server, path=f"/{server.token}/run.json")[0] == 404


def test_two_tabs_and_a_new_server_agree(server, browser, run_folder) -> None:
    context = browser.new_context(viewport={"width": 1360, "height": 860})
    first, second = context.new_page(), context.new_page()
    noise = []
    for page in (first, second):
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("console", lambda line: noise.append(line.text))
        page.goto(server.url + "#/segments")
    first.keyboard.press("a")
    second.wait_for_function("() => document.getElementById('progress-text').textContent.startsWith('1 ')")
    second.keyboard.press("j")
    second.keyboard.press("d")
    first.wait_for_function("() => document.getElementById('progress-text').textContent.startsWith('2 ')")
    first.reload()
    first.wait_for_function("() => document.getElementById('progress-text').textContent.startsWith('2 ')")
    context.close()
    assert noise == []
    known = latest(read_decisions(run_folder / DECISIONS))
    assert sorted(decision["decision"] for decision in known.values()) == ["accepted", "dismissed"]
    _, segments = sample_run()
    keys = {decision_key(segment, flag) for segment in segments for flag in segment["flags"]}
    assert set(known) <= keys


def test_who_writes_at_once_loses_nothing(server, run_folder) -> None:
    """Tabs of one server and of another one of the same folder: every line is whole, every decision is there."""
    with ReviewServer(run_folder) as other:
        serving = threading.Thread(target=other.serve_forever)
        serving.start()

        def decide(to, name) -> None:
            for number in range(20):
                row = {**DECISION, "key": f"{name}-{number}", "comment": name * 2000}
                assert ask(to, "POST", body=json.dumps(row))[0] == 204

        tabs = [
            threading.Thread(target=decide, args=(to, name))
            for to, name in zip((server, other) * 3, "abcdef", strict=True)
        ]
        for tab in tabs:
            tab.start()
        for tab in tabs:
            tab.join()
        other.shutdown()
        serving.join()
    known = latest(read_decisions(run_folder / DECISIONS))
    assert set(known) == {f"{name}-{number}" for name in "abcdef" for number in range(20)}


def test_hostile_content_stays_text_when_served(browser, tmp_path) -> None:
    record, segments = poisoned(HOSTILE["close"] + HOSTILE["handler"])
    (tmp_path / RUN).write_text(json.dumps(record), "utf-8")
    (tmp_path / SEGMENTS).write_text("".join(json.dumps(segment) + "\n" for segment in segments), "utf-8")
    with ReviewServer(tmp_path) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        context = browser.new_context()
        page = context.new_page()
        noise, requests = [], []
        page.on("dialog", lambda dialog: (noise.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda line: noise.append(line.text))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(server.url + "#/segments")
        page.keyboard.press("d")  # two flags of one place and rule: one decision
        page.wait_for_function("() => document.getElementById('progress-text').textContent.startsWith('2 ')")
        page.wait_for_timeout(300)
        assert noise == []
        assert all(url.startswith(server.url) for url in requests)
        context.close()
        server.shutdown()
        thread.join()
    assert latest(read_decisions(tmp_path / DECISIONS))


def test_of_two_decisions_the_later_counts(tmp_path) -> None:
    log = tmp_path / DECISIONS
    base = {"key": "a", "comment": "", "suggestion": None}
    append_decisions(log, [{**base, "decision": "dismissed", "time": "2026-01-02"}])
    append_decisions(log, [{**base, "decision": "accepted", "time": "2026-01-01"}])
    append_decisions(log, [{**base, "key": "b", "decision": "accepted", "time": "2026-01-01"}])
    append_decisions(log, [{**base, "key": "b", "decision": None, "time": "2026-01-03"}])
    known = latest(read_decisions(log))
    assert {key: decision["decision"] for key, decision in known.items()} == {"a": "dismissed"}


def test_a_broken_line_is_named(tmp_path) -> None:
    log = tmp_path / DECISIONS
    log.write_text(json.dumps(DECISION) + "\n{}\n", "utf-8")
    with pytest.raises(InputError, match=r"decisions\.jsonl:2: is no decision"):
        list(read_decisions(log))


def test_precision_of_nothing_is_unknown() -> None:
    assert Precision(undecided=3).share is None


def test_the_command_adds_files_and_shows_precision(run_folder, tmp_path) -> None:
    from typer.testing import CliRunner

    from tqcheck.cli import app

    _, segments = sample_run()
    rows = [
        {
            **DECISION,
            "key": decision_key(segment, flag),
            "decision": "dismissed" if flag["rule"] == "names.misspelled" else "accepted",
        }
        for segment in segments
        for flag in segment["flags"]
    ]
    file = tmp_path / "from-ana.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    result = CliRunner().invoke(app, ["decisions", str(run_folder), str(file)])
    assert result.exit_code == 0, result.output
    lines = {line.split()[0]: line.split() for line in result.output.splitlines()}
    assert lines["names.misspelled"][1:5] == ["0", "2", "0", "0%"]
    assert lines["numbers.different"][1:5] == ["3", "0", "0", "100%"]
