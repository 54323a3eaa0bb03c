"""Prints everything that W&B's SDK reads of the runs of an entity that were moved there, as JSON with bare NaN, and then
does by the SDK what a move does beside recording: makes a project, changes a run that has ended. Usage: moved.py ENTITY"""

import hashlib
import json
import os
import pathlib
import sys
import tempfile

import wandb

os.environ["WANDB_SILENT"] = "true"
entity = sys.argv[1]
api = wandb.Api(timeout=60)


def files_of(run):
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for file in run.files():
            file.download(root=folder, replace=True)
            found[file.name] = pathlib.Path(folder, file.name).read_bytes()
    return found


def inputs_of(run):
    found = []
    for artifact in run.used_artifacts():
        with tempfile.TemporaryDirectory() as folder:
            # Without the reference, whose store nobody asks here.
            place = artifact.download(root=folder, path_prefix="rungraph.json")
            about = json.loads(pathlib.Path(place, "rungraph.json").read_text())
        found.append(
            {
                "name": artifact.name.split(":")[0],
                "type": artifact.type,
                "digest": artifact.digest,
                "computed": artifact.manifest.digest(),
                "references": [entry.ref for entry in artifact.manifest.entries.values() if entry.ref is not None],
                "maker": artifact.logged_by() and artifact.logged_by().id,
                "about": about,
                "metadata": artifact.metadata,
            }
        )
    return found


def series_of(run):
    series = {}
    # One page: the SDK would ask for every number up to the last step, which may be 2^53.
    for row in run.scan_history(page_size=max(1, run.lastHistoryStep + 1)):
        for key, value in row.items():
            if value is not None and key not in ("_step", "_timestamp", "_runtime"):
                series.setdefault(key, []).append([row["_step"], round(row["_timestamp"] * 1000), value])
    return series


def run_of(run):
    files = files_of(run)
    return {
        "name": run.name,
        "state": run.state,
        "config": run.config,
        "tags": run.tags,
        "group": run.group,
        "jobType": run.job_type,
        "notes": run.notes,
        "series": series_of(run),
        "last": {key: value for key, value in run.summary._json_dict.items() if not key.startswith("_")},
        "inputs": inputs_of(run),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "keys": json.loads(files.get("rungraph/keys.json", b"{}")),
    }


runs = [run for project in api.projects(entity) for run in api.runs(f"{entity}/{project.name}")]
told = [run_of(run) for run in runs]
api.create_project("made-by-the-sdk", entity)
runs[0].update()
print(json.dumps(told))
