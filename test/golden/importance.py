"""Importance of params: PED-ANOVA by Optuna's evaluator with its defaults, and the order that scikit-learn's forest finds."""

import math
import warnings

import numpy as np
import optuna
from golden import write
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import PedAnovaImportanceEvaluator, get_param_importances
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.inspection import permutation_importance

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
random = np.random.default_rng(17)


def distribution(values):
    """A param's space as comparing runs sees it: what was tried, in logarithms where it spans a factor of 100."""
    present = [value for value in values if value is not None]
    if any(isinstance(value, str) for value in present):
        return CategoricalDistribution(sorted(set(present)))
    low, high = min(present), max(present)
    log = low > 0 and high / low >= 100
    if all(float(value).is_integer() for value in present):
        return IntDistribution(int(low), int(high), log=log)
    return FloatDistribution(low, high, log=log)


def ped_anova(name, target, columns, minimize):
    study = optuna.create_study(direction="minimize" if minimize else "maximize")
    spaces = {key: distribution(values) for key, values in columns.items()}
    for row, value in enumerate(target):
        present = {key: values[row] for key, values in columns.items() if values[row] is not None}
        study.add_trial(
            optuna.trial.create_trial(
                params={key: int(item) if isinstance(spaces[key], IntDistribution) else item for key, item in present.items()},
                distributions={key: spaces[key] for key in present},
                value=float(value),
            )
        )
    importance = get_param_importances(study, evaluator=PedAnovaImportanceEvaluator())
    return {"method": "PED_ANOVA", "name": name, "target": target, "columns": columns, "minimize": minimize, "importance": importance}


def forest(name, target, columns):
    keys = list(columns)
    rows = np.array([columns[key] for key in keys]).T
    trees = ExtraTreesRegressor(n_estimators=100, min_samples_leaf=5, random_state=0).fit(rows, target)
    found = permutation_importance(trees, rows, target, n_repeats=30, random_state=0).importances_mean
    return {"method": "FOREST", "name": name, "target": target, "columns": columns, "importance": dict(zip(keys, found))}


def space(count):
    return {
        "lr": [float(value) for value in 10 ** random.uniform(-5, -1, count)],
        "dropout": [float(value) for value in random.uniform(0, 0.5, count)],
        "layers": [int(value) for value in random.integers(1, 9, count)],
        "width": [int(2**value) for value in random.integers(5, 13, count)],
        "optimizer": [str(value) for value in random.choice(["adam", "sgd", "lion"], count)],
        "noise": [float(value) for value in random.normal(0, 1, count)],
    }


def quality(columns, count):
    return [
        -((math.log10(columns["lr"][row]) + 3) ** 2)
        + 0.3 * columns["layers"][row]
        + (0.8 if columns["optimizer"][row] == "adam" else 0)
        - columns["dropout"][row]
        + float(random.normal(0, 0.2))
        for row in range(count)
    ]


cases = []
for count in (11, 25, 100, 400):
    columns = space(count)
    target = quality(columns, count)
    cases.append(ped_anova(f"{count} runs", target, columns, False))
    cases.append(ped_anova(f"{count} runs, to be small", [-value for value in target], columns, True))
columns = space(120)
target = quality(columns, 120)
some = {**columns, "momentum": [0.9 + 0.001 * row if columns["optimizer"][row] == "sgd" else None for row in range(120)]}
cases.append(ped_anova("a param of some runs", target, some, False))
tied = [round(value) for value in target]
cases.append(ped_anova("ties in the target", tied, columns, False))
cases.append(ped_anova("few levels", target, {"x": [float(row % 3) / 2 for row in range(120)], "y": [row % 2 for row in range(120)]}, False))
cases.append(ped_anova("the same everywhere", [1.0] * 40, {key: values[:40] for key, values in columns.items()}, True))
for size, factor in (("huge", 1e300), ("tiny", 1e-300)):
    cases.append(ped_anova(f"a {size} target", [value * factor for value in target], columns, False))
sizes = {
    "huge": [float(value) * 1e300 for value in random.normal(0, 1, 120)],
    "tiny": [float(value) * 1e-300 for value in random.normal(0, 1, 120)],
    "over all sizes": [float(value) for value in 10 ** random.uniform(-300, 300, 120)],
    "beyond 2^53": [2.0**53 + 2 * int(value) for value in random.integers(0, 1000, 120)],
}
near = [-abs(sizes["huge"][row] / 1e300) + 0.3 * math.sin(row) for row in range(120)]
for key, values in sizes.items():
    cases.append(ped_anova(f"a param that is {key}", near, {"x": values, "dropout": columns["dropout"]}, False))
numbers = {key: values for key, values in space(300).items() if key not in ("optimizer",)}
target = [
    5 * numbers["dropout"][row] + 0.5 * numbers["layers"][row] + 0.05 * math.log10(numbers["lr"][row]) + float(random.normal(0, 0.1))
    for row in range(300)
]
cases.append(forest("a sum", target, {key: [math.log(value) for value in values] if key in ("lr", "width") else values for key, values in numbers.items()}))
product = [numbers["dropout"][row] * numbers["layers"][row] ** 2 + float(random.normal(0, 0.1)) for row in range(300)]
cases.append(forest("a product", product, {key: numbers[key] for key in ("dropout", "layers", "noise")}))
write("importance", cases, "numpy", "optuna", "scikit-learn")
