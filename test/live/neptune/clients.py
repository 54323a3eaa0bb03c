"""What the vendor's own clients read from a server: JSON on stdout. Arguments: line, project, then ids of runs."""

import contextlib
import json
import os
import sys

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
line, project, *ids = sys.argv[1:]


def spelled(value):
    """A value with its type, so that nothing is lost on the way."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", str(value)]
    if isinstance(value, float):
        return ["float", repr(value)]
    if isinstance(value, (set, list)):
        return ["set", sorted(value)]
    if hasattr(value, "timestamp"):
        return ["time", round(value.timestamp() * 1000)]
    return ["text", str(value)]


def points(frame):
    return [[repr(float(step)), repr(float(value)), round(at.timestamp() * 1000)] for step, value, at in frame]


def read_query():
    import neptune_query.runs as query

    listed = query.list_runs(project=project)
    runs = {}
    for run in ids:
        # One run at a time: in a table of several, integers beside gaps become doubles.
        table = query.fetch_runs_table(project=project, runs=[run], attributes=".*", type_suffix_in_column_names=True)
        row = table.iloc[0]
        kept = {name.rsplit(":", 1)[0]: spelled(row[name]) for name in table.columns if not name.endswith("_series")}
        found = query.fetch_metrics(project=project, runs=[run], attributes=".*", include_time="absolute")
        series = {}
        for name in found.columns.get_level_values(0).unique():
            rows = found[name].loc[run]
            logged = rows[rows["absolute_time"].notna()]
            series[name] = points(zip(logged.index, logged["value"], logged["absolute_time"]))
        runs[run] = {"values": kept, "series": series}
    return {"listed": listed, "runs": runs}


def flat(tree, path=""):
    for name, value in tree.items():
        yield from flat(value, f"{path}{name}/") if isinstance(value, dict) else [(path + name, value)]


def read_client():
    import neptune

    opened = neptune.init_project(project=project, mode="read-only")
    # The client looks for the column to sort by among those of the runs, which a project without any does not have.
    order = "sys/creation_time" if ids else "sys/id"
    table = opened.fetch_runs_table(progress_bar=False, columns=["sys/id"], trashed=None, sort_by=order)
    listed = [row.get_attribute_value("sys/id") for row in table]
    runs = {}
    for run_id in ids:
        run = neptune.init_run(with_id=run_id, project=project, mode="read-only")
        values, series = {}, {}
        for path, attribute in flat(run.get_structure()):
            kind = type(attribute).__name__
            if kind == "FloatSeries":
                frame = attribute.fetch_values(progress_bar=False)
                series[path] = points(zip(frame["step"], frame["value"], frame["timestamp"]))
            elif kind == "Float":
                # JSON has no infinities: the client hands their spelling out as it came.
                values[path] = spelled(float(attribute.fetch()))
            elif kind not in ("GitRef", "RunState", "Artifact", "File"):
                values[path] = spelled(attribute.fetch())
        runs[run_id] = {"values": values, "series": series}
        run.stop()
    opened.stop()
    return {"listed": listed, "runs": runs}


# Clients write what they do to stdout.
with contextlib.redirect_stdout(sys.stderr):
    answer = read_query() if line == "3.x" else read_client()
json.dump(answer, sys.stdout)
