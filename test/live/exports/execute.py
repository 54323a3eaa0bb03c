"""Runs notebooks in a real kernel of this Python, and prints what their last cells print."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

for path in sorted(Path(sys.argv[1]).glob("*.ipynb")):
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    outputs = [one for cell in book.cells if cell.cell_type == "code" for one in cell.outputs]
    pictures = sum("image/png" in one.get("data", {}) for one in outputs)
    print(f"{path.name}: {pictures} pictures, {outputs[-1]['text'].strip()}")
