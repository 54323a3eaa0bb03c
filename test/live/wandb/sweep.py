"""Makes a sweep with two runs in it and one beside, and prints what W&B's SDK then reads of sweeps. Usage: sweep.py ENTITY/PROJECT"""

import json
import os
import sys

import wandb

os.environ["WANDB_SILENT"] = "true"
entity, project = sys.argv[1].split("/")
plan = {"method": "grid", "metric": {"name": "loss", "goal": "minimize"}, "parameters": {"lr": {"values": [0.1, 0.2]}}}
sweep_id = wandb.sweep(plan, entity=entity, project=project)
for name, within, lr in [("in-1", sweep_id, 0.1), ("in-2", sweep_id, 0.2), ("beside", None, 0.3)]:
    settings = wandb.Settings(console="off", disable_git=True, sweep_id=within)
    with wandb.init(entity=entity, project=project, id=name, config={"lr": lr}, settings=settings) as run:
        run.log({"loss": lr * 2})

api = wandb.Api(timeout=60)
sweep = api.sweep(f"{entity}/{project}/{sweep_id}")
print(
    json.dumps(
        {
            "sweeps": [one.id for one in api.project(project, entity).sweeps()],
            "config": sweep.config,
            "runs": [run.id for run in sweep.runs],
            "sweepOf": {run.id: run.sweep_name for run in api.runs(f"{entity}/{project}")},
        }
    )
)
