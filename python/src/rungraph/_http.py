"""Requests to a gateway: retries where asking again may help, and errors by their codes."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from ._errors import RungraphError, UnavailableError, error_of

_retried = {"RATE_LIMITED", "UNAVAILABLE"}


class Http:
    def __init__(self, url: str, token: str | None, timeout: float, retries: int) -> None:
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        # An export reads its sources before its first byte: only connecting is quick.
        limits = httpx.Timeout(timeout, connect=10.0)
        self._client = httpx.Client(base_url=url.rstrip("/"), headers=headers, timeout=limits)
        self._retries = retries

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def stream(self, method: str, path: str, json: Any = None) -> Iterator[httpx.Response]:
        """An answer that is good, before its body is read."""
        for attempt in range(self._retries + 1):
            last = attempt == self._retries
            try:
                request = self._client.build_request(method, path, json=json)
                response = self._client.send(request, stream=True, follow_redirects=True)
            except httpx.ConnectError as error:
                if last:
                    raise UnavailableError(f"There is no gateway at {self._client.base_url}: {error}", "UNAVAILABLE") from error
                self._wait(attempt, None)
                continue
            if response.status_code < 400:
                try:
                    yield response
                except (httpx.RemoteProtocolError, httpx.ReadError) as error:
                    raise UnavailableError("The answer broke off: a source failed on the way.", "UNAVAILABLE") from error
                finally:
                    response.close()
                return
            failed = self._error_of(response)
            if last or failed.code not in _retried:
                raise failed
            self._wait(attempt, response.headers.get("retry-after"))

    def _error_of(self, response: httpx.Response) -> RungraphError:
        response.read()
        response.close()
        try:
            body = response.json()
        except ValueError:
            body = None
        return error_of(body, response.status_code)

    def _wait(self, attempt: int, told: str | None) -> None:
        # Full jitter, and never sooner than the gateway says.
        least = float(told) if told is not None and told.isdigit() else 0.0
        time.sleep(least + random.uniform(0, min(8.0, 0.25 * 2**attempt)))


def incomplete_of(headers: Mapping[str, str]) -> list[dict[str, str | None]]:
    """The header Rungraph-Incomplete: `"lab";state=FAILED;code=TIMEOUT, "other";state=STALE`."""
    found = re.findall(r'"([^"]*)";state=(\w+)(?:;code=(\w+))?', headers.get("rungraph-incomplete", ""))
    return [{"source": source, "state": state, "code": code or None} for source, state, code in found]
