"""Curves: points chosen by tsdownsample, smoothing by pandas and by the published recurrences in exact fractions,
alignment by pandas and NumPy.
"""

import math
from fractions import Fraction

import numpy as np
import pandas as pd
from golden import nearest, write
from tsdownsample import LTTBDownsampler, MinMaxDownsampler, MinMaxLTTBDownsampler


def noise(seed, count):
    """Numbers that every language makes alike: a linear congruential generator, in [-0.5, 0.5)."""
    state, drawn = seed, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        drawn.append(state / 2**31 - 0.5)
    return np.array(drawn)


def walk(seed, count, spacing):
    """A random walk; x even, or with gaps of many sizes."""
    y = np.cumsum(noise(seed, count))
    x = np.arange(count, dtype=float)
    if spacing == "gaps":
        x = np.cumsum(1 + np.floor((noise(seed + 1, count) + 0.5) * 8) ** 3)
    return x, y


cases = []
methods = {"LTTB": LTTBDownsampler(), "MINMAX": MinMaxDownsampler(), "MINMAX_LTTB": MinMaxLTTBDownsampler()}
for count, most in ((1000, 100), (5000, 200), (20000, 500), (300, 100)):
    for spacing in ("even", "gaps"):
        x, y = walk(count, count, spacing)
        for method, sampler in methods.items():
            found = sampler.downsample(x, y, n_out=most)
            cases.append(
                {"kind": "choice", "count": count, "spacing": spacing, "most": most, "method": method, "indexes": [int(at) for at in found]}
            )

# Powers of two keep every bit; steps of a half are full of ties.
shapes = {"great": lambda y: y * 2.0**900, "small": lambda y: y * 2.0**-900, "ties": lambda y: np.floor(y * 2) / 2}
for shape, reshape in shapes.items():
    for spacing in ("even", "gaps"):
        x, y = walk(3000, 3000, spacing)
        for method, sampler in methods.items():
            # Of several equal extremes its vector instructions take any.
            if shape == "ties" and method != "LTTB":
                continue
            found = sampler.downsample(x, reshape(y), n_out=150)
            choice = {"kind": "choice", "shape": shape, "count": 3000, "spacing": spacing, "most": 150, "method": method}
            cases.append({**choice, "indexes": [int(at) for at in found]})

values = {
    "noise": list(noise(3, 60)),
    "constant": [0.1] * 20,
    "with gaps": [1.0, float("nan"), 3.0, float("inf"), 5.0, -float("inf"), float("nan"), 2.0, 8.0],
    "starts with NaN": [float("nan"), float("nan"), 1.0, 2.0],
    "one": [4.0],
    "two": [4.0, -2.0],
    "beyond 2^53": [float(2**53 + 2 * at) for at in (0, 3, 1, 7, 2, 9)],
    "none": [],
    "huge": [1.7e308, 1.6e308, -1.7e308, 1.5e308],
    "tiny": [5e-324, 1e-320, 3e-323],
}


def passing(values, smoothed):
    """What is not finite stays as it is."""
    return [new if math.isfinite(old) else old for old, new in zip(values, smoothed)]


def exact_ema(values, weight):
    kept, total, weights, smoothed = Fraction(weight), Fraction(0), Fraction(0), []
    for value in values:
        if math.isfinite(value):
            total = total * kept + (1 - kept) * Fraction(value)
            weights = weights * kept + (1 - kept)
        smoothed.append(nearest(total / weights) if weights else 0.0)
    return passing(values, smoothed)


def exact_mean(values, window):
    half, smoothed = window // 2, []
    for at in range(len(values)):
        near = [Fraction(value) for value in values[max(0, at - half) : at + half + 1] if math.isfinite(value)]
        smoothed.append(nearest(sum(near) / len(near)) if near else 0.0)
    return passing(values, smoothed)


def twema(x, values, weight):
    """As W&B's charts publish it; Δx is that to the last point that counted."""
    if len(x) < 2 or x[-1] == x[0]:
        return list(values)
    decay, last, total, weights, smoothed = min(math.sqrt(weight), 0.999), x[0], 0.0, 0.0, []
    scale = 2.0**-600 if any(abs(value) > 1e300 for value in values if math.isfinite(value)) else 1.0
    for place, value in zip(x, values):
        if math.isfinite(value):
            kept = decay ** ((place - last) / (x[-1] - x[0]) * 1000)
            total, weights, last = total * kept + value * scale, weights * kept + 1, place
        smoothed.append(total / weights / scale if weights else 0.0)
    return passing(values, smoothed)


def gaussian(x, values, sigma):
    x, y = np.array(x), np.array(values)
    finite, smoothed = np.isfinite(y), []
    scale = 2.0**-600 if any(abs(value) > 1e300 for value in values if math.isfinite(value)) else 1.0
    for place in x:
        weights = np.where(finite & (abs(x - place) <= 4 * sigma), np.exp(-((x - place) ** 2) / (2 * sigma**2)), 0)
        near = weights > 0
        smoothed.append(float((weights[near] * (y[near] * scale)).sum() / weights[near].sum() / scale) if near.any() else 0.0)
    return passing(values, smoothed)


