"""The client: one call for each table of a gateway."""

from __future__ import annotations

import html
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from ._download import download
from ._errors import IncompleteError, IncompleteWarning, InvalidQueryError, RungraphError
from ._frames import runs_of, to_frame
from ._http import Http, incomplete_of
from ._progress import open_bar
from ._results import Comparison, Series, Sources
from ._warning import warn

Names = str | Sequence[str]


def connect(
    url: str | None = None,
    token: str | None = None,
    *,
    partial: bool = False,
    progress: bool = True,
    timeout: float = 600.0,
    retries: int = 3,
) -> Client:
    """A client of the gateway at `url`, else RUNGRAPH_URL, else http://127.0.0.1:4000, with `token`, else RUNGRAPH_TOKEN.

    `partial=True` takes what there is where a source fails, and warns; otherwise that is an exception.
    """
    address = url or os.environ.get("RUNGRAPH_URL") or "http://127.0.0.1:4000"
    if urlsplit(address).scheme not in ("http", "https"):
        raise InvalidQueryError(f'"{address}" is no address of a gateway: it begins with http:// or https://.', "INVALID_QUERY")
    known = token or os.environ.get("RUNGRAPH_TOKEN") or None
    return Client(Http(address, known, timeout, retries), address, partial, progress)


class Client:
    """Asks one gateway. Made by `connect`."""

    def __init__(self, http: Http, url: str, partial: bool, progress: bool) -> None:
        self._http = http
        self._url = url
        self._partial = partial
        self._progress = progress

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_why: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def runs(self, where: Any = None, *, columns: Names | None = None, sort: Names | None = None, **selection: Any) -> Any:
        """Runs as a frame: a row a run, called by `run`. `columns` and `sort` are in the words of the gateway's language."""
        question = {"columns": _list(columns), "sort": _list(sort), **_selected(where), **selection}
        return to_frame(self.table("runs", question))

    def series(self, runs: Any = None, *, metrics: Names, smooth: Mapping[str, Any] | None = None, **more: Any) -> Series:
        """Points of metrics of runs: of a frame with a column `run`, of references, or of an expression."""
        sort = {} if "sort" not in more else {"sort": _list(more.pop("sort"))}
        asked = {"metrics": _list(metrics), "smooth": smooth, "maxPoints": more.pop("max_points", None)}
        return Series(self.table("series", {**_selected(runs), **sort, **asked, **more}))

    def compare(self, runs: Any = None, **selection: Any) -> Comparison:
        """Runs side by side."""
        return Comparison(self.table("compare", {**_selected(runs), **selection}))

    def groups(self, runs: Any = None, *, by: Names, measure: Names = (), **more: Any) -> Any:
        """Groups of runs as a frame: keys, size, and figures of each measure."""
        return to_frame(self.table("groups", {**_selected(runs), "by": _list(by), "measures": _list(measure), **more}))

    def table(self, kind: str, question: Mapping[str, Any]) -> pa.Table:
        """A table of /export as Arrow: `runs`, `series`, `groups` or `compare`."""
        asked = {name: value for name, value in question.items() if value is not None}
        if self._partial:
            asked.setdefault("partial", "allow")
        with self._http.stream("POST", f"/export/{kind}.arrow", json=asked) as response:
            missing = incomplete_of(response.headers)
            bar = open_bar(kind, None, self._progress)
            held = io.BytesIO()
            try:
                for piece in response.iter_bytes():
                    held.write(piece)
                    bar.update(len(piece))
            finally:
                bar.close()
        self._warn(missing)
        try:
            return pa.ipc.open_stream(pa.py_buffer(held.getbuffer())).read_all()
        except pa.ArrowInvalid as error:
            raise self._http.is_no_gateway(response) from error

    def graphql(self, query: str, variables: Mapping[str, Any] | None = None, **named: Any) -> Any:
        """The data of a GraphQL document. Raises for errors, and for a part that is missing unless `partial`."""
        body = {"query": query, "variables": {**(variables or {}), **named}}
        answer = self._http.answer("/graphql", body, self._partial)
        for error in answer.get("errors") or []:
            warn(f"The answer is not whole: {error.get('message')}", IncompleteWarning)
        self._judge((answer.get("extensions") or {}).get("incomplete", []))
        return answer["data"]

    def sources(self) -> Sources:
        """The sources of the gateway, with their state."""
        return Sources(self.graphql("{ sources { name tracker state version } }")["sources"])

    def download(self, file: Mapping[str, Any] | str, to: str | Path | None = None) -> Path:
        """A file of an artifact, by its `downloadUrl` or a node that has one; into `to`, which may be a folder.

        Where the node tells a digest, it is checked, and a file that has another one is not kept.
        """
        node = {"downloadUrl": file} if isinstance(file, str) else file
        return download(self._http, node, to, self._progress)

    def _judge(self, incomplete: Sequence[Mapping[str, Any]]) -> None:
        """What is old is whole: it is told, and never an error."""
        missing = [one for one in incomplete if one["state"] != "STALE"]
        if missing and not self._partial:
            raise IncompleteError(f"The answer is not whole: {_told(missing)}.", missing)
        self._warn(incomplete)

    def _warn(self, incomplete: Sequence[Mapping[str, Any]]) -> None:
        """STALE without a code is some seconds old, as caches are, while it is read anew."""
        told = [one for one in incomplete if one["state"] != "STALE" or one.get("code")]
        if told:
            warn(f"The answer is not whole or not fresh: {_told(told)}.", IncompleteWarning)

    def __repr__(self) -> str:
        return f"<rungraph.Client of {self._url}>"

    def _repr_html_(self) -> str:
        try:
            return self.sources()._repr_html_()
        except RungraphError as error:
            return f"<p>{html.escape(f'{self!r}: {error}')}</p>"


def _told(incomplete: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(f"{one['source']} is {one['state']}" for one in incomplete)


def _list(names: Names | None) -> list[str] | None:
    if names is None:
        return None
    return [names] if isinstance(names, str) else list(names)


def _selected(runs: Any) -> dict[str, Any]:
    """An expression, or runs by name."""
    if runs is None:
        return {}
    if isinstance(runs, str):
        return {"where": runs}
    return {"runs": runs_of(runs)}
