"""A progress bar: tqdm's, where it is installed; in notebooks as a widget where ipywidgets is."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any


class _Silent:
    def update(self, _count: int) -> None: ...

    def close(self) -> None: ...


def open_bar(what: str, total: int | None, shown: bool) -> Any:
    if not shown:
        return _Silent()
    try:
        # Without widgets tqdm's notebook bar warns at its first import, and is a text bar all the same.
        if find_spec("ipywidgets") is None:
            from tqdm import tqdm
        else:
            from tqdm.auto import tqdm
    except ImportError:
        return _Silent()
    return tqdm(desc=what, total=total, unit="B", unit_scale=True, leave=False)
