"""The client, from its wheel, against a gateway at RUNGRAPH_URL; a second one at argv[1] has a source that is down."""

import subprocess
import sys
import warnings

import pyarrow as pa
import rungraph

rg = rungraph.connect(progress=False)
frame = rg.runs(columns=["name", "status", "startedAt", "params.lr", "max(metrics.val_accuracy)"], sort="-metrics.val_accuracy")
assert type(frame).__module__.startswith("pandas"), type(frame)
assert list(frame.columns) == ["run", "name", "status", "startedAt", "lr", "val_accuracy"], frame.columns
assert str(frame["startedAt"].dtype) == "datetime64[ms, UTC]" and str(frame["lr"].dtype) == "float64"
assert frame.attrs["rungraph"]["runs"]["sort"] == ["-metrics.val_accuracy"]
count = rg.graphql("{ runs(first: 1000) { nodes { ref } } }")["runs"]["nodes"]
assert sorted(frame["run"]) == sorted(one["ref"] for one in count)
print("runs")

series = rg.series(frame.head(3), metrics="val_accuracy")
assert len(series) > 0 and set(series.frame["run"]) <= set(frame["run"].head(3))
assert series.wide().shape[1] == series.frame["run"].nunique()
assert series.polars().height == len(series) == series.arrow().num_rows
smooth = rg.series(list(frame["run"].head(3)), metrics=["val_accuracy"], smooth=rungraph.ema(0.9), max_points=10)
assert list(smooth.frame.columns) == ["source", "run", "metric", "context", "x", "value"]
assert rg.series(rg.table("runs", {"first": 2, "columns": ["name"]}), metrics="val_accuracy").arrow().num_columns == 8
print("series")

comparison = rg.compare(frame.head(2))
assert comparison.runs == list(frame["run"].head(2)) and 0 < len(comparison.only_different) < len(comparison)
assert "<b>" in comparison._repr_html_() and "<table>" in rg._repr_html_()
groups = rg.groups("status = 'FINISHED'", by="params.model", measure="metrics.val_accuracy")
assert "val_accuracy mean" in groups.columns and groups["size"].sum() > 0
print("compare, groups")

for ask, error in (
    (lambda: rg.runs("nmae = 1"), rungraph.InvalidQueryError),
    (lambda: rg.runs(columns="nmae"), rungraph.InvalidQueryError),
    (lambda: rg.compare(["nowhere/1"]), rungraph.NotFoundError),
    (lambda: rg.graphql("{ nothing }"), rungraph.RungraphError),
    (lambda: rungraph.connect("http://127.0.0.1:1", retries=0).runs(), rungraph.UnavailableError),
):
    try:
        ask()
    except error as raised:
        assert raised.code and str(raised), raised
    else:
        raise AssertionError(error)
down = rungraph.connect(sys.argv[1], progress=False, retries=0)
for ask in (down.runs, lambda: down.graphql("{ runs { nodes { ref } } }")):
    try:
        ask()
    except rungraph.RungraphError as raised:
        assert "gone" in str(raised), raised
    else:
        raise AssertionError("it was not whole")
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    part = rungraph.connect(sys.argv[1], partial=True, progress=False).runs()
assert len(part) > 0 and any("gone is FAILED" in str(one.message) for one in told), told
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    rg._judge([{"source": "old", "state": "STALE", "code": "TIMEOUT"}])
assert [str(one.message) for one in told] == ["The answer is not whole or not fresh: old is STALE."], told
print("errors")

bare = "import sys; sys.modules['pandas'] = None; import rungraph; print(type(rungraph.connect(progress=False).runs()).__module__)"
assert subprocess.check_output([sys.executable, "-c", bare], text=True).strip() == pa.Table.__module__
print("without pandas")
