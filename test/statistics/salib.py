"""Analyse outputs with SALib: a JSON list of cases from standard input, what was found to standard output.

{"method": "sobol", "dimensions": d, "secondOrder": true, "outputs": [...]}  ->  {"S1": [...], "ST": [...], "S2": [[...]]}
{"method": "morris", "dimensions": d, "levels": p, "rows": [...], "outputs": [...]}  ->  {"mu": [...], "mu_star": [...], "sigma": [...]}
"""
import json
import sys

import numpy as np
from SALib.analyze import morris, sobol


def analyse(given):
    d = given["dimensions"]
    problem = {"num_vars": d, "names": [f"x{i}" for i in range(d)], "bounds": [[0, 1]] * d}
    outputs = np.array(given["outputs"], dtype=float)
    if given["method"] == "sobol":
        found = sobol.analyze(problem, outputs, calc_second_order=given["secondOrder"], num_resamples=2, seed=1)
        names = ["S1", "ST", "S2"] if given["secondOrder"] else ["S1", "ST"]
    else:
        rows = np.array(given["rows"], dtype=float).reshape(-1, d)
        found = morris.analyze(problem, rows, outputs, num_levels=given["levels"], num_resamples=2, seed=1)
        names = ["mu", "mu_star", "sigma"]
    # The lower half of S2 is NaN, which JSON does not have.
    return {name: np.nan_to_num(np.asarray(found[name], dtype=float)).tolist() for name in names}


print(json.dumps([analyse(given) for given in json.load(sys.stdin)]))
