"""Welch's and the paired t test by exact fractions and SciPy's distribution, beside SciPy's tests where these keep their
digits; the U test by SciPy; Holm's correction by statsmodels; medians of differences by NumPy.
"""

import math
import warnings
from fractions import Fraction

import numpy as np
from golden import exact_moments, nearest, root, write
from scipy import stats
from statsmodels.stats.multitest import multipletests

random = np.random.default_rng(11)


def correction(degrees):
    return 1 - Fraction(3) / (4 * degrees - 1)


def told(test, name, a, b, level, difference, squared_error, degrees, effect, beside):
    statistic = nearest(root(difference**2 / squared_error)) * (1 if difference >= 0 else -1)
    degrees = nearest(Fraction(degrees))
    reach = Fraction(stats.t.ppf((1 + level) / 2, degrees)) * root(squared_error)
    p = 2 * stats.t.sf(abs(statistic), degrees)
    other = None
    # Squares of values beyond these leave the range of doubles.
    if all(1e-150 < abs(value) < 1e150 for value in [*a, *b]):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                other = beside()
            except RuntimeWarning:
                pass
    if other is not None:
        assert math.isclose(other.statistic, statistic, rel_tol=1e-6), name
        assert math.isclose(other.df, degrees, rel_tol=1e-6), name
        assert math.isclose(other.pvalue, p, rel_tol=1e-6, abs_tol=1e-300), name
    return {
        "test": test,
        "name": name,
        "a": a,
        "b": b,
        "level": level,
        "difference": nearest(difference),
        "low": nearest(difference - reach),
        "high": nearest(difference + reach),
        "statistic": statistic,
        "degreesOfFreedom": degrees,
        "p": p,
        "hedgesG": nearest(effect),
        "besideSciPy": other is not None,
    }


def welch(name, a, b, level):
    (mean_a, var_a), (mean_b, var_b) = exact_moments(a), exact_moments(b)
    left, right = var_a / len(a), var_b / len(b)
    degrees = (left + right) ** 2 / (left**2 / (len(a) - 1) + right**2 / (len(b) - 1))
    both = len(a) + len(b) - 2
    pooled = ((len(a) - 1) * var_a + (len(b) - 1) * var_b) / both
    effect = (mean_b - mean_a) / root(pooled) * correction(both)
    beside = lambda: stats.ttest_ind(b, a, equal_var=False)
    return told("WELCH", name, a, b, level, mean_b - mean_a, left + right, degrees, effect, beside)


def paired(name, a, b, level):
    apart = [Fraction(float(y)) - Fraction(float(x)) for x, y in zip(a, b)]
    mean = sum(apart) / len(apart)
    variance = sum((one - mean) ** 2 for one in apart) / (len(apart) - 1)
    effect = mean / root(variance) * correction(len(apart) - 1)
    beside = lambda: stats.ttest_rel(b, a)
    return told("PAIRED", name, a, b, level, mean, variance / len(apart), len(apart) - 1, effect, beside)


def mann_whitney(name, a, b):
    told = stats.mannwhitneyu(b, a, alternative="two-sided")
    with np.errstate(over="ignore"):
        apart = np.subtract.outer(b, a).ravel()
    return {
        "test": "MANN_WHITNEY",
        "name": name,
        "a": a,
        "b": b,
        "difference": float(np.median(apart / 2) * 2),
        "statistic": told.statistic,
        "p": told.pvalue,
    }


small, more = random.normal(0, 1, 5), random.normal(1, 2, 7)
many, others = random.normal(0, 1, 120), random.normal(0.2, 3, 90)
same = random.normal(3, 1, 40)
cases = []
for name, a, b in (
    ("few", small, more),
    ("many", many, others),
    ("two and two", np.array([1.0, 2.0]), np.array([4.0, 7.0])),
    ("one constant", np.full(6, 0.5), more),
    ("offset", 1e9 + small, 1e9 + more),
    ("far apart", small, more + 1000),
    ("very different spread", small * 1e-8, others),
):
    cases.append(welch(name, a, b, 0.95))
cases.append(welch("level", many, others, 0.5))
for name, a, b in (
    ("ties", np.array([1, 2, 2, 3, 3, 3.0]), np.array([2, 3, 3, 4, 5.0])),
    ("beyond 2^53", 2.0**53 + 2 * np.arange(6), 2.0**53 + 32 * np.arange(9)),
    ("subnormal", 5e-324 * np.array([1, 3, 4, 9]), 5e-324 * np.array([2, 20, 31])),
):
    cases.append(welch(name, a, b, 0.95))
cases.append(welch("huge", many * 1e307, others * 1e307, 0.95))
cases.append(welch("tiny", many * 1e-300, others * 1e-300, 0.95))
for name, a, b in (
    ("few", small, more[:5]),
    ("two", np.array([1.0, 2.0]), np.array([4.0, 7.0])),
    ("same with noise", same, same + random.normal(0.05, 0.1, 40)),
):
    cases.append(paired(name, a, b, 0.9))
for name, a, b in (
    ("ties", np.array([1, 1, 2, 2, 3.0]), np.array([1, 2, 2, 3, 5.0])),
    ("offset", 1e9 + same, 1e9 + same[::-1]),
    ("tiny", same * 1e-300, same[::-1] * 3e-300),
    ("beyond 2^53", 2.0**53 + 2 * np.arange(7), 2.0**53 + 2 * np.array([3, 1, 4, 1, 5, 9, 2])),
):
    cases.append(paired(name, a, b, 0.95))
cases.append(paired("huge", same * 1e306, same[::-1] * -3e306, 0.95))
for name, a, b in (
    ("one and one", np.array([1.0]), np.array([2.0])),
    ("three and three", np.array([1.0, 3.0, 5.0]), np.array([2.0, 6.0, 7.0])),
    ("few, exact", small, more),
    ("few and many, exact", small, others),
    ("eight and eight", random.normal(0, 1, 8), random.normal(1, 1, 8)),
    ("nine and nine", random.normal(0, 1, 9), random.normal(1, 1, 9)),
    ("many", many, others),
    ("ties", np.array([1, 2, 2, 3, 3, 3.0]), np.array([2, 3, 3, 4, 5.0])),
    ("all tied", np.full(4, 2.0), np.full(5, 2.0)),
    ("far apart", small, more + 1000),
    ("huge", np.array([-1.7e308, 1e308]), np.array([1.7e308, 1.6e308, -1e308])),
    ("tiny", small * 1e-300, more * 1e-300),
    ("subnormal", 5e-324 * np.array([1, 3, 4, 9]), 5e-324 * np.array([2, 20, 31])),
    ("beyond 2^53", 2.0**53 + 2 * np.arange(12), 2.0**53 + 8 * np.arange(1, 12)),
    ("integers", random.integers(0, 12, 50).astype(float), random.integers(1, 14, 61).astype(float)),
):
    cases.append(mann_whitney(name, a, b))
for ps in ([0.01], [0.04, 0.01, 0.03], [0.5, 0.9, 1.0], [0.001, 0.001, 0.2, 0.02, 0.6], [0.0, 1e-300, 0.05]):
    cases.append({"test": "HOLM", "name": str(ps), "ps": ps, "corrected": multipletests(ps, method="holm")[1]})
write("differences", cases, "numpy", "scipy", "statsmodels")
