"""A frame of every point of a gateway by the Python client. Prints how many there were and the seconds."""

import sys
import time

import pandas  # noqa: F401 (its loading is nobody's reading)
import rungraph

rg = rungraph.connect(sys.argv[1], progress=False)
started = time.monotonic()
frame = rg.series(metrics="metric_*").frame
print(len(frame), time.monotonic() - started)
