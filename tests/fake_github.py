"""A GitHub on loopback that behaves as its documents say, with faults to order.

"REST API endpoints for issue comments", "Using pagination in the REST API", "Rate limits for the REST API",
"Troubleshooting the REST API". It keeps state, which tests read back.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "acme/estate"
NUMBER = 7
BOT = "github-actions[bot]"
BOT_TOKEN = "ghs_canary0token0of0an0actions0job"
PERSON = "mallory"
PERSON_TOKEN = "ghp_canary0token0of0a0person"


@dataclass
class Fault:
    """What the server does instead of answering well, once.

    Attributes:
        method: the requests that it hits.
        status: answered in place of the request; 0 closes the connection without an answer.
        headers: of that answer.
        message: of that answer.
        carried_out: whether the request takes effect all the same.
    """

    method: str
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    message: str = "Server Error"
    carried_out: bool = False


@dataclass
class FakeGitHub:
    """One pull request's comments, and what GitHub makes of requests about them."""

    limit_characters: int = 65_536
    comments: list[dict[str, Any]] = field(default_factory=list)
    commits: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    before_listing: Callable[[], None] = lambda: None
    hidden_listings: int = 0
    """How many listings show nothing yet of what was created."""
    prefix: str = ""
    """``/api/v3`` on an Enterprise Server."""
    next_page_host: str = ""
    """Where the Link header sends its reader, in place of here."""
    url: str = ""
    lock: threading.RLock = field(default_factory=threading.RLock)
    accounts: dict[str, str] = field(default_factory=lambda: {BOT_TOKEN: BOT, PERSON_TOKEN: PERSON})
    _last: int = 1000

    def write(self, login: str, body: str) -> dict[str, Any]:
        """Have an account comment."""
        with self.lock:
            self._last += 1
            comment = {
                "id": self._last,
                "node_id": f"IC_{self._last}",
                "html_url": f"https://github.com/{REPOSITORY}/pull/{NUMBER}#issuecomment-{self._last}",
                "user": {"login": login, "type": "Bot" if login.endswith("[bot]") else "User"},
                "body": body,
                "editor": None,
            }
            self.comments.append(comment)
            return comment

    def by(self, login: str) -> list[str]:
        """What an account's comments say now."""
        return [each["body"] for each in self.comments if each["user"]["login"] == login]

    def find(self, number: int) -> dict[str, Any] | None:
        """A comment by its id."""
        return next((each for each in self.comments if each["id"] == number), None)

    def writes(self) -> list[str]:
        """The methods of the writes that arrived, in order."""
        return [
            line.split()[0] for line in self.requests if not line.startswith("GET") and "graphql" not in line
        ]


@contextmanager
def serving(github: FakeGitHub) -> Iterator[FakeGitHub]:
    """Serve it on a loopback port for as long as the block lasts."""
    handler = type("Handler", (_Handler,), {"github": github})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    github.url = f"http://127.0.0.1:{server.server_port}{github.prefix}"
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    github: FakeGitHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.handle_request()

    do_POST = do_PATCH = do_DELETE = do_GET  # noqa: N815 # http.server's names

    def handle_request(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        with self.github.lock:
            self.github.requests.append(f"{self.command} {self.path}")
            fault = next((each for each in self.github.faults if each.method == self.command), None)
            if fault is not None:
                self.github.faults.remove(fault)
                if fault.carried_out:
                    self.outcome(body)
                self.fail(fault)
                return
            self.answer(*self.outcome(body))

    def fail(self, fault: Fault) -> None:
        if fault.status:
            self.answer(fault.status, {"message": fault.message}, fault.headers)
        else:
            self.close_connection = True

    def answer(self, status: int, content: Any, headers: dict[str, str] | None = None) -> None:
        data = self.payload(content)
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def payload(self, content: Any) -> bytes:
        return b"" if content is None else json.dumps(content).encode()

    def outcome(self, body: Any) -> tuple[int, Any] | tuple[int, Any, dict[str, str]]:
        token = (self.headers.get("authorization") or "").removeprefix("Bearer ")
        login = self.github.accounts.get(token)
        path = urlsplit(self.path).path
        if login is None:
            return 401, {"message": "Bad credentials"}
        if path == self.github.prefix.removesuffix("/v3") + "/graphql":
            return self.graphql(login, body)
        return self.rest(login, path.removeprefix(self.github.prefix), body)

    def rest(self, login: str, path: str, body: Any) -> tuple[int, Any] | tuple[int, Any, dict[str, str]]:
        if path == f"/repos/{REPOSITORY}/issues/{NUMBER}/comments":
            return self.listed() if self.command == "GET" else self.created(login, body)
        if commit := re.fullmatch(rf"/repos/{REPOSITORY}/commits/([0-9a-f]+)/pulls", path):
            return 200, self.github.commits.get(commit[1], [])
        if number := re.fullmatch(rf"/repos/{REPOSITORY}/issues/comments/([0-9]+)", path):
            return self.changed(login, int(number[1]), body)
        return 404, {"message": "Not Found"}

    def listed(self) -> tuple[int, Any, dict[str, str]]:
        self.github.before_listing()
        comments = self.github.comments
        if self.github.hidden_listings:
            self.github.hidden_listings -= 1
            comments = []
        query = parse_qs(urlsplit(self.path).query)
        size = min(int(query.get("per_page", ["30"])[0]), 100)
        page = int(query.get("page", ["1"])[0])
        shown = comments[(page - 1) * size : page * size]
        links = {}
        if page * size < len(comments):
            host = self.github.next_page_host or self.github.url
            there = f"{host}/repos/{REPOSITORY}/issues/{NUMBER}/comments?per_page={size}&page={page + 1}"
            links = {"Link": f'<{there}>; rel="next", <{there}>; rel="last"'}
        return 200, [{name: each[name] for name in each if name != "editor"} for each in shown], links

    def created(self, login: str, body: Any) -> tuple[int, Any]:
        return self.refused(body) or (201, self.github.write(login, body["body"]))

    def changed(self, login: str, number: int, body: Any) -> tuple[int, Any]:
        comment = self.github.find(number)
        if comment is None:
            return 404, {"message": "Not Found"}
        if self.command == "DELETE":
            self.github.comments.remove(comment)
            return 204, None
        refused = self.refused(body)
        if refused is None:
            comment["body"], comment["editor"] = body["body"], login.removesuffix("[bot]")
        return refused or (200, comment)

    def refused(self, body: Any) -> tuple[int, Any] | None:
        if len(body["body"]) <= self.github.limit_characters:
            return None
        too_long = f"Body is too long (maximum is {self.github.limit_characters} characters)"
        error = {"resource": "IssueComment", "code": "unprocessable", "field": "data", "message": too_long}
        return 422, {"message": "Validation Failed", "errors": [error]}

    def graphql(self, login: str, body: Any) -> tuple[int, Any]:
        if "viewer" in body["query"]:
            return 200, {"data": {"viewer": {"login": login}}}
        comment = self.github.find(int(body["variables"]["id"].removeprefix("IC_")))
        editor = comment and comment["editor"]
        return 200, {"data": {"node": {"editor": {"login": editor} if editor else None}}}