for name, series in values.items():
    finite = pd.Series([value if math.isfinite(value) else float("nan") for value in series], dtype=float)
    ordinary = all(1e-300 < abs(value) < 1e300 for value in series if math.isfinite(value))
    for weight in (0, 0.5, 0.99):
        smoothed = exact_ema(series, weight)
        if ordinary and series:
            other = finite.ewm(alpha=1 - weight, adjust=True, ignore_na=True).mean()
            assert np.allclose([a for a, b in zip(other, series) if math.isfinite(b)], [a for a in smoothed if math.isfinite(a)], rtol=1e-9)
        cases.append({"kind": "smooth", "name": name, "smoothing": {"method": "EMA", "weight": weight}, "x": list(range(len(series))), "y": series, "smoothed": smoothed})
    for window in (1, 3, 9):
        smoothed = exact_mean(series, window)
        if ordinary and series:
            other = finite.rolling(window, center=True, min_periods=1).mean()
            assert np.allclose([a for a, b in zip(other, series) if math.isfinite(b)], [a for a in smoothed if math.isfinite(a)], rtol=1e-9)
        cases.append({"kind": "smooth", "name": name, "smoothing": {"method": "MEAN", "window": window}, "x": list(range(len(series))), "y": series, "smoothed": smoothed})
    for spacing in ("even", "gaps"):
        x = [float(at) for at in range(len(series))] if spacing == "even" else [float(at * at) for at in range(len(series))]
        for weight in (0, 0.6, 0.9999):
            cases.append({"kind": "smooth", "name": f"{name}, {spacing}", "smoothing": {"method": "TWEMA", "weight": weight}, "x": x, "y": series, "smoothed": twema(x, series, weight)})
        for sigma in (0.2, 1.5, 20.0):
            cases.append({"kind": "smooth", "name": f"{name}, {spacing}", "smoothing": {"method": "GAUSSIAN", "sigma": sigma}, "x": x, "y": series, "smoothed": gaussian(x, series, sigma)})

lines = [
    ([0.0, 1.0, 2.0, 5.0], [1.0, float("nan"), 3.0, 4.0]),
    ([1.0, 2.0, 3.0, 4.0, 5.0], [10.0, 20.0, float("inf"), 40.0, 50.0]),
    ([-3.0, 2.0, 9.0], [7.0, 8.0, 1.0]),
    ([], []),
]


def aligned(how, lines):
    union = sorted({place for x, _ in lines for place in x})
    if how == "INTERSECT":
        union = [place for place in union if all(place in x for x, _ in lines)]
    columns = []
    for x, y in lines:
        series = pd.Series(y, index=x, dtype=float)
        column = []
        for place in union:
            if how in ("UNION", "INTERSECT"):
                column.append(series[place] if place in series.index else None)
            elif how == "ASOF":
                before = [at for at in x if at <= place]
                column.append(y[len(before) - 1] if before else None)
            elif place in x:
                column.append(y[x.index(place)])
            elif not x or place < x[0] or place > x[-1]:
                column.append(None)
            else:
                right = next(at for at, other in enumerate(x) if other > place)
                if not (math.isfinite(y[right]) and math.isfinite(y[right - 1])):
                    column.append(None)
                    continue
                start, width = Fraction(x[right - 1]), Fraction(x[right]) - Fraction(x[right - 1])
                below, above = Fraction(y[right - 1]), Fraction(y[right])
                value = nearest(below + (above - below) * (Fraction(place) - start) / width)
                # NumPy's own distance overflows where both ends are great.
                if max(abs(y[right]), abs(y[right - 1])) < 1e300:
                    assert math.isclose(value, float(np.interp(place, x, y)), rel_tol=1e-12, abs_tol=1e-300)
                column.append(value)
        columns.append(column)
    return {"kind": "align", "align": how, "lines": [{"x": x, "y": y} for x, y in lines], "x": union, "columns": columns}


extremes = [
    ([0.0, 3.0, 4.0], [-1.7e308, 1.7e308, 1.0]),
    ([1.0, 2.0, 4.0], [5e-324, 1.5e-323, 3e-323]),
    ([2.0**53, 2.0**53 + 4, 2.0**60], [2.0**53, 2.0**53 + 8, 2.0**54]),
    ([2.0**53 + 2, 2.0**59], [1.0, 2.0]),
]
for how in ("UNION", "INTERSECT", "ASOF", "LINEAR"):
    cases.append(aligned(how, extremes))
    cases.append(aligned(how, [([0.0], [1.0]), ([0.0], [float("nan")]), ([1.0], [2.0])]))
    cases.append(aligned(how, lines))
    cases.append(aligned(how, lines[:3]))
    cases.append(aligned(how, [lines[1], lines[1]]))
    cases.append(aligned(how, []))
write("curves", cases, "numpy", "pandas", "tsdownsample")
