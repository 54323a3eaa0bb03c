"""A progress bar: tqdm's, which knows notebooks, where it is installed."""

from __future__ import annotations

from typing import Any


class _Silent:
    def update(self, _count: int) -> None: ...

    def close(self) -> None: ...


def open_bar(what: str, total: int | None, shown: bool) -> Any:
    if not shown:
        return _Silent()
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _Silent()
    return tqdm(desc=what, total=total, unit="B", unit_scale=True, leave=False)
