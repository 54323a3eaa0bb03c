"""Every format by every reader, held against GraphQL value for value. Called with the address of a gateway."""

import base64
import io
import json
import math
import sys
import urllib.parse
import urllib.request

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

server = sys.argv[1]


def url(name, **question):
    text = {key: value if isinstance(value, str) else json.dumps(value) for key, value in question.items()}
    return f"{server}/export/{name}?{urllib.parse.urlencode(text)}"


def get(address):
    return urllib.request.urlopen(address).read()


def ask(query, **variables):
    sent = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{server}/graphql", sent, {"content-type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read())["data"]


def same(a, b):
    return a == b or (isinstance(a, float) and isinstance(b, float) and math.isnan(a) and math.isnan(b))


def check(what, told, wanted):
    assert len(told) == len(wanted), f"{what}: {len(told)} rows, not {len(wanted)}"
    for at, (row, other) in enumerate(zip(told, wanted, strict=True)):
        assert row.keys() == other.keys(), f"{what} {at}: {row.keys()} {other.keys()}"
        for key in row:
            assert same(row[key], other[key]), f"{what} {at} {key}: {row[key]!r} is not {other[key]!r}"
    print(f"{what}: {len(told)} rows")


def value_of(kind, value):
    """A value of GraphQL's table as Arrow has it."""
    if value is None:
        return None
    if kind == "DATETIME":
        return pd.Timestamp(value).to_pydatetime()
    if kind == "NUMBER":
        return float(value)
    if kind == "STRING":
        return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return value


query = """query ($after: String, $columns: [RunColumn!]!) { runs(first: 1000, after: $after) {
  table(columns: $columns) { refs columns { name type values } } pageInfo { hasNextPage endCursor } } }"""
words = ["name", "status", "startedAt", "durationMs", "params.*", "metrics.*", "tags.*"]
asked = [{"value": {"field": one}} for one in ("NAME", "STATUS", "STARTED_AT", "DURATION_MS")]
page = ask(query, columns=[*asked, *({"all": one} for one in ("PARAMS", "METRICS", "TAGS"))])["runs"]
assert not page["pageInfo"]["hasNextPage"]
columns, refs = page["table"]["columns"], page["table"]["refs"]
question = {"columns": words, "partial": "allow"}

table = pa.ipc.open_stream(get(url("runs.arrow", **question))).read_all()
table.validate(full=True)
assert table.column_names == ["run", *(one["name"] for one in columns)], table.column_names
assert table["run"].to_pylist() == refs
kinds = {"NUMBER": {"NUMBER", "NUMBER_TEXT"}, "NULL": {"NUMBER", "STRING", "DATETIME", "BOOLEAN"}}
for column in columns:
    field = table.schema.field(column["name"])
    own = field.metadata[b"rungraph.type"].decode()
    assert own in kinds.get(column["type"], {column["type"]}), (column["name"], own, column["type"])
    for told, value in zip(table[column["name"]].to_pylist(), column["values"], strict=True):
        if own == "NUMBER_TEXT":
            assert (told is None and value is None) or float(told) == float(value), (column["name"], told, value)
        elif own == "LIST":
            assert (told is None and value is None) or json.loads(told) == value, (column["name"], told, value)
        elif own == "STRING" and not isinstance(value, (str, type(None))):
            assert told.replace("true", "True").replace("false", "False") == str(value) or json.loads(told) == value, (told, value)
        else:
            wanted = value_of(column["type"], value)
            assert same(told, wanted), (column["name"], told, wanted)
print(f"pyarrow, Arrow against GraphQL: {table.num_rows} rows, {table.num_columns} columns")

plain = pa.table({name: table[name].combine_chunks().dictionary_decode() if pa.types.is_dictionary(table[name].type) else table[name] for name in table.column_names})
rows = plain.to_pylist()
parquet = url("runs.parquet", **question)
check("pyarrow, Parquet", pq.read_table(io.BytesIO(get(parquet))).to_pylist(), rows)
frame = pl.read_parquet(parquet)
check("polars, Parquet by URL", frame.to_dicts(), rows)
check("polars, Arrow by URL", pl.read_ipc_stream(get(url("runs.arrow", **question))).to_dicts(), rows)
open("runs.parquet", "wb").write(get(parquet))
local = duckdb.sql("select * from 'runs.parquet'").to_arrow_table()
assert [str(one) for one in local.column("run").to_pylist()] == refs
# It takes names that differ in case alone for one, and calls the second something else: columns are told by their place.
for at, name in enumerate(plain.column_names):
    told = local.column(at).to_pylist()
    for one, other in zip(told, plain[name].to_pylist(), strict=True):
        assert same(one, other) or (hasattr(one, "timestamp") and one.timestamp() == other.timestamp()), (name, one, other)
