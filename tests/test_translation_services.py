"""Services over HTTP translate back; a busy, odd or hostile one costs a segment, never the run or a key."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module

import pytest
from engines import back

from tqcheck.backtranslation import ENGINES, engine_named
from tqcheck.errors import UsageError


class Service(BaseHTTPRequestHandler):
    """LibreTranslate and OpenAI's interface, with moods."""

    seen: list[tuple[str, dict[str, object], str | None]]
    busy = 0

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, body, self.headers.get("Authorization")))
        text = body.get("q") or body["messages"][1]["content"]
        if Service.busy:
            Service.busy -= 1
            return self.say(429, {}, {"Retry-After": "0"})
        if text == "away":
            return self.say(302, {}, {"Location": "http://127.0.0.1:9/steal"})
        if text == "odd":
            return self.say(200, ["what"])
        if text == "fails":
            return self.say(400, {"error": "bad"})
        if self.headers.get("Authorization") == "Bearer wrong":
            return self.say(401, {})
        if self.path.endswith("/chat/completions"):
            return self.say(200, {"choices": [{"message": {"content": text.upper() + "\n"}}]})
        return self.say(200, {"translatedText": text.upper()})

    def say(self, code: int, value: object, headers: dict[str, str] | None = None) -> None:
        raw = json.dumps(value).encode()
        self.send_response(code)
        for name, content in {"Content-Length": str(len(raw)), **(headers or {})}.items():
            self.send_header(name, content)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.delenv("TQCHECK_TRANSLATION_KEY", raising=False)
    Service.seen, Service.busy = [], 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_service_translates(service: str) -> None:
    answers, translating = back(engine_named(f"http:{service}"), "one", "odd", "two", "fails", "three", "away")
    assert answers == ["ONE", None, "TWO", None, "THREE", None]
    assert translating.troubles == {
        "answered in no form that is known": 1,
        "answered HTTP 400": 1,
        "answered HTTP 302": 1,
    }
    assert Service.seen[0][1]["source"] == "en"


def test_a_busy_service_is_asked_again(service: str) -> None:
    Service.busy = 3
    assert back(engine_named(f"http:{service},parallel=1"), "one")[0] == ["ONE"]
    assert len(Service.seen) == 4


def test_a_service_with_the_openai_interface_and_a_key(service: str, monkeypatch, capsys) -> None:
    monkeypatch.setenv("MY_KEY", "secret")
    engine = engine_named(f"http:{service}/v1,kind=openai,model=small,key=MY_KEY")
    answers, translating = back(engine, "one", "fails")
    assert answers == ["ONE", None]
    path, body, authorization = Service.seen[0]
    assert (path, body["model"], authorization) == ("/v1/chat/completions", "small", "Bearer secret")
    assert "English into Spanish" in str(body["messages"])
    said = capsys.readouterr()
    assert "secret" not in said.out + said.err + str(translating.summary()) + translating.told() + repr(engine)


def test_a_refused_key_stops_the_run_at_once(service: str, monkeypatch) -> None:
    monkeypatch.setenv("TQCHECK_TRANSLATION_KEY", "wrong")
    with pytest.raises(UsageError, match="refuses the key in TQCHECK_TRANSLATION_KEY"):
        back(engine_named(f"http:{service},kind=openai,model=m"), "one")


def test_a_service_that_cannot_be_reached_is_given_up(monkeypatch) -> None:
    monkeypatch.setattr(import_module("tqcheck.backtranslation.http"), "_RETRIES", 1)
    answers, translating = back(ENGINES["http"](url="http://127.0.0.1:9", parallel=1), *"abcdefgh")
    assert answers == [None] * 8
    assert "cannot be reached" in translating.told()
    assert "given up" in translating.told()


def test_a_key_goes_over_https_only(monkeypatch) -> None:
    monkeypatch.setenv("TQCHECK_TRANSLATION_KEY", "secret")
    with pytest.raises(UsageError, match="over https only") as error:
        engine_named("http:http://example.org").start("en", "es")
    assert "secret" not in str(error.value)
