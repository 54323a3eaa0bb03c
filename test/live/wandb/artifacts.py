"""Prints what W&B's SDK tells of the artifacts of a project, with the text of every file. Usage: artifacts.py ENTITY/PROJECT"""

import json
import os
import pathlib
import sys

import wandb

os.environ["WANDB_SILENT"] = "true"
api = wandb.Api(timeout=60)


def version_of(artifact):
    folder = pathlib.Path(artifact.download())
    texts = {}
    for path, entry in artifact.manifest.entries.items():
        if entry.ref is None:
            texts[path] = folder.joinpath(path).read_text()
    maker = artifact.logged_by()
    return {
        "version": artifact.version,
        "aliases": sorted(artifact.aliases),
        "maker": None if maker is None else maker.id,
        "users": sorted(run.id for run in artifact.used_by()),
        "files": sorted([file.name, file.size] for file in artifact.files()),
        "texts": texts,
    }


found = {}
for kind in api.artifact_types(sys.argv[1]):
    for collection in kind.collections():
        versions = api.artifacts(kind.name, f"{sys.argv[1]}/{collection.name}")
        found[f"{kind.name} {collection.name}"] = [version_of(version) for version in versions]
found["registry"] = [
    [version.project, version.name.split(":")[0], version.version, version.source_name, sorted(version.aliases)]
    for version in api.registries(organization="Harvest").collections().versions()
]
print(json.dumps(found))
