"""DuckDB with its extension for addresses, as PyPI has it. Elsewhere DuckDB downloads that by itself."""

import pathlib

import duckdb
import duckdb_extension_httpfs

held = pathlib.Path(duckdb_extension_httpfs.__path__[0]).rglob("httpfs.duckdb_extension")
duckdb.sql(f"load '{next(held)}'")
