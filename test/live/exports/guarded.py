"""The client against a gateway at argv[1] that lets in argv[2] alone, and lets it make one export at a time."""

import os
import sys
import threading

import rungraph

url, token = sys.argv[1:]
for wrong in ("nobody's", None):
    rg = rungraph.connect(url, wrong, progress=False)
    for ask in (
        lambda: rg.runs(),
        lambda: rg.series(metrics="loss"),
        lambda: rg.graphql("{ sources { name } }"),
        lambda: rg.download(f"{url}/artifacts/id/file?signature=x", "file"),
    ):
        try:
            ask()
        except rungraph.UnauthenticatedError as error:
            assert error.code == "UNAUTHENTICATED" and str(error) and "nobody's" not in str(error), error
        else:
            raise AssertionError("it was let in")
assert not os.path.exists("file")
os.environ["RUNGRAPH_URL"], os.environ["RUNGRAPH_TOKEN"] = url, token
rg = rungraph.connect(progress=False)
assert "open one" in list(rg.runs(columns="name")["name"])
assert token not in repr(rg), rg
print("let in by its token alone")

# Both come to their end, since the second one waits as long as it is told to.
frames = []
both = [threading.Thread(target=lambda: frames.append(rungraph.connect(progress=False).runs(columns="params.*"))) for _ in "ab"]
for one in both:
    one.start()
for one in both:
    one.join()
assert len(frames) == 2 and frames[0].equals(frames[1]), frames
print("both exports came")
