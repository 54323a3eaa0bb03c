"""Random numbers and bootstrap intervals: the generators from their papers, in whole numbers; percentiles by NumPy."""

import json

import numpy as np
from golden import samples, write

MASK = 2**64 - 1


def splitmix(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return state, z ^ (z >> 31)


def rotate(x, bits):
    return ((x << bits) | (x >> (64 - bits))) & MASK


class Stream:
    """xoshiro256**, as words of 32 bits."""

    def __init__(self, seed, *names):
        mixed = seed & MASK
        text = json.dumps(list(names), ensure_ascii=False, separators=(",", ":")).encode()
        for at in range(0, len(text), 8):
            mixed = splitmix(mixed ^ int.from_bytes(text[at : at + 8], "little"))[1]
        self.state = []
        for _ in range(4):
            mixed, drawn = splitmix(mixed)
            self.state.append(drawn)
        self.words = []

    def word(self):
        if not self.words:
            s = self.state
            result = (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
            t = (s[1] << 17) & MASK
            s[2] ^= s[0]
            s[3] ^= s[1]
            s[1] ^= s[2]
            s[0] ^= s[3]
            s[2] ^= t
            s[3] = rotate(s[3], 45)
            self.words = [result >> 32, result & 0xFFFFFFFF]
        return self.words.pop(0)

    def indexes(self, many, count):
        found = []
        while len(found) < many:
            word = self.word()
            parts = [(word >> 16, 16), (word & 0xFFFF, 16)] if count <= 4096 else [(word, 32)]
            for part, bits in parts:
                product = part * count
                if product % 2**bits >= 2**bits % count:
                    found.append(product >> bits)
        return found[:many]


def trimmed(rows):
    cut = rows.shape[1] // 4
    return np.sort(rows, axis=1)[:, cut : rows.shape[1] - cut].mean(axis=1)


figures = {"MEAN": lambda rows: rows.mean(axis=1), "MEDIAN": lambda rows: np.median(rows, axis=1), "IQM": trimmed}


def interval(name, values, of, level, resamples, seed):
    stream = Stream(seed, name, of)
    ordered = np.array(sorted(values), dtype=float)
    # NumPy's sums overflow on great values, and its means lose digits of small ones; powers of two cost nothing.
    scale = 2.0 ** (40 - np.frexp(abs(ordered).max())[1]) if abs(ordered).max() > 1e300 else 1.0
    scale = 2.0**500 if abs(ordered).max() < 1e-300 else scale
    drawn = np.array([ordered[stream.indexes(len(ordered), len(ordered))] * scale for _ in range(resamples)])
    low, high = np.percentile(figures[of](drawn), [50 * (1 - level), 50 * (1 + level)]) / scale
    return {
        "kind": "interval",
        "name": name,
        "values": values,
        "of": of,
        "level": level,
        "resamples": resamples,
        "seed": seed,
        "low": low,
        "high": high,
    }


def difference(name, a, b, level, resamples, seed):
    """Of means, b less a: all resamples of a are drawn, then all of b."""
    stream = Stream(seed, name)
    left, right = np.array(sorted(a), dtype=float), np.array(sorted(b), dtype=float)
    lefts = [left[stream.indexes(len(left), len(left))].mean() for _ in range(resamples)]
    rights = [right[stream.indexes(len(right), len(right))].mean() for _ in range(resamples)]
    apart = np.subtract(rights, lefts)
    low, high = np.percentile(apart, [50 * (1 - level), 50 * (1 + level)])
    told = {"level": level, "resamples": resamples, "seed": seed, "difference": right.mean() - left.mean()}
    return {"kind": "difference", "name": name, "a": a, "b": b, **told, "low": low, "high": high}


def draws(seed, *names):
    stream = Stream(seed, *names)
    words = [stream.word() for _ in range(10)]
    indexes = {str(count): Stream(seed, *names).indexes(10, count) for count in (1, 2, 3, 7, 10, 1000, 4096, 4097, 10**6)}
    return {"kind": "draws", "seed": seed, "names": names, "words": words, "indexes": indexes}


cases = [draws(0), draws(0, "loss", "[]"), draws(1, "loss", "[]"), draws(-1, "val/acc", '["vit",null]'), draws(2**31 - 1, "größe 😀")]
chosen = samples()
for name in ("one", "two", "ties", "normal", "offset", "quarters", "negative", "tiny", "constant", "beyond 2^53", "huge", "subnormal"):
    for of in figures:
        cases.append(interval(name, chosen[name], of, 0.95, 400, 0))
cases.append(interval("normal", chosen["normal"], "MEAN", 0.5, 100, 7))
for name, a, b in (
    ("one and one", [1.0], [4.0]),
    ("two and three", [1.0, 2.0], [3.0, 5.0, 4.0]),
    ("ties", chosen["ties"], [1, 1, 2, 6, 6]),
    ("constants", [0.5] * 4, [0.25] * 3),
    ("normal", chosen["normal"], chosen["lognormal"]),
    ("integers beyond 2^53", chosen["beyond 2^53"], [2.0**53 + 64, 2.0**53 + 128]),
):
    cases.append(difference(name, a, b, 0.9, 300, 3))
write("streams", cases, "numpy")
