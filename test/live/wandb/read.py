"""Prints everything that W&B's SDK reads of an entity, as JSON with bare NaN. Usage: read.py ENTITY"""

import json
import os
import sys

import wandb

os.environ["WANDB_SILENT"] = "true"
entity = sys.argv[1]
api = wandb.Api(timeout=60)


def artifact_of(artifact):
    return {
        "name": artifact.source_name,
        "type": artifact.type,
        "version": artifact.source_version,
        "digest": artifact.digest,
        "size": artifact.size,
        "metadata": artifact.metadata,
        "entries": {path: [entry.digest, entry.size, entry.ref] for path, entry in artifact.manifest.entries.items()},
    }


def run_of(run):
    return {
        "id": run.id,
        "name": run.name,
        "state": run.state,
        "createdAt": run.created_at,
        "heartbeatAt": run.heartbeat_at,
        "user": run.user.username,
        "config": run.config,
        "summary": run.summary._json_dict,
        "tags": run.tags,
        "group": run.group,
        "jobType": run.job_type,
        "notes": run.notes,
        # One page: the SDK would ask for every number up to the last step, which may be 2^53.
        "scanned": list(run.scan_history(page_size=max(1, run.lastHistoryStep + 1))),
        "sampled": run.history(samples=100_000, pandas=False),
        "events": run.history(stream="system", samples=100_000, pandas=False),
        "files": [[file.name, file.size, file.md5] for file in run.files()],
        "logged": [artifact_of(artifact) for artifact in run.logged_artifacts()],
        "used": [artifact_of(artifact) for artifact in run.used_artifacts()],
    }


def project_of(project):
    runs = api.runs(f"{entity}/{project.name}", order="+created_at")
    return {"name": project.name, "runs": [run_of(run) for run in runs]}


print(json.dumps([project_of(project) for project in api.projects(entity)]))
