"""Gives every metric of an MLflow database on sqlite so many points in all, since writing them by its API takes minutes.

Each metric has one point, at step 0. Usage: lengthen-mlflow.py DATABASE POINTS
"""

import sqlite3
import sys

database = sqlite3.connect(sys.argv[1], timeout=60)
last = int(sys.argv[2]) - 1
with database:
    database.execute(
        """
        WITH RECURSIVE steps(step) AS (SELECT 1 UNION ALL SELECT step + 1 FROM steps WHERE step < ?)
        INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan)
        SELECT key, value / (1 + steps.step), timestamp + 1000 * steps.step, run_uuid, steps.step, 0
        FROM latest_metrics CROSS JOIN steps
        """,
        [last],
    )
    database.execute(
        "UPDATE latest_metrics SET value = value / (1 + ?), timestamp = timestamp + 1000 * ?, step = ?",
        [last, last, last],
    )
