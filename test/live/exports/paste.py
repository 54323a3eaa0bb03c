"""Pastes what a page shows, argv[1], into a kernel of this Python, a statement a cell. Prints what each cell shows."""

import ast
import sys

import nbformat
from nbclient import NotebookClient

text = sys.argv[1]
cells = [ast.get_source_segment(text, one) for one in ast.parse(text).body]
book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
NotebookClient(book, timeout=120, kernel_name="python3").execute()
for cell in book.cells:
    kinds = {kind for one in cell.outputs for kind in one.get("data", {})}
    streams = [one["text"] for one in cell.outputs if one.output_type == "stream"]
    # A bar is drawn and taken away again.
    streams = [line.strip() for text in streams for line in text.replace("\r", "\n").splitlines() if line.strip() and "B/s]" not in line]
    print("a picture" if "image/png" in kinds else "a table" if "text/html" in kinds else "text" if kinds else "nothing", *streams)
