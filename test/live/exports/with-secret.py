"""Runs two statements of a page in DuckDB, and prints the number that the second one finds."""

import os
import sys

from duckdb_by_url import duckdb

secret, question = sys.argv[1].strip().splitlines()
duckdb.sql(secret.replace("your token", os.environ["RUNGRAPH_TOKEN"]))
print(duckdb.sql(question).fetchone()[0])
