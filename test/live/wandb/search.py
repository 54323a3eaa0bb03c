"""Prints ids of the runs that W&B's SDK finds by some filters and orders. Usage: search.py ENTITY/PROJECT"""

import json
import os
import sys

import wandb

os.environ["WANDB_SILENT"] = "true"
api = wandb.Api(timeout=60)


def find(filters=None, order="+created_at"):
    return [run.id for run in api.runs(sys.argv[1], filters=filters, order=order, per_page=7)]


print(
    json.dumps(
        {
            "fast": find({"config.lr.value": {"$gt": 0.0015}}),
            "best": find({"summary_metrics.acc": {"$gt": 0.5}}),
            "tagged": find({"tags": {"$in": ["team"]}}),
            "newest": find(order="-created_at"),
            "total": len(api.runs(sys.argv[1])),
        }
    )
)
