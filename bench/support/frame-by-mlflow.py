"""A frame of every point of an experiment by MLflow's own client. Prints how many there were and the seconds."""

import sys
import time

import pandas as pd
from mlflow.tracking import MlflowClient

client = MlflowClient(sys.argv[1])
started = time.monotonic()
rows = []
for run in client.search_runs([sys.argv[2]], max_results=1000):
    for key in run.data.metrics:
        for point in client.get_metric_history(run.info.run_id, key):
            rows.append((run.info.run_id, key, point.step, point.timestamp, point.value))
frame = pd.DataFrame(rows, columns=["run", "metric", "step", "timestamp", "value"])
print(len(frame), time.monotonic() - started)
