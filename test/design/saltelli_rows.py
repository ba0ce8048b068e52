"""Print the rows of SALib's unscrambled Saltelli design, times 2^32, as JSON.

usage: saltelli_rows.py base dimensions second_order (0 or 1)
"""
import json
import sys

from SALib.sample import sobol

base, dimensions, second_order = map(int, sys.argv[1:])
problem = {"num_vars": dimensions, "names": [f"x{i}" for i in range(dimensions)], "bounds": [[0, 1]] * dimensions}
rows = sobol.sample(problem, base, calc_second_order=bool(second_order), scramble=False)
print(json.dumps([[int(x * 2**32) for x in row] for row in rows]))
