"""Records runs whose summaries say other things than their series, by W&B's own SDK. Usage: summaries.py"""

import os
import wandb

os.environ["WANDB_SILENT"] = "true"
rows = [(0.5, 0.1), (0.9, 0.3), (0.7, 0.2)]


def start(name, *definitions):
    settings = wandb.Settings(console="off", disable_git=True, x_stats_sampling_interval=3600)
    run = wandb.init(project="summaries", id=name, name=name, settings=settings)
    for metric, summary in definitions:
        run.define_metric(metric, summary=summary)
    return run


def logged(name, *definitions):
    run = start(name, *definitions)
    for acc, f1 in rows:
        run.log({"val/acc": acc, "val/f1": f1})
    return run


logged("plain").finish()
logged("max", ("val/acc", "max")).finish()
logged("mean", ("val/acc", "mean")).finish()
logged("none", ("val/acc", "none")).finish()
logged("all-ways", ("val/acc", "min,max,mean,first,last")).finish()
logged("pattern", ("val/*", "max")).finish()
logged("no-metric", ("*", "none")).finish()
logged("ghost", ("val/ghost", "max")).finish()

by_hand = logged("by-hand")
by_hand.summary["best"] = 0.95
by_hand.finish()

# A value in place of the last one, where the user said that there is none.
instead = logged("instead", ("val/acc", "none"))
instead.summary["val/acc"] = 0.98
instead.finish()

deleted = logged("deleted")
del deleted.summary["val/acc"]
deleted.finish()

# One key in two spellings, in the same rows.
both = start("both")
for step in range(40):
    both.log({"eval": {"acc": float(step)}, "eval.acc": 100.0 + step})
both.finish()

dotted = start("dotted", ("eval.*", "max"))
for value in (1.0, 3.0, 2.0):
    dotted.log({"eval": {"acc": value}})
dotted.finish()
print("null")
