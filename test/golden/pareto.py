"""Ranks by Optuna, hypervolumes by moocore."""

import moocore
import numpy as np
from golden import write
from optuna.study._multi_objective import _fast_non_domination_rank

random = np.random.default_rng(23)
sets = {
    "one point": np.array([[1.0, 2.0]]),
    "one objective": random.normal(0, 1, (20, 1)),
    "two objectives": random.normal(0, 1, (60, 2)),
    "two with ties": random.integers(0, 5, (60, 2)).astype(float),
    "three objectives": random.normal(0, 1, (80, 3)),
    "three with ties": random.integers(0, 4, (80, 3)).astype(float),
    "four objectives": random.normal(0, 1, (50, 4)),
    "five objectives": random.normal(0, 1, (50, 5)),
    "five with ties": random.integers(0, 3, (50, 5)).astype(float),
    "a front": np.array([[x, 1 - x] for x in np.linspace(0, 1, 11)]),
    "a sphere": np.array([v / np.linalg.norm(v) for v in np.abs(random.normal(0, 1, (40, 3)))]),
    "the same": np.full((6, 2), 3.0),
    "two points": np.array([[1.0, 2.0], [2.0, 1.0]]),
    "integers beyond 2^53": 2.0**53 + 2 * random.integers(0, 9, (40, 2)),
    "subnormal": 5e-324 * random.integers(1, 9, (20, 1)),
    "great and small": random.normal(0, 1, (30, 2)) * np.array([1e200, 1e-150]),
}
cases = []
for name, points in sets.items():
    reference = points.max(axis=0)
    volumes = []
    for given in (reference, reference + 0.5 * np.abs(reference)):
        measured = moocore.hypervolume(points, ref=given) if points.shape[1] > 1 else max(0.0, given[0] - points.min())
        volumes.append({"reference": given, "hypervolume": float(measured) if points.shape[1] <= 3 else None})
    cases.append({"name": name, "points": points, "ranks": _fast_non_domination_rank(points), "volumes": volumes})
write("pareto", cases, "moocore", "numpy", "optuna")
