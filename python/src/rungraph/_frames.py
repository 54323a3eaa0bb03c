"""Between Arrow and whatever frames are installed. Frames know the question that they answer."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa


def to_frame(table: pa.Table) -> Any:
    """A pandas frame where pandas is installed, else the table itself. `attrs` or the schema's metadata hold the question."""
    try:
        import pandas  # noqa: F401
    except ImportError:
        return table
    frame = table.to_pandas()
    frame.attrs["rungraph"] = question_of(table)
    return frame


def to_polars(table: pa.Table) -> Any:
    """A polars frame. Raises ImportError where polars is not installed."""
    import polars

    return polars.from_arrow(table)


def question_of(table: pa.Table) -> Any:
    """The question that a table answers."""
    told = (table.schema.metadata or {}).get(b"rungraph.question")
    return None if told is None else json.loads(told)


def runs_of(runs: Any) -> list[str] | None:
    """References of runs: of a frame or table with a column `run`, or of a list; None for what is no such thing."""
    if runs is None or isinstance(runs, str):
        return None
    if isinstance(runs, pa.Table):
        return [str(run) for run in runs.column("run").to_pylist()]
    columns = getattr(runs, "columns", None)
    if columns is not None and "run" in list(columns):
        return [str(run) for run in list(runs["run"])]
    return [str(run) for run in runs]
