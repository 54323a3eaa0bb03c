"""Records the runs of a JSON file by W&B's own SDK, one after the other. Usage: seed.py DATA.json

Times of rows are given; when a run started is whatever the clock says, because the SDK takes no time for that.
"""

import json
import os
import pathlib
import sys

import wandb


def make_artifact(data):
    artifact = wandb.Artifact(data["name"], type=data["type"], metadata=data.get("metadata"))
    for path, content in data["files"]:
        with artifact.new_file(path) as file:
            file.write(content)
    for name, uri in data.get("references", []):
        artifact.add_reference(uri, name=name, checksum=False)
    return artifact


def record(data):
    settings = wandb.Settings(console="off", disable_git=True, x_stats_sampling_interval=data["sampling"])
    run = wandb.init(
        id=data["id"],
        project=data["project"],
        name=data["name"],
        config=data["config"],
        tags=data["tags"],
        group=data["group"],
        job_type=data["jobType"],
        notes=data["notes"],
        settings=settings,
    )
    for name in data.get("uses", []):
        run.use_artifact(name)
    for artifact in data.get("inputs", []):
        run.use_artifact(make_artifact(artifact), aliases=artifact["aliases"])
    for metric, summary in data.get("summaries", {}).items():
        run.define_metric(metric, summary=summary)
    for step, row in data["rows"]:
        run.log(row, step=step)
    for key, value in data.get("byHand", {}).items():
        run.summary[key] = value
    for path, content in data["files"]:
        target = pathlib.Path(run.dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content)
        run.save(str(target), base_path=run.dir, policy="now")
    for artifact in data.get("artifacts", []):
        logged = run.log_artifact(make_artifact(artifact), aliases=artifact["aliases"])
        if run.settings.mode == "online":
            logged.wait()
        for target in artifact.get("links", []):
            run.link_artifact(logged, target)
    run.finish(exit_code=data["exitCode"])


os.environ["WANDB_SILENT"] = "true"
for one in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    record(one)
