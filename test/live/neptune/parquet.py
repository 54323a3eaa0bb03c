"""Writes exports with pyarrow, in the exporter's schema and with its quirks, and tells what pyarrow and DuckDB read.

parquet.py write FOLDER    writes the files
parquet.py read FOLDER     prints what both readers found, as JSON: they must agree
"""

import glob
import json
import math
import os
import random
import sys
from decimal import Decimal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

text = pa.string()
ms = pa.timestamp("ms", tz="UTC")
SCHEMA = pa.schema(
    [
        ("project_id", text),
        ("run_id", text),
        ("attribute_path", text),
        ("attribute_type", text),
        ("step", pa.decimal128(18, 6)),
        ("timestamp", ms),
        ("int_value", pa.int64()),
        ("float_value", pa.float64()),
        ("string_value", text),
        ("bool_value", pa.bool_()),
        ("datetime_value", ms),
        ("string_set_value", pa.list_(text)),
        ("file_value", pa.struct([("path", text)])),
        ("histogram_value", pa.struct([("type", text), ("edges", pa.list_(pa.float64())), ("values", pa.list_(pa.float64()))])),
    ]
)
START = 1748772000123
PROJECT = "acme/pyarrow"


def row(run, path, kind, **values):
    return {"project_id": PROJECT, "run_id": run, "attribute_path": path, "attribute_type": kind, **values}


def point(run, path, step, at, value):
    # pandas hands NaN to Arrow as null.
    value = None if value is not None and math.isnan(value) else value
    return row(run, path, "float_series", step=step, timestamp=START + at, float_value=value)


def params(run):
    return [
        row(run, "sys/custom_run_id", "string", string_value=run),
        row(run, "sys/creation_time", "datetime", datetime_value=START),
        row(run, "cfg/lr", "float", float_value=0.0003),
        row(run, "cfg/inf", "float", float_value=-math.inf),
        row(run, "cfg/phantom", "float"),
        row(run, "cfg/phantom", "string"),
        row(run, "cfg/seed", "int", int_value=2**60 + 1),
        row(run, "cfg/least", "int", int_value=-(2**63)),
        row(run, "cfg/text", "string", string_value="line1\nline2 \"q\" é漢 \U0001f680"),
        row(run, "cfg/empty", "string", string_value=""),
        row(run, "cfg/long", "string", string_value="x" * 16384),
        row(run, "cfg/on", "bool", bool_value=True),
        row(run, "cfg/off", "bool", bool_value=False),
        row(run, "cfg/when", "datetime", datetime_value=START + 1),
        row(run, "cfg/set", "string_set", string_set_value=["b", "a", ""]),
        row(run, "cfg/none", "string_set", string_set_value=[]),
    ]


def odd_points(run):
    steps = [Decimal("-1.5"), Decimal("0"), Decimal("0.000001"), Decimal("0.3"), Decimal("999999999999.999999"), Decimal("9007199254.740993")]
    values = [1.0, math.nan, math.inf, -math.inf, -0.0, 5e-324]
    rows = [point(run, "odd", step, index, value) for index, (step, value) in enumerate(zip(steps, values))]
    rows += [point(run, "twin", Decimal(3), at, value) for at, value in [(5, 1.0), (2, 2.0), (5, 3.0)]]
    rows += [row(run, "log", "string_series", step=Decimal(index), timestamp=START, string_value="") for index in range(3)]
    histogram = {"type": "COUNTING", "edges": [0.0, 1.0, 2.0], "values": [3.0, 4.0]}
    rows += [row(run, "hist", "histogram_series", step=Decimal(0), timestamp=START, histogram_value=histogram)]
    rows += [row(run, "ckpt", "file", file_value={"path": f"{run}/ckpt.bin"}), row(run, "gone", "file")]
    return rows


def many_points(run, count):
    """More different values than a dictionary takes, and two metrics in turn."""
    draw = random.Random(7)
    for index in range(count):
        yield point(run, f"wide/m{index % 2}", Decimal(index) / 4, index, draw.random())


def write(folder):
    runs = {
        "many": [[params("many")], [list(many_points("many", 300_000)), list(many_points("many", 10))]],
        "odd é": [[params("odd é"), odd_points("odd é")]],
        "tiny": [[params("tiny")] + [[one] for one in many_points("tiny", 200)]],
    }
    for name, parts in runs.items():
        for number, batches in enumerate(parts):
            file = os.path.join(folder, "acme_pyarrow-0", f"{name}_part_{number}.parquet")
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with pq.ParquetWriter(file, SCHEMA, compression="snappy") as writer:
                for rows in batches:
                    writer.write_batch(pa.RecordBatch.from_pylist(rows, schema=SCHEMA))


def micro(step):
    return None if step is None else int(step.scaleb(6))


def plain(record):
    return {**record, "step": micro(record["step"])}


def by_pyarrow(files):
    wanted = [name for name in SCHEMA.names if name != "histogram_value"]
    for file in files:
        table = pq.ParquetFile(file).read(columns=wanted)
        for name in ("timestamp", "datetime_value"):
            table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(pa.int64()))
        yield from (plain(record) for record in table.to_pylist())


def by_duckdb(files):
    columns = [name for name in SCHEMA.names if name != "histogram_value"]
    spelled = [f"epoch_ms({name}) AS {name}" if name in ("timestamp", "datetime_value") else name for name in columns]
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = true")
    for file in files:
        found = connection.execute(f"SELECT {', '.join(spelled)} FROM read_parquet(?)", [file])
        for record in found.fetchall():
            yield plain(dict(zip(columns, record)))


def read(folder):
    files = sorted(glob.glob(os.path.join(folder, "*", "*.parquet")))
    one, other = list(by_pyarrow(files)), list(by_duckdb(files))
    agree = json.dumps(one) == json.dumps(other)
    scalars = [record for record in one if not record["attribute_type"].endswith("_series")]
    series = {}
    for record in one:
        if record["attribute_type"] == "float_series":
            key = (record["run_id"], record["attribute_path"])
            found = series.setdefault(key, {"run": key[0], "path": key[1], "steps": [], "timestamps": [], "values": []})
            found["steps"].append(record["step"])
            found["timestamps"].append(record["timestamp"])
            found["values"].append(record["float_value"])
    print(json.dumps({"agree": agree, "rows": len(one), "scalars": scalars, "series": list(series.values())}))


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
