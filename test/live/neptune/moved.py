"""Tells what pandas, Polars and DuckDB read of an archive that runs were moved into: JSON, the same of all three.

moved.py FOLDER
"""

import glob
import json
import os
import sys

import duckdb
import pandas as pd
import polars as pl

folder = sys.argv[1]
files = sorted(glob.glob(os.path.join(folder, "data", "*", "*.parquet")))
pattern = os.path.join(folder, "data", "*", "*.parquet")

points = duckdb.execute(
    """
    SELECT project_id || '/' || run_id AS run, native_key, context, attribute_path,
           coalesce(CAST(step AS VARCHAR), step_exact) AS step, epoch_ms(timestamp) AS time,
           CAST(float_value AS VARCHAR) AS shown, float_value AS value, epoch
    FROM read_parquet(?) WHERE attribute_type = 'float_series'
    """,
    [pattern],
).fetchall()
series = {}
for run, key, context, path, step, time, _shown, value, epoch in points:
    found = series.setdefault((run, path), {"run": run, "key": key, "context": context, "points": []})
    whole, _, rest = step.partition(".")
    found["points"].append([f"{whole}.{rest.ljust(6, '0')}", time, repr(float(value)), None if epoch is None else repr(epoch)])

columns = ["attribute_path", "int_value", "float_value", "string_value", "bool_value"]
frames = pd.concat([pd.read_parquet(file) for file in files])
told = {
    "pandas": [len(frames), int((frames["attribute_type"] == "float_series").sum())],
    "polars": [
        sum(len(pl.read_parquet(file)) for file in files),
        sum(len(pl.read_parquet(file).filter(pl.col("attribute_type") == "float_series")) for file in files),
    ],
    "duckdb": [duckdb.execute("SELECT count(*) FROM read_parquet(?)", [pattern]).fetchone()[0], len(points)],
}
runs = duckdb.execute(
    "SELECT project || '/' || run, name, status, epoch_ms(started_at), notes, archived, points FROM read_parquet(?)",
    [os.path.join(folder, "runs.parquet")],
).fetchall()
scalars = duckdb.execute(
    """
    SELECT project_id || '/' || run_id, attribute_path, attribute_type,
           coalesce(CAST(int_value AS VARCHAR), string_value, CAST(bool_value AS VARCHAR)), float_value
    FROM read_parquet(?) WHERE attribute_type IN ('int', 'float', 'string', 'bool')
    """,
    [pattern],
).fetchall()
texts = [[run, path, kind, repr(number) if kind == "float" else text] for run, path, kind, text, number in scalars]
print(json.dumps({"told": told, "series": list(series.values()), "runs": runs, "scalars": texts}))
