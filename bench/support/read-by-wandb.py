"""Reads every point of a project by W&B's SDK in one of its two ways, and prints how many there were and the seconds.

`histories` is what the SDK has for many runs; it is complete where no run has more rows than are asked for. `scan` is its
way to all rows. Usage: read-by-wandb.py ENTITY/PROJECT histories|scan
"""

import os
import sys
import time

import wandb

os.environ["WANDB_SILENT"] = "true"
api = wandb.Api(timeout=60)
started = time.monotonic()
runs = api.runs(sys.argv[1], per_page=100)
if sys.argv[2] == "histories":
    rows = runs.histories(samples=10_000, format="default")
else:
    rows = [row for run in runs for row in run.scan_history()]
points = sum(1 for row in rows for key, value in row.items() if key.startswith("metric_") and value is not None)
print(points, time.monotonic() - started)
