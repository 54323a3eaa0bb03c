"""What the scripts beside this file share: samples to work on, and how golden values are written.

Each script computes values with an independent implementation and writes them, with the versions it ran with, to the
folder that it is given. `npm run test:live -- golden` runs them again and compares.
"""

import json
import math
import sys
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

import numpy as np


def spell(value):
    """Doubles as JSON has them; what it has not as text."""
    if isinstance(value, dict):
        return {key: spell(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [spell(item) for item in value]
    if isinstance(value, (np.integer, int)) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, (np.floating, float)):
        number = float(value)
        if math.isnan(number):
            return "NaN"
        if math.isinf(number):
            return "Infinity" if number > 0 else "-Infinity"
        return number
    return value


def write(name, cases, *packages):
    folder = Path(sys.argv[1])
    told = {
        "madeBy": f"test/golden/{name}.py",
        "versions": {package: version(package) for package in packages},
        "cases": [spell(case) for case in cases],
    }
    lines = [json.dumps(case, ensure_ascii=False) for case in told["cases"]]
    head = json.dumps({"madeBy": told["madeBy"], "versions": told["versions"]})[:-1]
    text = head + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n"
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def nearest(fraction):
    """The double next to an exact number."""
    try:
        return fraction.numerator / fraction.denominator
    except OverflowError:
        return math.inf if fraction > 0 else -math.inf


def root(fraction):
    """The square root of an exact number, to 1,100 bits behind its first."""
    shift = 2 * (1100 + fraction.denominator.bit_length())
    whole = math.isqrt((fraction.numerator << shift) // fraction.denominator)
    return Fraction(whole, 1 << (shift // 2))


def exact_moments(values):
    """Mean and variance (n - 1 below) as exact numbers."""
    exact = [Fraction(float(value)) for value in values]
    mean = sum(exact) / len(exact)
    squares = sum((value - mean) ** 2 for value in exact)
    return mean, squares / (len(exact) - 1) if len(exact) > 1 else None


def samples():
    """Samples with what arithmetic stumbles over. Every number is a finite double."""
    random = np.random.default_rng(20261128)
    return {
        "one": [3.5],
        "two": [1.0, 4.0],
        "three": [0.1, 0.2, 0.3],
        "constant": [0.1] * 7,
        "zeros": [0.0] * 5,
        "minus zero": [-0.0, 0.0, -0.0],
        "ties": [1, 2, 2, 2, 3, 3, 5, 5, 5, 5],
        "normal": list(random.normal(10, 2, 100)),
        "lognormal": list(random.lognormal(0, 3, 257)),
        "offset": [1e9 + x for x in random.normal(0, 1, 64)],
        "far offset": [1e15 + x for x in range(9)],
        "huge": [1e308, 1.5e308, 1.7e308, 1.79e308],
        "huge both": [1.7e308, -1.7e308, 1e308, -1e308],
        "tiny": [1e-300 * x for x in (1, 2, 3, 5, 8, 13)],
        "tiny apart": [1 + x * 2.0**-52 for x in (0, 1, 2, 4)],
        "subnormal": [5e-324 * x for x in (1, 2, 3, 5, 8)],
        "cancelling": [1e16, 1.0, -1e16, 3.0],
        "cancelling twice": [1e100, 1.0, -1e100, 1e50, -1e50],
        "beyond 2^53": [float(2**53 + 2 * x) for x in range(8)],
        "wide": [1e-200, 1e200, 1.0, -1e100, 3e150],
        "negative": [-5.5, -1.25, -3.0, -2.0],
        "quarters": [0.25 * x for x in range(13)],
    }
