"""Fills a new Aim repo with the runs of a JSON file, by Aim's own SDK. Prints the hash of each run by its key.

Usage: seed.py REPO DATA.json

What the SDK stamps with its own clock (when a run started and ended, and the time of every point) is set through its
private seams, because its public calls take no times.
"""

import datetime
import json
import pathlib
import sys

import aim
from aim.sdk.index_manager import RepoIndexManager
from aim.storage.structured.sql_engine.models import Run as RunRow


def utc(epoch_ms):
    return datetime.datetime.fromtimestamp(epoch_ms / 1000, tz=datetime.timezone.utc).replace(tzinfo=None)


def store_project(repo, project):
    experiment = repo.structured_db.create_experiment(project["name"])
    if project["description"] is not None:
        experiment.description = project["description"]


def store_params(run, params):
    """A path of several keys is a nested dict, as a training script would set it."""
    for param in params:
        *parents, key = param["path"]
        value = param["value"]
        if not parents:
            run[key] = value
            continue
        top = run.get(parents[0], {})
        inner = top
        for parent in parents[1:]:
            inner = inner.setdefault(parent, {})
        inner[key] = value
        run[parents[0]] = top


def store_points(run, metrics):
    for metric in metrics:
        for point in metric["points"]:
            run._tracker._track(
                point["value"],
                point["timestamp"] / 1000,
                metric["key"],
                point["step"],
                point.get("epoch"),
                context=metric["context"],
            )


def store_run(repo, data):
    run = aim.Run(
        repo=repo,
        experiment=data["project"],
        system_tracking_interval=None,
        capture_terminal_logs=False,
    )
    run.name = data["name"]
    if data["notes"] is not None:
        run.description = data["notes"]
    for tag in data["tags"]:
        run.add_tag(tag)
    if data.get("systemParams") is not None:
        run["__system_params"] = data["systemParams"]
    store_params(run, data["params"])
    store_points(run, data["metrics"])
    if data["archived"]:
        run.archived = True
    run._resources.set_run_end_time = lambda: None
    ended = data["endedAt"]
    run.meta_run_tree["end_time"] = None if ended is None else ended / 1000
    run.close()
    with repo.structured_db.get_session() as session:
        session.query(RunRow).filter(RunRow.hash == run.hash).update({"created_at": utc(data["startedAt"])})
        session.commit()
    return run.hash


def main(folder, file):
    with open(file, encoding="utf-8") as source:
        data = json.load(source)
    repo = aim.Repo.from_path(folder, init=True)
    for project in data["projects"]:
        store_project(repo, project)
    hashes = {run["key"]: store_run(repo, run) for run in data["runs"]}
    index = RepoIndexManager.get_index_manager(repo)
    for run_hash in hashes.values():
        index.index(run_hash)
        # A run that looks as if it were being written is closed by the server, a minute after it started.
        pathlib.Path(repo.path, "meta", "progress", run_hash).unlink(missing_ok=True)
    print(json.dumps(hashes))


if __name__ == "__main__":
    main(*sys.argv[1:])
