"""Requests to a gateway: retries where asking again may help, and errors by their codes."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx

from ._errors import RungraphError, UnavailableError, error_of

_retried = {"RATE_LIMITED", "UNAVAILABLE"}
T = TypeVar("T")


class Http:
    def __init__(self, url: str, token: str | None, timeout: float, retries: int) -> None:
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        # An export reads its sources before its first byte: only connecting is quick.
        limits = httpx.Timeout(timeout, connect=min(10.0, timeout))
        self._client = httpx.Client(base_url=url.rstrip("/"), headers=headers, timeout=limits)
        self._timeout = timeout
        self._retries = retries

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def stream(self, method: str, path: str, json: Any = None) -> Iterator[httpx.Response]:
        """An answer that is good, before its body is read."""
        response = self._patiently(lambda: self._open(method, path, json))
        try:
            yield response
        except (httpx.RemoteProtocolError, httpx.ReadError) as error:
            raise UnavailableError("The answer broke off: a source failed on the way.", "UNAVAILABLE") from error
        except httpx.TimeoutException as error:
            raise UnavailableError(f"The answer stopped for {self._timeout:g} s.", "TIMEOUT") from error
        finally:
            response.close()

    def answer(self, path: str, json: Any, part: bool) -> dict[str, Any]:
        """The answer of GraphQL. Raises its first error; with `part` only where there is no data beside it."""

        def ask() -> dict[str, Any]:
            response = self._open("POST", path, json)
            told = _body_of(response)
            if not isinstance(told, dict) or not ("data" in told or told.get("errors")):
                raise self.is_no_gateway(response)
            if told.get("errors") and not (part and told.get("data")):
                raise error_of(told, response.status_code, _wait_of(response))
            return told

        return self._patiently(ask)

    def is_no_gateway(self, response: httpx.Response) -> RungraphError:
        kind = response.headers.get("content-type", "something")
        return RungraphError(f"{response.url} answered with {kind}: is that the address of a gateway?", "PROTOCOL")

    def _patiently(self, ask: Callable[[], T]) -> T:
        for attempt in range(self._retries + 1):
            try:
                return ask()
            except RungraphError as error:
                told = error.retry_after or 0.0
                if attempt == self._retries or error.code not in _retried or told > self._timeout:
                    raise
                # Full jitter, and never sooner than the gateway says.
                time.sleep(told + random.uniform(0, min(8.0, 0.25 * 2**attempt)))
        raise AssertionError("retries are zero or more")

    def _open(self, method: str, path: str, json: Any) -> httpx.Response:
        request = self._client.build_request(method, path, json=json)
        at = self._client.base_url
        try:
            response = self._client.send(request, stream=True, follow_redirects=True)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise UnavailableError(f"There is no gateway at {at}: {error}", "UNAVAILABLE") from error
        except httpx.TimeoutException as error:
            raise UnavailableError(f"{at} did not answer for {self._timeout:g} s.", "TIMEOUT") from error
        except httpx.TransportError as error:
            raise UnavailableError(f"{at} did not answer: {error}", "UNAVAILABLE") from error
        if response.status_code < 400:
            return response
        raise error_of(_body_of(response), response.status_code, _wait_of(response))


def _body_of(response: httpx.Response) -> Any:
    """What an answer holds as JSON, and None for what is no JSON."""
    try:
        response.read()
        return response.json()
    except (ValueError, httpx.TransportError):
        return None
    finally:
        response.close()


def _wait_of(response: httpx.Response) -> float | None:
    """Retry-After in seconds: it tells seconds, or a date (RFC 9110, 10.2.3)."""
    told = response.headers.get("retry-after", "").strip()
    if told.isdigit():
        return float(told)
    try:
        date = parsedate_to_datetime(told)
    except ValueError:
        return None
    aware = date if date.tzinfo is not None else date.replace(tzinfo=timezone.utc)
    return max(0.0, (aware - datetime.now(timezone.utc)).total_seconds())


def incomplete_of(headers: Mapping[str, str]) -> list[dict[str, str | None]]:
    """The header Rungraph-Incomplete: `"lab";state=FAILED;code=TIMEOUT, "other";state=STALE`."""
    found = re.findall(r'"([^"]*)";state=(\w+)(?:;code=(\w+))?', headers.get("rungraph-incomplete", ""))
    return [{"source": source, "state": state, "code": code or None} for source, state, code in found]
