"""Logs until it is killed, by W&B's own SDK. Usage: endless.py"""

import os
import wandb

os.environ["WANDB_SILENT"] = "true"
settings = wandb.Settings(console="off", disable_git=True, x_stats_sampling_interval=3600)
run = wandb.init(project="demo", id="endless", settings=settings)
step = 0
while True:
    run.log({"loss": step * 2.0, **({"rare": step} if step % 7 == 0 else {})})
    step += 1
