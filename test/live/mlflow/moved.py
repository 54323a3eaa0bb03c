"""Reads what was moved with MLflow's own client alone: a JSON object a run. Usage: moved.py URL"""

import hashlib
import json
import math
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

# A name that the client cannot ask for is answered by a server's error, which it would wait on for minutes.
os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "2"
os.environ["MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR"] = "0"
os.environ["MLFLOW_HTTP_REQUEST_BACKOFF_JITTER"] = "0"
os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"

from mlflow import MlflowClient
from mlflow.entities import ViewType

client = MlflowClient(tracking_uri=sys.argv[1])
takes_files = sys.argv[2] == "files"
os.environ["MLFLOW_TRACKING_URI"] = sys.argv[1]


def spelled(number):
    if math.isnan(number):
        return "NaN"
    return repr(float(number))


def files_of(run_id, path=None):
    for entry in client.list_artifacts(run_id, path):
        if entry.is_dir:
            # The client does not list a file that lies alone in a folder of its own name.
            yield from list(files_of(run_id, entry.path)) or [f"{entry.path}/{os.path.basename(entry.path)}"]
        else:
            yield entry.path


def content(run_id, path):
    with tempfile.TemporaryDirectory() as folder:
        local = client.download_artifacts(run_id, path, folder)
        with open(local, "rb") as file:
            return file.read()


def described(run):
    run_id = run.info.run_id
    series = {}
    for key in run.data.metrics:
        points = client.get_metric_history(run_id, key)
        series[key] = sorted([str(p.step), str(p.timestamp), spelled(p.value)] for p in points)
    files = {}
    keys = {}
    if takes_files:
        for path in files_of(run_id):
            try:
                files[path] = hashlib.sha256(content(run_id, path)).hexdigest()
            except Exception as error:  # a name that the client itself cannot ask for
                files[path] = f"unread: {type(error).__name__}"
        if "rungraph/keys.json" in files:
            keys = json.loads(content(run_id, "rungraph/keys.json"))
    return json.dumps(
        {
            "experiment": names[run.info.experiment_id],
            "name": run.info.run_name,
            "status": run.info.status,
            "start": run.info.start_time,
            "end": run.info.end_time,
            "stage": run.info.lifecycle_stage,
            "tags": run.data.tags,
            "params": run.data.params,
            "series": series,
            "files": files,
            "keys": keys,
            "inputs": [i.dataset.name for i in (run.inputs.dataset_inputs if run.inputs else [])],
        }
    )


experiments = client.search_experiments(view_type=ViewType.ALL)
names = {e.experiment_id: e.name for e in experiments}
token = None
# Servers answer after 40 ms of waiting for an acknowledgement: many are asked at once.
with ThreadPoolExecutor(8) as pool:
    while True:
        page = client.search_runs([e.experiment_id for e in experiments], "", ViewType.ALL, 500, page_token=token)
        for line in pool.map(described, page):
            print(line)
        token = page.token
        if not token:
            break
