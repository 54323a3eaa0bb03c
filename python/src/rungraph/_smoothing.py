"""How curves are made smooth, by the names of the gateway."""

from __future__ import annotations

from typing import Any


def ema(weight: float) -> dict[str, Any]:
    """The exponential moving average with TensorBoard's correction of its start; 0 <= weight < 1."""
    return {"method": "EMA", "weight": weight}


def twema(weight: float) -> dict[str, Any]:
    """The exponential moving average by distance in x; 0 <= weight < 1."""
    return {"method": "TWEMA", "weight": weight}


def gaussian(sigma: float) -> dict[str, Any]:
    """The mean weighted by a Gaussian of this width, in units of x."""
    return {"method": "GAUSSIAN", "sigma": sigma}


def mean(window: int) -> dict[str, Any]:
    """The mean of a centred window of an odd number of points."""
    return {"method": "MEAN", "window": window}
