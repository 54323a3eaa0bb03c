"""Runs, curves and comparisons of all experiment trackers behind a Rungraph gateway, as frames."""

from ._client import Client, connect
from ._errors import (
    ForbiddenError,
    IncompleteError,
    IncompleteWarning,
    InvalidQueryError,
    NotFoundError,
    RateLimitedError,
    RungraphError,
    UnauthenticatedError,
    UnavailableError,
)
from ._results import Comparison, Series, Sources
from ._smoothing import ema, gaussian, mean, twema

__all__ = [
    "Client",
    "Comparison",
    "ForbiddenError",
    "IncompleteError",
    "IncompleteWarning",
    "InvalidQueryError",
    "NotFoundError",
    "RateLimitedError",
    "RungraphError",
    "Series",
    "Sources",
    "UnauthenticatedError",
    "UnavailableError",
    "connect",
    "ema",
    "gaussian",
    "mean",
    "twema",
]
__version__ = "0.1.0"
