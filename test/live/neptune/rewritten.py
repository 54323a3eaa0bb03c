"""Writes one small export, and the same anew as pandas, Polars, DuckDB and pyarrow write files that they have read.

rewritten.py FOLDER [POINTS]    writes FOLDER/<way>/p/r_part_0.parquet, the export itself as the way "exported"
"""

import os
import sys
from decimal import Decimal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = pa.schema(
    [
        *[(name, pa.string()) for name in ("project_id", "run_id", "attribute_path", "attribute_type")],
        ("step", pa.decimal128(18, 6)),
        ("timestamp", pa.timestamp("ms", tz="UTC")),
        ("int_value", pa.int64()),
        ("float_value", pa.float64()),
        ("string_value", pa.string()),
        ("bool_value", pa.bool_()),
        ("datetime_value", pa.timestamp("ms", tz="UTC")),
        ("string_set_value", pa.list_(pa.string())),
        ("file_value", pa.struct([("path", pa.string())])),
        ("histogram_value", pa.struct([("type", pa.string()), ("edges", pa.list_(pa.float64())), ("values", pa.list_(pa.float64()))])),
    ]
)
START = 1748772000123
TIMES = ("timestamp", "datetime_value")


def row(path, kind, **values):
    return {"project_id": "acme/rewritten", "run_id": "r", "attribute_path": path, "attribute_type": kind, **values}


def rows(points):
    found = [
        row("sys/custom_run_id", "string", string_value="r"),
        row("sys/creation_time", "datetime", datetime_value=START),
        row("sys/tags", "string_set", string_set_value=["b", "a"]),
        row("cfg/lr", "float", float_value=0.0003),
        row("cfg/phantom", "float"),
        row("cfg/seed", "int", int_value=2**40 + 1),
        row("cfg/least", "int", int_value=-(2**53)),
        row("cfg/text", "string", string_value='line1\nline2 "q" é漢 \U0001f680'),
        row("cfg/on", "bool", bool_value=True),
        row("cfg/when", "datetime", datetime_value=START + 1),
        row("ckpt", "file", file_value={"path": "r/ckpt.bin"}),
        row("hist", "histogram_series", step=Decimal(0), timestamp=START, histogram_value={"type": "COUNTING", "edges": [0.0, 1.0], "values": [3.0]}),
    ]
    steps = [Decimal(step) for step in ("-2", "0", "3", "3", "4000000", "999999999999")]
    values = [1.5, None, float("inf"), -0.0, 5e-324, 0.1]
    for index, (step, value) in enumerate(zip(steps, values)):
        found.append(row("loss", "float_series", step=step, timestamp=START + index, float_value=value))
    for index in range(points):
        found.append(row("wide", "float_series", step=Decimal(index), timestamp=START + index * 1000, float_value=index / 7))
        found.append(row("log", "string_series", step=Decimal(index), timestamp=START, string_value=f"line {index}"))
    return found


def cast(table, name, kind):
    return table.set_column(table.schema.get_field_index(name), name, table[name].cast(kind))


def ways(table, exported):
    for codec in ("zstd", "gzip", "brotli", "lz4", "none"):
        yield f"pyarrow-{codec}", lambda file, codec=codec: pq.write_table(table, file, compression=codec)
    yield "pyarrow-us", lambda file: pq.write_table(table, file, coerce_timestamps="us")
    yield "pyarrow-int96", lambda file: pq.write_table(table, file, use_deprecated_int96_timestamps=True)
    yield "pyarrow-v1", lambda file: pq.write_table(table, file, version="1.0")
    yield "pyarrow-pages-v2", lambda file: pq.write_table(table, file, data_page_version="2.0", compression="zstd")
    yield "pyarrow-plain", lambda file: pq.write_table(table, file, use_dictionary=False, compression="none")
    yield "pyarrow-step-double", lambda file: pq.write_table(cast(table, "step", pa.float64()), file)
    yield "pyarrow-step-int", lambda file: pq.write_table(cast(table, "step", pa.int64()), file)
    yield "pyarrow-step-38", lambda file: pq.write_table(cast(table, "step", pa.decimal128(38, 6)), file)
    yield "pyarrow-step-as-integer", lambda file: pq.write_table(table, file, store_decimal_as_integer=True)
    frame = pd.read_parquet(exported)
    for codec in ("snappy", "zstd", "gzip", "brotli"):
        yield f"pandas-{codec}", lambda file, codec=codec: frame.to_parquet(file, compression=codec)
    in_ns = frame.assign(**{name: frame[name].astype("datetime64[ns, UTC]") for name in TIMES})
    yield "pandas-ns", lambda file: in_ns.to_parquet(file)
    naive = frame.assign(**{name: frame[name].dt.tz_localize(None) for name in TIMES})
    yield "pandas-no-zone", lambda file: naive.to_parquet(file)
    polars = pl.read_parquet(exported)
    for codec in ("zstd", "gzip", "brotli", "lz4", "snappy", "uncompressed"):
        yield f"polars-{codec}", lambda file, codec=codec: polars.write_parquet(file, compression=codec)
    for unit in ("us", "ns"):
        changed = polars.with_columns([pl.col(name).cast(pl.Datetime(unit, "UTC")) for name in TIMES])
        yield f"polars-{unit}", lambda file, changed=changed: changed.write_parquet(file)
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = true")
    copy = f"COPY (SELECT * FROM read_parquet('{exported}')) TO '%s' (FORMAT parquet, %s)"
    for codec in ("zstd", "gzip", "brotli", "lz4", "snappy", "uncompressed"):
        yield f"duckdb-{codec}", lambda file, codec=codec: connection.execute(copy % (file, f"COMPRESSION {codec}"))
    yield "duckdb-v2", lambda file: connection.execute(copy % (file, "PARQUET_VERSION v2"))


def place(folder, way):
    file = os.path.join(folder, way, "p", "r_part_0.parquet")
    os.makedirs(os.path.dirname(file))
    return file


def write(folder, points=300):
    exported = place(folder, "exported")
    table = pa.Table.from_pylist(rows(points), schema=SCHEMA)
    pq.write_table(table, exported, compression="snappy")
    for way, into in ways(table, exported):
        into(place(folder, way))


if __name__ == "__main__":
    write(sys.argv[1], *[int(points) for points in sys.argv[2:]])
