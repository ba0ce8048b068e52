"""Print what a Python reader finds in the Arrow files of a run folder, as one JSON object per file.

usage: read_run.py pyarrow|polars|pandas folder

Floats are printed so that they read back to the bit; NaN is the text "NaN".
"""
import json
import math
import pathlib
import sys


def texts(metadata):
    return {key.decode(): value.decode() for key, value in (metadata or {}).items()}


def plain(values):
    return ["NaN" if isinstance(value, float) and math.isnan(value) else value for value in values]


def with_pyarrow(path):
    import pyarrow as pa
    import pyarrow.ipc as ipc

    with pa.memory_map(str(path)) as source:
        table = ipc.open_file(source).read_all()
    table.validate(full=True)
    return {
        "metadata": texts(table.schema.metadata),
        "fields": [
            {
                "name": field.name,
                "type": str(field.type),
                "nullable": field.nullable,
                **texts(field.metadata),
                "dictionary": table.column(i).chunk(0).dictionary.to_pylist() if pa.types.is_dictionary(field.type) else None,
            }
            for i, field in enumerate(table.schema)
        ],
        "columns": [plain(column.to_pylist()) for column in table.columns],
    }


def with_polars(path):
    import polars as pl

    frame = pl.read_ipc(path)
    categorical = [pl.Categorical, pl.Enum]
    return {
        "names": frame.columns,
        "categories": [name for name, dtype in frame.schema.items() if dtype in categorical],
        "columns": [plain(frame[name].to_list()) for name in frame.columns],
    }


def with_pandas(path):
    import pandas as pd

    frame = pd.read_feather(path)
    return {
        "names": list(frame.columns),
        "categories": [name for name in frame.columns if isinstance(frame[name].dtype, pd.CategoricalDtype)],
        "columns": [plain(frame[name].tolist()) for name in frame.columns],
    }


reader, folder = sys.argv[1:]
read = {"pyarrow": with_pyarrow, "polars": with_polars, "pandas": with_pandas}[reader]
files = sorted(pathlib.Path(folder).glob("*.arrow"))
print(json.dumps({path.name: read(path) for path in files}, ensure_ascii=True))
