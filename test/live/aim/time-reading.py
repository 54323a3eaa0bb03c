"""Reads every point of every metric of a repo by Aim's SDK, and prints how many seconds it took: time-reading.py REPO"""

import sys
import time

import aim

repo = aim.Repo.from_path(sys.argv[1])
started = time.perf_counter()
for run in repo.iter_runs():
    for metric in run.metrics():
        metric.data.numpy()
print(time.perf_counter() - started)
