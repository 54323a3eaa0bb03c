"""What calls answer with, where that is more than a frame. Each shows itself in Jupyter."""

from __future__ import annotations

import html
import json
from typing import Any

import pyarrow as pa

from ._frames import question_of, to_frame, to_polars


class Result:
    """A table, which becomes a frame when asked."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def arrow(self) -> pa.Table:
        return self._table

    def polars(self) -> Any:
        return to_polars(self._table)

    @property
    def frame(self) -> Any:
        """A pandas frame where pandas is installed, else the Arrow table."""
        return to_frame(self._table)

    @property
    def query(self) -> Any:
        """The question that this answers."""
        return question_of(self._table)

    def __len__(self) -> int:
        return int(self._table.num_rows)


class Series(Result):
    """Points of metrics, a row a point, or side by side. A frame by `frame`, `arrow()` or `polars()`."""

    def wide(self, x: str | None = None) -> Any:
        """A column a run, for plots; of points of one x the last counts. Needs pandas."""
        frame = self.frame
        along = x or ("step" if "step" in frame.columns else "x")
        once = frame.drop_duplicates(["run", "metric", along], keep="last")
        names = ["run"] if once["metric"].nunique() <= 1 else ["run", "metric"]
        return once.pivot(index=along, columns=names, values="value")

    def __repr__(self) -> str:
        return f"<rungraph.Series: {self._table.num_rows} points, {', '.join(self._table.column_names)}>"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(repr(self)[1:-1])}</p>"


#: What a row of a comparison tells before its runs.
_told = ("kind", "key", "context", "best", "differs")


class Comparison(Result):
    """Runs side by side: a row a param, tag, metric or fact, and a column a run."""

    @property
    def only_different(self) -> Comparison:
        """The rows that are not the same in all runs."""
        return Comparison(self._table.filter(self._table.column("differs")))

    @property
    def runs(self) -> list[str]:
        """The runs that are compared, in their order."""
        return self._table.column_names[len(_told) :]

    def __repr__(self) -> str:
        return f"<rungraph.Comparison: {self._table.num_rows} rows of {', '.join(self.runs)}>"

    def _repr_html_(self) -> str:
        rows = []
        for row in self._table.to_pylist():
            best = json.loads(row["best"]) if row["best"] else []
            key = row["key"] + (f" {row['context']}" if row["context"] else "")
            rows.append([row["kind"], key, *[(row[run], run in best) for run in self.runs]])
        return _table(["", "key", *self.runs], rows)


class Sources(list[dict[str, Any]]):
    """The sources of the gateway with their state."""

    def _repr_html_(self) -> str:
        names = list(self[0]) if self else []
        return _table(names, [[(one[name], one[name] == "DOWN") for name in names] for one in self])


def _table(heads: list[str], rows: list[list[Any]]) -> str:
    def cell(value: Any) -> str:
        shown, bold = value if isinstance(value, tuple) else (value, False)
        text = "" if shown is None else html.escape(str(shown))
        return f"<td>{'<b>' + text + '</b>' if bold else text}</td>"

    head = "".join(f"<th>{html.escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
