"""Prints every point of every metric of a repo, as Aim's SDK reads it: read.py REPO"""

import json
import sys

import aim

runs = {}
for run in aim.Repo.from_path(sys.argv[1]).iter_runs():
    runs[run.hash] = [
        {
            "name": metric.name,
            "context": metric.context.to_dict(),
            "steps": metric.data.indices_list(),
            "values": metric.data.view(["val"]).items_list()[1][0],
            "epochs": metric.data.view(["epoch"]).items_list()[1][0],
            "times": metric.data.view(["time"]).items_list()[1][0],
        }
        for metric in run.metrics()
    ]
print(json.dumps(runs))
