"""Analyse outputs with SALib: one JSON object from standard input, one to standard output.

{"method": "sobol", "dimensions": d, "second_order": true, "outputs": [...]}  ->  {"S1": [...], "ST": [...], "S2": [[...]]}
{"method": "morris", "dimensions": d, "levels": p, "rows": [[...]], "outputs": [...]}  ->  {"mu": [...], "mu_star": [...], "sigma": [...]}
"""
import json
import sys

import numpy as np
from SALib.analyze import morris, sobol

given = json.load(sys.stdin)
d = given["dimensions"]
problem = {"num_vars": d, "names": [f"x{i}" for i in range(d)], "bounds": [[0, 1]] * d}
outputs = np.array(given["outputs"], dtype=float)
if given["method"] == "sobol":
    found = sobol.analyze(problem, outputs, calc_second_order=given["second_order"], num_resamples=2, seed=1)
    names = ["S1", "ST", "S2"] if given["second_order"] else ["S1", "ST"]
else:
    rows = np.array(given["rows"], dtype=float).reshape(-1, d)
    found = morris.analyze(problem, rows, outputs, num_levels=given["levels"], num_resamples=2, seed=1)
    names = ["mu", "mu_star", "sigma"]
print(json.dumps({name: np.nan_to_num(np.asarray(found[name], dtype=float)).tolist() for name in names}))
