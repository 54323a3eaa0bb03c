"""Times, in seconds: bytes by pyarrow alone, rg.runs, GraphQL nodes into pandas, and pyarrow's writers of 10 M points."""

import statistics
import sys
import time

import httpx
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import rungraph

server = sys.argv[1]
keys = [f"params.p{at}" for at in range(60)] + [f"metrics.m{at}" for at in range(40)]
client = httpx.Client(timeout=600)
rg = rungraph.connect(server, progress=False)
asked = {"sources": ["wide"], "columns": ["name", *keys]}


def timed(what, rounds=3):
    taken = []
    for _round in range(rounds):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def alone():
    pa.ipc.open_stream(client.post(f"{server}/export/runs.arrow", json=asked).content).read_all()


def nodes():
    query = """query ($after: String) { runs(sources: ["wide"], first: 1000, after: $after) {
      nodes { ref name params { key value } metrics { key last } } pageInfo { hasNextPage endCursor } } }"""
    rows, after = [], None
    while True:
        page = client.post(f"{server}/graphql", json={"query": query, "variables": {"after": after}}).json()["data"]["runs"]
        for run in page["nodes"]:
            values = {one["key"]: one["value"] for one in run["params"]}
            values |= {one["key"]: one["last"] for one in run["metrics"]}
            rows.append({"run": run["ref"], "name": run["name"], **values})
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert pd.DataFrame(rows).shape == (10_000, 102)


alone()
table = pa.table({name: np.arange(10_000_000, dtype="f8") for name in ("step", "timestamp", "value")})
table = table.append_column("run", pa.array(["curves/c1"] * 10_000_000).dictionary_encode())
figures = [
    timed(alone),
    timed(lambda: rg.runs(sources=["wide"], columns=["name", *keys])),
    timed(nodes, 1),
    timed(lambda: pa.parquet.write_table(table, pa.BufferOutputStream()), 1),
    timed(lambda: pa.csv.write_csv(table, pa.BufferOutputStream()), 1),
]
print(*figures)
