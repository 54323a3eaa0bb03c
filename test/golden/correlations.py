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
    "gaps": (np.array([1, np.nan, 3, 4, np.inf, 6, 7, 2.0]), np.array([2, 5, -np.inf, 4, 1, 7, np.nan, 2.5])),
    "two": (np.array([1, 2.0]), np.array([5, 3.0])),
    "two that are left": (np.array([1, np.nan, 2.0]), np.array([3, 1, 5.0])),
    "one": (np.array([1.0]), np.array([2.0])),
    "none": (np.array([]), np.array([])),
    "nothing finite": (np.array([np.nan, 1.0]), np.array([1.0, np.inf])),
    "constant": (np.full(5, 0.1), np.array([1, 2, 3, 4, 5.0])),
    "both constant": (np.full(4, 1e308), np.full(4, 5e-324)),
    "subnormal": (5e-324 * np.array([1, 2, 4, 7, 9]), 5e-324 * np.array([3, 1, 8, 6, 9])),
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
for name, (all_left, all_right) in pairs.items():
    whole = np.isfinite(all_left) & np.isfinite(all_right)
    left, right = all_left[whole], all_right[whole]
    told = {"name": name, "a": all_left, "b": all_right, "n": len(left)}
    if len(left) < 2 or len(set(left)) == 1 or len(set(right)) == 1:
        cases.append({**told, "pearson": None, "pearsonP": None, "spearman": None, "spearmanP": None})
        continue
    if len(left) == 2:
        # Two points lie on a line.
        r = 1.0 if (left[1] - left[0]) * (right[1] - right[0]) > 0 else -1.0
        cases.append({**told, "pearson": r, "pearsonP": None, "spearman": r, "spearmanP": None})
        continue
    r, rp = coefficient(left, right)
    rho, rhop = coefficient(stats.rankdata(left), stats.rankdata(right))
    other = stats.spearmanr(left, right)
    assert math.isclose(rho, other.statistic, rel_tol=1e-12) and math.isclose(rhop, other.pvalue, rel_tol=1e-9, abs_tol=1e-30)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            other = stats.pearsonr(left, right)
        except (RuntimeWarning, stats.NearConstantInputWarning):
            other = None
    # SciPy's own squares of subnormal values lose all digits.
    beside = other is not None and name != "subnormal"
    assert not beside or math.isclose(r, other.statistic, rel_tol=1e-12), name
    assert not beside or math.isclose(rp, other.pvalue, rel_tol=1e-9, abs_tol=1e-30), name
    cases.append({**told, "pearson": r, "pearsonP": rp, "spearman": rho, "spearmanP": rhop})
write("correlations", cases, "numpy", "scipy")
