"""The client, from its wheel, against a server that answers what each part below says: what is asked again, and what is not."""

import hashlib
import json
import threading
import time
import warnings
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow as pa
import rungraph

asked = []  # (method and path, when)
script = []  # what is answered next: status, headers, body; a body of None ends the connection without an answer


class Scripted(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        asked.append((f"{self.command} {self.path}", time.monotonic(), self.headers.get("authorization"), body))
        status, headers, content = script.pop(0)
        self.close_connection = True
        if content is None:
            return
        self.send_response(status)
        for name, value in {"content-length": str(len(content)), "connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = answer

    def log_message(self, *_told):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Scripted)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"


def problem(status, code, source=None, **headers):
    told = {"type": "about:blank", "status": status, "code": code, "detail": f"It is {code}.", "source": source}
    return status, {"content-type": "application/problem+json", **headers}, json.dumps(told).encode()


def arrow():
    sink = pa.BufferOutputStream()
    table = pa.table({"run": ["lab/1"]})
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


good = (200, {}, arrow())


def told(body, **headers):
    return 200, {"content-type": "application/json", **headers}, json.dumps(body).encode()


def ask(*answers, retries=3, timeout=600.0, token="t0k", partial=False, call=lambda rg: rg.table("runs", {})):
    """What the call gives or raises, and how many requests it took."""
    asked.clear()
    script[:] = answers
    try:
        with rungraph.connect(url, token, progress=False, retries=retries, timeout=timeout, partial=partial) as rg:
            outcome = call(rg)
    except Exception as error:
        outcome = error
    return outcome, len(asked)


@contextmanager
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def is_error(outcome, kind, code, source=None):
    assert type(outcome) is kind, repr(outcome)
    assert (outcome.code, outcome.source) == (code, source), (outcome.code, outcome.source)
    assert str(outcome), "it says nothing"


# What may help later is asked again, as often as allowed and not once more.
table, count = ask(problem(503, "UNAVAILABLE"), problem(429, "RATE_LIMITED"), problem(503, "UNAVAILABLE"), good)
assert table.to_pylist() == [{"run": "lab/1"}] and count == 4, (table, count)
assert {one[0] for one in asked} == {"POST /export/runs.arrow"} and {one[2] for one in asked} == {"Bearer t0k"}
outcome, count = ask(*[problem(503, "UNAVAILABLE", "lab")] * 9, retries=2)
is_error(outcome, rungraph.UnavailableError, "UNAVAILABLE", "lab")
assert count == 3, count
outcome, count = ask(*[problem(429, "RATE_LIMITED")] * 9, retries=0)
is_error(outcome, rungraph.RateLimitedError, "RATE_LIMITED")
assert count == 1, count
# A proxy before the gateway knows none of its codes.
table, count = ask((502, {"content-type": "text/html"}, b"<h1>Bad gateway</h1>"), good)
assert table.num_rows == 1 and count == 2, (table, count)
# GraphQL tells of it with a status of its own or with none.
busy = {"errors": [{"message": "Wait.", "extensions": {"code": "RATE_LIMITED"}}]}
query = {"call": lambda rg: rg.graphql("{ sources { name } }")}
data, count = ask((429, {}, json.dumps(busy).encode()), told(busy), told({"data": {"sources": []}}), **query)
assert data == {"sources": []} and count == 3, (data, count)
print("asked again")

# Never sooner than told: in seconds, or by a date.
outcome, count = ask(problem(429, "RATE_LIMITED", **{"retry-after": "1"}), good)
assert count == 2 and asked[1][1] - asked[0][1] >= 1, asked
began = time.time()
outcome, count = ask(problem(503, "UNAVAILABLE", **{"retry-after": formatdate(began + 2, usegmt=True)}), good)
assert count == 2 and time.time() >= int(began + 2), (count, time.time() - began)
# Longer than anybody waits: told at once.
outcome, count = ask(problem(429, "RATE_LIMITED", **{"retry-after": "3600"}), good, timeout=5)
is_error(outcome, rungraph.RateLimitedError, "RATE_LIMITED")
assert count == 1 and "3600" in str(outcome), (count, outcome)
print("as late as told")

# What stays wrong is asked once.
for status, code, kind in (
    (400, "INVALID_QUERY", rungraph.InvalidQueryError),
    (400, "BAD_REQUEST", rungraph.InvalidQueryError),
    (401, "UNAUTHENTICATED", rungraph.UnauthenticatedError),
    (403, "FORBIDDEN", rungraph.ForbiddenError),
    (404, "NOT_FOUND", rungraph.NotFoundError),
    (422, "UNSUPPORTED", rungraph.RungraphError),
    (500, "INTERNAL", rungraph.RungraphError),
    (502, "FORBIDDEN", rungraph.ForbiddenError),
    (502, "PROTOCOL", rungraph.RungraphError),
    (504, "TIMEOUT", rungraph.UnavailableError),
):
    outcome, count = ask(problem(status, code, "lab"), good)
    is_error(outcome, kind, code, "lab")
    assert count == 1, (code, count)
outcome, count = ask((404, {"content-type": "text/html"}, b"<h1>Not here</h1>"), good)
assert isinstance(outcome, rungraph.RungraphError) and "404" in str(outcome) and count == 1, (outcome, count)
outcome, count = ask((200, {"content-type": "text/html"}, b"<h1>Log in</h1>"))
assert isinstance(outcome, rungraph.RungraphError) and outcome.code == "PROTOCOL" and url in str(outcome), repr(outcome)
outcome, count = ask((200, {"content-type": "text/html"}, b"<h1>Log in</h1>"), **query)
assert isinstance(outcome, rungraph.RungraphError) and outcome.code == "PROTOCOL" and url in str(outcome), repr(outcome)
print("asked once")

# A part is never taken for the whole.
outcome, count = ask((200, {"content-length": str(len(arrow()) + 99)}, arrow()))
is_error(outcome, rungraph.UnavailableError, "UNAVAILABLE")
assert count == 1 and "broke off" in str(outcome), outcome
outcome, count = ask((200, {}, None), good, retries=0)
is_error(outcome, rungraph.UnavailableError, "UNAVAILABLE")
is_error(ask(call=lambda _rg: rungraph.connect("localhost:4000").runs())[0], rungraph.InvalidQueryError, "INVALID_QUERY")
hole = ThreadingHTTPServer(("127.0.0.1", 0), Scripted)  # takes connections, and nobody answers there
outcome = ask(call=lambda _rg: rungraph.connect(f"http://127.0.0.1:{hole.server_port}", timeout=0.2).runs())[0]
is_error(outcome, rungraph.UnavailableError, "TIMEOUT")
hole.server_close()
print("broken answers")

# What is missing is told by name, by every call; what is old is whole.
# Some seconds old, as a cache gives it, is told by nobody; old because the tracker fails is.
with no_warnings():
    assert ask((200, {"rungraph-incomplete": '"kept";state=STALE'}, arrow()))[0].num_rows == 1
header = {"rungraph-incomplete": '"lab";state=FAILED;code=TIMEOUT, "kept";state=STALE, "old";state=STALE;code=TIMEOUT'}
with warnings.catch_warnings(record=True) as noted:
    warnings.simplefilter("always")
    ask((200, header, arrow()))
assert [str(one.message) for one in noted] == ["The answer is not whole or not fresh: lab is FAILED, old is STALE."]
assert noted[0].category is rungraph.IncompleteWarning and noted[0].filename == __file__, noted[0]
part = {"data": {"runs": []}, "extensions": {"incomplete": [{"source": "lab", "state": "FAILED", "code": "TIMEOUT"}]}}
outcome, count = ask(told(part), call=lambda rg: rg.graphql("{ runs { nodes { ref } } }"))
assert type(outcome) is rungraph.IncompleteError and [one["source"] for one in outcome.missing] == ["lab"], repr(outcome)
assert "lab is FAILED" in str(outcome) and count == 1, outcome
half = {"data": {"runs": []}, "errors": [{"message": "lab: no.", "extensions": {"code": "TIMEOUT", "source": "lab"}}]}
outcome, count = ask(told(half), **query)
is_error(outcome, rungraph.UnavailableError, "TIMEOUT", "lab")
with warnings.catch_warnings(record=True) as noted:
    warnings.simplefilter("always")
    outcome, count = ask(told({**half, **part}), partial=True, call=lambda rg: rg.graphql("{ runs { nodes { ref } } }"))
assert outcome == {"runs": []} and count == 1, outcome
assert ["lab: no." in str(one.message) or "lab is FAILED" in str(one.message) for one in noted] == [True, True], noted
print("missing parts")

# A file is there whole and right, or as it was.
content = bytes(range(256)) * 4096
node = {"downloadUrl": "https://elsewhere.test/under/artifacts/id/a%20b.bin?signature=x", "path": "models/a b.bin", "digest": None}
digest = {"algorithm": "SHA-256", "value": hashlib.sha256(content).hexdigest().upper()}
folder = Path("files")
folder.mkdir()


def fetch(*answers, to=folder, **more):
    return ask(*answers, call=lambda rg: rg.download({**node, **more}, to))[0]


path = fetch((200, {}, content), digest=digest)
assert path == folder / "a b.bin" and path.read_bytes() == content, path
assert asked[0][0] == "GET /artifacts/id/a%20b.bin?signature=x", asked
wrong = fetch((200, {}, content[1:]), digest=digest)
assert type(wrong) is rungraph.RungraphError and wrong.code == "PROTOCOL" and "sha256" in str(wrong), repr(wrong)
broken = fetch((200, {"content-length": str(len(content))}, content[:-1]), digest=digest)
is_error(broken, rungraph.UnavailableError, "UNAVAILABLE")
is_error(fetch(problem(403, "FORBIDDEN"), digest=digest), rungraph.ForbiddenError, "FORBIDDEN")
assert path.read_bytes() == content and list(folder.iterdir()) == [path], list(folder.iterdir())
# A digest that Python cannot compute is told not to be checked.
with warnings.catch_warnings(record=True) as noted:
    warnings.simplefilter("always")
    assert fetch((200, {}, content), to=folder / "own.bin", digest={"algorithm": "xxh128", "value": "00"}) == folder / "own.bin"
assert len(noted) == 1 and "xxh128" in str(noted[0].message), noted
with no_warnings():
    by_address = ask((200, {}, b"x"), call=lambda rg: rg.download(node["downloadUrl"], folder))[0]
assert by_address == folder / "a b.bin" and by_address.read_bytes() == b"x", by_address
outcome = fetch((200, {}, b"x"), path="../..")
assert outcome.parent == folder and outcome.read_bytes() == b"x", outcome
print("files")
