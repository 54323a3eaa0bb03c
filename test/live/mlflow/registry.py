"""Reads a registry with MLflow's own client alone: a JSON object. Usage: registry.py URL"""

import json
import os
import sys
import tempfile

os.environ["MLFLOW_TRACKING_URI"] = sys.argv[1]
os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"

import mlflow
from mlflow import MlflowClient

client = MlflowClient(tracking_uri=sys.argv[1])


def files_of(version):
    """Names of what lies where the version says; none where that is not this server's."""
    if version.source.startswith(("s3:", "rungraph:")):
        return []
    with tempfile.TemporaryDirectory() as folder:
        local = mlflow.artifacts.download_artifacts(f"models:/{version.name}/{version.version}", dst_path=folder)
        return sorted(
            os.path.relpath(os.path.join(at, name), local) for at, _, names in os.walk(local) for name in names
        )


def described(model):
    found = client.get_registered_model(model.name)
    versions = client.search_model_versions(f"name = '{model.name}'")
    return {
        "description": found.description or "",
        "tags": found.tags,
        "aliases": {alias: str(version) for alias, version in found.aliases.items()},
        "versions": {
            str(v.version): {
                "source": v.source,
                "run": client.get_run(v.run_id).info.run_name if v.run_id else "",
                "stage": v.current_stage,
                "description": v.description or "",
                "tags": v.tags,
                "files": files_of(v),
            }
            for v in versions
        },
    }


print(json.dumps({model.name: described(model) for model in client.search_registered_models()}))
