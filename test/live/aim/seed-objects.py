"""Makes a new Aim repo whose one run tracked every kind of object, by Aim's own SDK: seed-objects.py REPO

Prints the hashes of that run and of one that tracked nothing, and what the SDK reads back of the first: the bytes of
every file by artifact and path (in base64), and the URI of what was stored elsewhere.
"""

import base64
import json
import pathlib
import sys
import time

import aim
import numpy
from PIL import Image
from aim.sdk.index_manager import RepoIndexManager
from aim.storage.context import Context


class PlotlyFigure:
    """What the SDK asks of a figure of plotly, which need not be installed for that."""

    def to_json(self):
        return '{"data":[{"x":[1,2],"y":[3,4],"type":"scatter"}],"layout":{"title":{"text":"é"}}}'


PlotlyFigure.__module__ = "plotly.graph_objs"
PlotlyFigure.__name__ = PlotlyFigure.__qualname__ = "BaseFigure"


def image(level, **options):
    pixels = numpy.full((24, 32, 3), level, dtype=numpy.uint8)
    pixels[::3, ::2] = 255 - level
    return aim.Image(Image.fromarray(pixels), caption=f"level {level}", **options)


def track(run):
    # The step that is tracked first is not the least one.
    run.track([image(1), image(2), image(3)], name="samples", step=7, context={"subset": "val"})
    run.track([image(4)], name="samples", step=0, context={"subset": "val"})
    run.track(image(5, format="jpeg"), name="samples", step=2)
    for step in range(130):
        run.track(aim.Text(f"text {step} é\nsecond line"), name="words/a?b 100%", step=step)
    run.track([aim.Text("x"), aim.Text("")], name="lists", step=3, context={"big": 2**60 + 1, "deep": {"a": [1, None]}})
    for step in range(3):
        values = numpy.random.default_rng(step).normal(size=500)
        run.track(aim.Distribution(values, bin_count=16), name="weights", step=step, context={"layer": 1.5})
    run.track(aim.Text("of no number"), name="odd", step=0, context={"k": float("nan")})
    run.track(aim.Audio(b"RIFF\x00\xff\xfe not a sound", format="wav", caption="beep"), name="beep", step=1)
    run.track(aim.Figure(PlotlyFigure()), name="plot", step=4)


def files_of(run):
    found = {}
    for kind in ("images", "texts", "audios", "distributions", "figures"):
        for info in run.collect_sequence_info((kind,), skip_last_value=True)[kind]:
            sequence = getattr(run, f"get_{kind[:-1]}_sequence")(info["name"], Context(info["context"]))
            files = {}
            for step, (value,) in sequence.data.view("val").items():
                items = value if isinstance(value, list) else [value]
                for index, item in enumerate(items):
                    files.update(file_of(kind, step, index, item))
            context = json.dumps(info["context"], sort_keys=True, separators=(",", ":")).replace(":NaN", ':"NaN"')
            found[f"{kind}/{info['name']}/{context}"] = files
    return found


def file_of(kind, step, index, item):
    if kind == "distributions":
        content = {"bin_count": item.bin_count, "range": list(item.range), "weights": [float(w) for w in item.weights]}
        return {f"{step}.json": json.dumps(content)}
    if kind == "figures":
        return {f"{step}.json": item.data}
    if kind == "texts":
        return {f"{step}/{index}.txt": item.data}
    data = item.storage["data"].load()
    return {f"{step}/{index}.{item.json()['format'].lower()}": "base64:" + base64.b64encode(data).decode()}


def main(folder):
    repo = aim.Repo.from_path(folder, init=True)
    run = aim.Run(repo=repo, experiment="lab", system_tracking_interval=None, capture_terminal_logs=True)
    track(run)
    stored = pathlib.Path(folder, "file é.txt")
    stored.write_text("not served")
    run.set_artifacts_uri(pathlib.Path(folder, "store").as_uri())
    run.log_artifact(str(stored), name="notes/file é.txt", block=True)
    for line in range(250):
        print(f"printed line {line} é", flush=True)
    run.log_info("epoch done", loss=0.5, step=2**60 + 1)
    for record in range(220):
        run.log_warning(f"record {record} é\nsecond line")
    # The SDK gathers what was printed once a second.
    time.sleep(2.5)
    run.close()
    plain = aim.Run(repo=repo, experiment="lab", system_tracking_interval=None, capture_terminal_logs=False)
    plain["lr"] = 0.1
    plain.close()
    index = RepoIndexManager.get_index_manager(repo)
    for run_hash in (run.hash, plain.hash):
        index.index(run_hash)
        pathlib.Path(repo.path, "meta", "progress", run_hash).unlink(missing_ok=True)
    read = aim.Repo.from_path(folder).get_run(run.hash)
    logs = [line.data for _step, (line,) in read.get_terminal_logs().data.view("val").items()]
    records = [record.json() for _step, (record,) in read.get_log_records().data.view("val").items()]
    uris = {name: artifact.uri for name, artifact in read.artifacts.items()}
    told = {"files": files_of(read), "logs": logs, "records": records, "uris": uris}
    print(json.dumps({"run": run.hash, "plain": plain.hash, **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
