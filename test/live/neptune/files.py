"""Files that the vendor's own clients download, and series of texts: JSON on stdout. Arguments: line, project, id of a run."""

import contextlib
import json
import os
import pathlib
import sys
import tempfile
import zipfile

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
line, project, run_id = sys.argv[1:]


def downloaded(folder):
    """Texts of all files below a folder, by path."""
    root = pathlib.Path(folder)
    return {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


def flat(tree, path=""):
    for name, value in tree.items():
        yield from flat(value, f"{path}{name}/") if isinstance(value, dict) else [(path + name, value)]


def read_client():
    import neptune

    told = {}
    run = neptune.init_run(with_id=run_id, project=project, mode="read-only")
    for path, attribute in flat(run.get_structure()):
        kind = type(attribute).__name__
        with tempfile.TemporaryDirectory() as folder:
            if kind == "File":
                attribute.download(os.path.join(folder, "file"), progress_bar=False)
                told[path] = {**downloaded(folder), "ext": attribute.fetch_extension()}
            elif kind == "FileSet":
                attribute.download(folder, progress_bar=False)
                with zipfile.ZipFile(os.path.join(folder, "files.zip")) as members:
                    told[path] = {name: members.read(name).decode() for name in members.namelist()}
                told[path + ":top"] = sorted([one.name, one.file_type, one.size] for one in attribute.list_fileset_files())
            elif kind == "FileSeries":
                attribute.download(folder, progress_bar=False)
                told[path] = downloaded(folder)
            elif kind == "StringSeries":
                frame = attribute.fetch_values(progress_bar=False)
                rows = zip(frame["step"], frame["value"], frame["timestamp"])
                told[path] = [[step, value, round(at.timestamp() * 1000)] for step, value, at in rows]
            elif kind == "Artifact":
                files = [[one.file_path, one.file_hash, one.type, one.metadata] for one in attribute.fetch_files_list()]
                told[path] = {"hash": attribute.fetch_hash(), "files": files}
    run.stop()
    return told


def read_query():
    import neptune_query.runs as query

    told = {}
    table = query.fetch_runs_table(project=project, runs=[run_id], attributes=".*", type_suffix_in_column_names=True)
    for column in table.columns:
        path, kind = column.rsplit(":", 1)
        if kind == "file":
            with tempfile.TemporaryDirectory() as folder:
                one = table.iloc[0][column]
                query.download_files(files=one, destination=folder)
                told[path] = {"content": list(downloaded(folder).values()), "type": one.mime_type, "size": one.size_bytes}
    found = query.fetch_series(project=project, runs=[run_id], attributes=".*", include_time="absolute")
    for path in found.columns.get_level_values(0).unique():
        rows = found[path].loc[run_id]
        rows = rows[rows["absolute_time"].notna()]
        told[path] = []
        for step, value, at in zip(rows.index, rows["value"], rows["absolute_time"]):
            if hasattr(value, "mime_type"):
                with tempfile.TemporaryDirectory() as folder:
                    query.download_files(files=value, destination=folder)
                    value = list(downloaded(folder).values())
            elif hasattr(value, "edges"):
                value = {"type": value.type, "edges": list(value.edges), "values": list(value.values)}
            told[path].append([float(step), value, round(at.timestamp() * 1000)])
    return told


# Clients write what they do to stdout.
with contextlib.redirect_stdout(sys.stderr):
    answer = read_query() if line == "3.x" else read_client()
json.dump(answer, sys.stdout)
