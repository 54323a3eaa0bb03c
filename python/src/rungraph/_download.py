"""Files of artifacts, which are there whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ._errors import RungraphError
from ._http import Http
from ._progress import open_bar
from ._warning import warn


def download(http: Http, node: Mapping[str, Any], to: str | Path | None, progress: bool) -> Path:
    """Takes the file of `node` piece by piece, and answers where it lies. What was there before stays until it is whole."""
    # The gateway names itself as others reach it, perhaps below a path of a proxy.
    address = urlsplit(str(node["downloadUrl"]))
    place = "/artifacts/" + address.path.partition("/artifacts/")[2]
    name = _name_of(str(node.get("path") or "")) or _name_of(unquote(place)) or "download"
    path = Path(name if to is None else to)
    if path.is_dir():
        path /= name
    hashed, algorithm, wanted = _digest_of(node.get("digest") or {}, name)
    part = path.with_name(f"{path.name}.part")
    with http.stream("GET", f"{place}?{address.query}") as response:
        size = response.headers.get("content-length")
        bar = open_bar(name, None if size is None else int(size), progress)
        try:
            with part.open("wb") as target:
                for piece in response.iter_bytes():
                    target.write(piece)
                    bar.update(len(piece))
                    if hashed is not None:
                        hashed.update(piece)
            if hashed is not None and hashed.hexdigest() != wanted:
                raise RungraphError(f"{name} has another {algorithm} than {wanted}: it was not kept.", "PROTOCOL")
            part.replace(path)
        finally:
            bar.close()
            part.unlink(missing_ok=True)
    return path


def _name_of(path: str) -> str | None:
    """The last part of a path, unless that leads elsewhere."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return None if name in ("", ".", "..") else name


def _digest_of(digest: Mapping[str, Any], name: str) -> tuple[Any, str, str]:
    algorithm = str(digest.get("algorithm") or "").lower().replace("-", "")
    wanted = str(digest.get("value") or "").lower()
    if wanted == "":
        return None, algorithm, wanted
    if algorithm not in hashlib.algorithms_available:
        warn(f"{name} is not checked: Python does not compute {algorithm}.", UserWarning)
        return None, algorithm, wanted
    return hashlib.new(algorithm, usedforsecurity=False), algorithm, wanted
