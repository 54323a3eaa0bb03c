"""Reads what was moved with Aim's own SDK alone: a JSON object a run. Usage: moved.py REPO

Doubles are told by their bits, since JSON knows no NaN and JavaScript no integers.
"""

import json
import math
import struct
import sys

import aim


def bits(number):
    return "NaN" if math.isnan(number) else struct.pack(">d", number).hex()


def typed(value):
    if isinstance(value, dict):
        return {"dict": {str(key): typed(item) for key, item in value.items()}}
    if isinstance(value, (list, tuple)):
        return {"list": [typed(item) for item in value]}
    if isinstance(value, bool) or value is None:
        return {"plain": value}
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": bits(value)}
    return {"text": value}


def points_of(metric):
    steps, (values, epochs, times) = metric.data.numpy()
    rows = zip(steps.tolist(), values.tolist(), epochs.tolist(), times.tolist())
    return [[int(step), *(bits(float(number)) for number in rest)] for step, *rest in rows]


def described(run):
    # `run.metrics()` leaves out those of archived runs.
    series = [
        {"name": name, "context": context.to_dict(), "points": points_of(run.get_metric(name, context))}
        for name, context, _run in run.iter_metrics_info()
    ]
    return {
        "hash": run.hash,
        "name": run.name,
        "notes": run.description,
        "experiment": run.experiment,
        "archived": bool(run.archived),
        "tags": sorted(run.tags),
        "created": run.creation_time,
        "ended": run.end_time,
        "params": {str(key): typed(value) for key, value in run.meta_run_attrs_tree.collect().items()},
        "series": series,
    }


def main(folder):
    repo = aim.Repo.from_path(folder)
    for run_hash in sorted(repo.list_all_runs()):
        print(json.dumps(described(aim.Run(run_hash, repo=repo, read_only=True))))


if __name__ == "__main__":
    main(*sys.argv[1:])
