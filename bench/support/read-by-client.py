"""Reads every point of an experiment as people do with MLflow's own client, and prints how many there were."""

import sys

from mlflow.tracking import MlflowClient

client = MlflowClient(sys.argv[1])
points = 0
for run in client.search_runs([sys.argv[2]], max_results=1000):
    for metric in run.data.metrics:
        points += len(client.get_metric_history(run.info.run_id, metric))
print(points)
