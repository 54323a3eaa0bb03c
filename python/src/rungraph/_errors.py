"""Errors by the code that the gateway gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class RungraphError(Exception):
    """What the gateway refused or could not do. `code` is the same as in GraphQL; `retry_after` is in seconds."""

    def __init__(
        self, message: str, code: str = "INTERNAL", source: str | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.source = source
        self.retry_after = retry_after


class InvalidQueryError(RungraphError):
    """The question has no meaning."""


class NotFoundError(RungraphError):
    """There is no such thing, or none that you may see."""


class UnauthenticatedError(RungraphError):
    """The gateway does not know who asks."""


class ForbiddenError(RungraphError):
    """You may not do this."""


class RateLimitedError(RungraphError):
    """You ask too much at a time."""


class UnavailableError(RungraphError):
    """The gateway or a tracker does not answer."""


class IncompleteError(RungraphError):
    """A part of the answer is missing. `missing` names the sources."""

    def __init__(self, message: str, missing: Sequence[Mapping[str, Any]] = ()) -> None:
        super().__init__(message, "INCOMPLETE")
        self.missing = list(missing)


class IncompleteWarning(UserWarning):
    """A part of the answer is missing or old, and you allowed that."""


_classes: dict[str, type[RungraphError]] = {
    "INVALID_QUERY": InvalidQueryError,
    "BAD_REQUEST": InvalidQueryError,
    "NOT_FOUND": NotFoundError,
    "UNAUTHENTICATED": UnauthenticatedError,
    "FORBIDDEN": ForbiddenError,
    "RATE_LIMITED": RateLimitedError,
    "UNAVAILABLE": UnavailableError,
    "TIMEOUT": UnavailableError,
}


def error_of(body: Any, status: int, retry_after: float | None = None) -> RungraphError:
    """The exception for an answer that is an error: a problem of RFC 9457, or what GraphQL gives."""
    if isinstance(body, dict) and body.get("errors"):
        first = body["errors"][0]
        extensions = first.get("extensions") or {}
        code, message, source = extensions.get("code", "INTERNAL"), first.get("message"), extensions.get("source")
    elif isinstance(body, dict):
        code, message, source = body.get("code", "INTERNAL"), body.get("detail"), body.get("source")
    else:
        code, message, source = ("UNAVAILABLE" if status in (502, 503, 504) else "INTERNAL"), None, None
    told = message or f"The gateway answered {status}."
    if retry_after is not None:
        told = f"{told} Ask again after {retry_after:.0f} s."
    return _classes.get(code, RungraphError)(told, code, source, retry_after)
