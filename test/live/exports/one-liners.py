"""Runs the lines of a page, argv[2], each a table of all runs of the gateway at argv[1], and holds what they give against JSON."""

import json
import math
import sys
import urllib.request
from datetime import datetime, timezone

server, block = sys.argv[1:]


def meant(kind, value):
    """What a value means, whatever a reader made of it: of CSV it guesses types, and takes "" for missing."""
    if value is None or value == "" or (value != value and kind != "NUMBER"):
        return None
    if kind in ("NUMBER", "NUMBER_TEXT"):
        number = float(value)
        return None if math.isnan(number) else number
    if kind == "DATETIME":
        time = datetime.fromisoformat(value.replace("Z", "+00:00")) if isinstance(value, str) else value
        return (time if time.tzinfo else time.replace(tzinfo=timezone.utc)).timestamp()
    return str(value).lower() if kind == "BOOLEAN" else str(value)


def rows_of(result):
    if hasattr(result, "to_dicts"):
        return result.to_dicts()
    if hasattr(result, "to_pylist"):
        return result.to_pylist()
    if hasattr(result, "fetchall"):
        return [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]
    return result.to_dict("records")


def check(line, result):
    rows = rows_of(result)
    assert len(rows) == len(known), f"{line}: {len(rows)} rows"
    for row, other in zip(rows, known, strict=True):
        assert "run" in row and set(row) <= set(other), f"{line}: {list(row)}"
        for name, value in row.items():
            said, real = meant(types[name], value), meant(types[name], other[name])
            assert said == real, f"{line} {name}: {value!r} is not {other[name]!r}"
    print(line)


told = json.loads(urllib.request.urlopen(f"{server}/export/runs.json?columns=*").read())
types = {one["name"]: one["type"] for one in told["columns"]}
known = told["rows"]
if block.startswith("select"):
    from duckdb_by_url import duckdb

    for line in block.strip().splitlines():
        check(line, duckdb.sql(line))
else:
    names = {}
    for line in block.strip().splitlines():
        if line.startswith(("pd.", "pl.", "pa.")):
            check(line, eval(line, names))
        else:
            exec(line, names)