print(f"DuckDB, Parquet: {local.num_rows} rows")
by_pandas = pd.read_parquet(io.BytesIO(get(parquet)))
assert list(by_pandas["run"]) == refs and str(by_pandas["startedAt"].dtype).startswith("datetime64[ms, UTC"), by_pandas.dtypes
print(f"pandas, Parquet: {len(by_pandas)} rows")

csv = get(url("runs.csv", **question))
texts = pyarrow.csv.read_csv(io.BytesIO(csv), parse_options=pa.csv.ParseOptions(newlines_in_values=True), convert_options=pa.csv.ConvertOptions(column_types={name: pa.string() for name in plain.column_names}, strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""]))
for name in plain.column_names:
    type = plain.schema.field(name).type
    for text, value in zip(texts[name].to_pylist(), plain[name].to_pylist(), strict=True):
        if value is None or text is None:
            assert value is None and text is None, (name, text, value)
        elif pa.types.is_floating(type):
            assert same(float(text), value), (name, text, value)
        elif pa.types.is_timestamp(type):
            assert pd.Timestamp(text) == value, (name, text, value)
        elif pa.types.is_boolean(type):
            assert text == str(value).lower(), (name, text, value)
        else:
            assert text == value, (name, text, value)
print(f"pyarrow, CSV: {texts.num_rows} rows")
frame = pd.read_csv(io.BytesIO(csv), keep_default_na=False, na_values=[""], dtype={"run": str})
assert list(frame["run"]) == refs
assert pl.read_csv(csv, infer_schema=False)["run"].to_list() == refs
open("runs.csv", "wb").write(csv)
assert [one for (one,) in duckdb.sql("select run from read_csv('runs.csv', all_varchar=true, header=true)").fetchall()] == refs
print("pandas, polars, DuckDB, CSV: the same runs")
lines = [json.loads(line) for line in get(url("runs.jsonl", **question)).splitlines()]
body = json.loads(get(url("runs.json", **question)))
assert [one["run"] for one in lines] == refs and body["rows"] == lines
assert {one["name"] for one in body["columns"]} == set(plain.column_names)
print(f"JSON lines and JSON: {len(lines)} rows")

nothing = url("runs.parquet", where="name = 'nobody of this name'", columns="name,params.lr")
for told in (pq.read_table(io.BytesIO(get(nothing))), pl.read_parquet(nothing).to_arrow()):
    assert told.num_rows == 0 and told.column_names == ["run", "name", "lr"], told.schema
print("no rows, with columns")

curves = """query { runs(first: 1000) { nodes { ref metrics { key context series { packed { steps values timestamps } } } } } }"""
known = {}
for run in ask(curves)["runs"]["nodes"]:
    for metric in run["metrics"]:
        packed = {name: [v for (v,) in __import__("struct").iter_unpack("<d", base64.b64decode(text))] for name, text in metric["series"]["packed"].items()}
        context = None if metric["context"] is None else json.dumps(metric["context"], sort_keys=True, separators=(",", ":"))
        known[run["ref"], metric["key"], context] = packed
every = [{"key": "", "prefix": True, "anyContext": True}]
series = pa.ipc.open_stream(get(url("series.arrow", metrics=every, steps="text", partial="allow"))).read_all()
series.validate(full=True)
found = {}
for row in series.to_pylist():
    found.setdefault((row["run"], row["metric"], row["context"]), []).append(row)
lengths = {key: len(one["values"]) for key, one in known.items() if one["values"]}
assert {key: len(one) for key, one in found.items()} == lengths
for key, points in found.items():
    packed = known[key]
    assert all(same(a["value"], b) for a, b in zip(points, packed["values"], strict=True)), key
    assert all(float(a["step"]) == b for a, b in zip(points, packed["steps"], strict=True)), key
print(f"series: {series.num_rows} points of {len(found)} metrics")
