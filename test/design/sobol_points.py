"""Print the first points of SciPy's unscrambled Sobol' sequence, times 2^32, as JSON rows.

usage: sobol_points.py points dimensions
"""
import json
import sys

from scipy.stats import qmc

points, dimensions = map(int, sys.argv[1:])
sequence = qmc.Sobol(d=dimensions, scramble=False, bits=32).random(points)
print(json.dumps([[int(x * 2**32) for x in row] for row in sequence]))
