"""Summaries: moments by exact fractions, quantiles by NumPy, IQM and intervals by SciPy."""

import math
from fractions import Fraction

import numpy as np
from golden import exact_moments, nearest, root, samples, write
from scipy import stats


def summarize(name, values):
    exact = [Fraction(value) for value in values]
    count = len(exact)
    mean, variance = exact_moments(values)
    array = np.array(sorted(values), dtype=float)
    # NumPy's own distances overflow on great values; halves do not.
    half = 2.0 if abs(array).max() > 1e300 else 1.0
    quantiles = [float(np.quantile(array / half, share)) * half for share in (0, 0.05, 0.25, 0.5, 0.75, 0.9, 1)]
    cut = count // 4
    middle = sorted(exact)[cut : count - cut]
    iqm = nearest(sum(middle) / len(middle))
    if abs(array).max() < 1e300:
        assert math.isclose(iqm, stats.trim_mean(array, 0.25), rel_tol=1e-12, abs_tol=1e-12 * abs(array).max())
    sem = None if variance is None else nearest(root(variance / count))
    bounds = {}
    if variance:
        for level in (0.5, 0.95, 0.999):
            reach = Fraction(stats.t.ppf((1 + level) / 2, count - 1)) * Fraction(sem)
            bounds[str(level)] = [nearest(mean - reach), nearest(mean + reach)]
    return {
        "name": name,
        "values": values,
        "count": count,
        "mean": nearest(mean),
        "std": None if variance is None else nearest(root(variance)),
        "sem": sem,
        "sum": nearest(sum(exact)),
        "quantiles": quantiles,
        "iqm": iqm,
        "min": min(values),
        "max": max(values),
        "intervals": bounds,
    }


write("summaries", [summarize(name, values) for name, values in samples().items()], "numpy", "scipy")
