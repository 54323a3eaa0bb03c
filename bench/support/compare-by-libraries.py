"""What Python's libraries take for the same work, in milliseconds: the best of rounds for half a second each."""

import json
import time

import numpy as np
import pandas as pd
from scipy.stats import bootstrap
from tsdownsample import MinMaxLTTBDownsampler

random = np.random.default_rng(0)
sampler = MinMaxLTTBDownsampler()
x, y = np.arange(1_000_000.0), np.cumsum(random.random(1_000_000) - 0.5)
steps = np.arange(1000.0)
lines = [np.cumsum(random.random(1000) - 0.5) for _ in range(1000)]
measures = [np.sort(random.random(1000)) for _ in range(5)]


def curves():
    """From arrays in memory: one frame over the union of steps, smoothed, each column cut to the points it chose."""
    frame = pd.DataFrame({at: pd.Series(line, index=steps) for at, line in enumerate(lines)})
    smooth = frame.ewm(alpha=0.1, adjust=True).mean()
    index, values = smooth.index.to_numpy(), smooth.to_numpy()
    kept = np.unique(np.concatenate([sampler.downsample(index, np.ascontiguousarray(values[:, at]), n_out=500) for at in range(len(lines))]))
    return smooth.iloc[kept]


def intervals():
    for values in measures:
        np.quantile(values, [0.25, 0.5, 0.75]), values.mean(), values.std(ddof=1)
        bootstrap((values,), np.mean, n_resamples=10_000, method="percentile", rng=0)


def fastest(work):
    least, end, rounds = float("inf"), time.perf_counter() + 0.5, 0
    while rounds < 3 or time.perf_counter() < end:
        started = time.perf_counter()
        work()
        least, rounds = min(least, time.perf_counter() - started), rounds + 1
    return least * 1000


works = {"downsample": lambda: sampler.downsample(x, y, n_out=1000), "curves": curves, "bootstrap": intervals}
print(json.dumps({name: fastest(work) for name, work in works.items()}))
