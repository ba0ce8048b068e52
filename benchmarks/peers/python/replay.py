"""The files of a replay (layout: ../../replayFiles.ts), and the clock."""

import json
import sys
import time
from pathlib import Path

import numpy as np


class Replay:
    """Hedge funds at t = 0 and the market paths they are played along."""

    def __init__(self, folder, paths):
        header = json.loads((folder / "replay.json").read_text())
        self.paths, self.rounds, self.agents = paths, header["rounds"], header["agents"]
        self.sum_names = header["sums"]
        self.scalars = header["scalars"]
        numbers = np.fromfile(folder / "replay.f64", "<f8")
        columns = numbers[: len(header["columns"]) * self.agents].reshape(-1, self.agents)
        self.opening = dict(zip(header["columns"], columns))
        # [path][round], a record with the fields of MARKET_FIELDS
        market = numbers[columns.size :].reshape(self.rounds + 1, -1, header["paths"])
        fields = np.dtype([(name, "f8") for name in header["market"]])
        ordered = np.ascontiguousarray(market.transpose(2, 0, 1)[:paths])
        self.market = ordered.view(fields).reshape(paths, self.rounds + 1)

    def empty_sums(self):
        """[paths][rounds + 1][sums], to be added to."""
        return np.zeros((self.paths, self.rounds + 1, len(self.sum_names)))


def run(play, warm_up=None):
    """<program> <replay folder> <paths> <repetitions>: time `play`, a function of a replay that gives sums.

    Prints the seconds of each repetition and writes the sums to sums.f64. `warm_up` is played before
    the clock starts, on one path.
    """
    folder = Path(sys.argv[1])
    replay = Replay(folder, int(sys.argv[2]))
    if warm_up:
        warm_up(Replay(folder, 1))
    for _ in range(int(sys.argv[3])):
        began = time.perf_counter()
        sums = play(replay)
        print(f"{time.perf_counter() - began:.9f}", flush=True)
    sums.tofile(folder / "sums.f64")
