"""What the client shows: questions of frames, tables in Jupyter, bars; and files of a gateway at RUNGRAPH_URL."""

import hashlib
import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import nbformat
import pyarrow as pa
import rungraph
from nbclient import NotebookClient

rg = rungraph.connect(progress=False)

# A figure can say where it comes from, whatever became of its frame.
frame = rg.runs("metrics.val_accuracy > 0.5", columns=["name", "params.lr as rate"], sort="-metrics.val_accuracy", first=5)
asked = {
    "where": "metrics.val_accuracy > 0.5",
    "columns": ["name", "params.lr as rate"],
    "sort": ["-metrics.val_accuracy"],
    "first": 5,
    "partial": "refuse",
}
for one in (frame, frame.head(2), frame[frame["rate"] > 0]):
    assert one.attrs["rungraph"] == {"runs": asked}, one.attrs
again = rg.runs(**{name: value for name, value in frame.attrs["rungraph"]["runs"].items()})
assert again.equals(frame)
series = rg.series(frame, metrics="val_accuracy", max_points=5)
assert series.query["series"]["maxPoints"] == 5 and series.query["series"]["runs"] == list(frame["run"])
assert series.frame.attrs["rungraph"] == series.query
groups = rg.groups(by="source", measure="metrics.val_accuracy")
assert groups.attrs["rungraph"]["groups"]["by"] == ["source"] and json.dumps(groups.attrs)
print("questions")

# What a kernel shows of them.
cells = [
    "import rungraph; rg = rungraph.connect(progress=False); rg",
    "rg.sources()",
    f"rg.compare({list(frame['run'][:2])!r})",
    "rg.series(" + repr(list(frame["run"][:1])) + ", metrics='val_accuracy')",
    "rungraph.connect('http://127.0.0.1:1', progress=False, retries=0)",
]
book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
NotebookClient(book, timeout=60, kernel_name="python3").execute()
shown = [[one["data"].get("text/html", "") for one in cell.outputs if one.output_type == "execute_result"] for cell in book.cells]
assert [len(one) for one in shown] == [1] * len(cells), [cell.outputs for cell in book.cells]
client, sources, comparison, curve, nobody = (one[0] for one in shown)
assert client == sources and all(f"<td>{one['name']}</td>" in client for one in rg.sources()), client
assert "<th>state</th>" in client and "<td>UP</td>" in client, client
known = rg.compare(list(frame["run"][:2]))
row = next(one for one in known.arrow().to_pylist() if one["key"] == "val_accuracy")
assert json.loads(row["best"]) == [frame["run"][0]], row
assert f"<td><b>{row[frame['run'][0]]}</b></td><td>{row[frame['run'][1]]}</td>" in comparison, comparison
assert f"{len(rg.series(list(frame['run'][:1]), metrics='val_accuracy'))} points" in curve, curve
assert "There is no gateway at" in nobody, nobody
assert not any(one.output_type in ("error", "stream") for cell in book.cells for one in cell.outputs), book.cells
table = pa.table({"kind": ["param"], "key": ["<b>"], "context": [None], "best": [None], "differs": [True], "a/1": ["<script>"]})
assert "<script>" not in rungraph.Comparison(table)._repr_html_()
print("shown")

# A number that another run has as text is the same value, as everywhere.
same = rg.compare(list(frame["run"][:3]))
wanted = rg.compare(list(frame["run"][:3]), onlyDifferent=True).arrow().to_pylist()
assert same.only_different.arrow().to_pylist() == wanted and 0 < len(wanted) < len(same), (len(wanted), len(same))
assert same.runs == list(frame["run"][:3])
print("differences")

files = "{ artifacts(first: 1000) { nodes { name files { nodes { path sizeBytes digest { algorithm value } downloadUrl } } } } }"
nodes = [file for one in rg.graphql(files)["artifacts"]["nodes"] for file in one["files"]["nodes"] if file["downloadUrl"]]
for node in nodes:
    content = urllib.request.urlopen(node["downloadUrl"]).read()
    digest = {"algorithm": "md5", "value": hashlib.md5(content).hexdigest()}
    path = rg.download({**node, "digest": node["digest"] or digest})
    assert path == Path(node["path"].rsplit("/", 1)[-1]) and path.read_bytes() == content, path
assert nodes
print("files")

# Bars, where tqdm is: of bytes, and of how many where that is known.
script = f"""import rungraph
rg = rungraph.connect()
rg.runs()
node = next(file for one in rg.graphql({files!r})["artifacts"]["nodes"] for file in one["files"]["nodes"] if file["downloadUrl"])
print(node["path"], node["sizeBytes"])
rg.download(node, "barred")"""
done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
name, size = done.stdout.split()
bars = done.stderr.replace("\r", "\n")
assert "runs: " in bars and "B/s]" in bars and f"/{size}" in bars and f"{name}: " in bars, done.stderr
for silent in (script.replace("connect()", "connect(progress=False)"), f"import sys; sys.modules['tqdm'] = None\n{script}"):
    done = subprocess.run([sys.executable, "-c", silent], capture_output=True, text=True, check=True)
    assert done.stderr == "", done.stderr
print("bars")
