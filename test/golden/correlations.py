"""Pearson's and Spearman's coefficients by exact fractions, their p by SciPy, and both beside SciPy's own where it can."""

import math
import warnings
from fractions import Fraction

import numpy as np
from golden import exact_moments, nearest, root, write
from scipy import stats

random = np.random.default_rng(5)
x = random.normal(0, 1, 60)
noise = random.normal(0, 1, 60)
pairs = {
    "noise": (x, noise),
    "near": (x, x + 0.1 * noise),
    "near inverse": (x, -x + 0.01 * noise),
    "a line": (x, 3 * x + 2),
    "a curve": (x, np.exp(3 * x)),
    "ties": (np.array([1, 2, 2, 3, 3, 3, 4.0]), np.array([1, 1, 2, 2, 3, 4, 4.0])),
    "two levels": (np.array([0, 0, 0, 1, 1, 1.0]), np.array([1, 2, 3, 4, 5, 6.0])),
    "three": (np.array([1, 2, 4.0]), np.array([3, 1, 2.0])),
    "offset": (1e9 + x, 1e9 + x + 0.1 * noise),
    "huge": (x * 1e307, x * 1e307 + noise * 1e306),
    "tiny": (x * 1e-300, noise * 1e-300 + x * 1e-300),
    "beyond 2^53": (2.0**53 + 2 * np.arange(9), 2.0**60 + 256 * np.array([3, 1, 4, 1, 5, 9, 2, 6, 5])),
}


def coefficient(left, right):
    """r, and the p of its t statistic with n - 2 degrees of freedom."""
    mean_left, spread_left = exact_moments(left)
    mean_right, spread_right = exact_moments(right)
    pairs = [(Fraction(float(a)), Fraction(float(b))) for a, b in zip(left, right)]
    together = sum((a - mean_left) * (b - mean_right) for a, b in pairs) / (len(pairs) - 1)
    squared = together**2 / (spread_left * spread_right)
    degrees = len(pairs) - 2
    r = nearest(root(squared)) * (1 if together >= 0 else -1)
    if squared == 1:
        return r, 0.0
    return r, 2 * stats.t.sf(nearest(root(squared * degrees / (1 - squared))), degrees)


cases = []
for name, (left, right) in pairs.items():
    r, rp = coefficient(left, right)
    rho, rhop = coefficient(stats.rankdata(left), stats.rankdata(right))
    told = stats.spearmanr(left, right)
    assert math.isclose(rho, told.statistic, rel_tol=1e-12) and math.isclose(rhop, told.pvalue, rel_tol=1e-9, abs_tol=1e-30)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            told = stats.pearsonr(left, right)
        except (RuntimeWarning, stats.NearConstantInputWarning):
            told = None
    assert told is None or math.isclose(r, told.statistic, rel_tol=1e-12), name
    assert told is None or math.isclose(rp, told.pvalue, rel_tol=1e-9, abs_tol=1e-30), name
    cases.append(
        {"name": name, "a": left, "b": right, "n": len(left), "pearson": r, "pearsonP": rp, "spearman": rho, "spearmanP": rhop}
    )
write("correlations", cases, "numpy", "scipy")
