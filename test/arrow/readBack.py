"""Print what pyarrow and polars find in an Arrow file, as one JSON object."""
import json
import sys

import pyarrow as pa
import pyarrow.ipc as ipc

path = sys.argv[1]
with pa.memory_map(path) as source:
    table = ipc.open_file(source).read_all()
table.validate(full=True)
schema = table.schema
text = lambda metadata: {key.decode(): value.decode() for key, value in (metadata or {}).items()}
found = {
    "types": [str(field.type) for field in schema],
    "nullable": [field.nullable for field in schema],
    "fields": [text(field.metadata) for field in schema],
    "metadata": text(schema.metadata),
    "dictionaries": [
        table.column(i).chunk(0).dictionary.to_pylist() if pa.types.is_dictionary(field.type) and table.num_rows else None
        for i, field in enumerate(schema)
    ],
    "rows": json.loads(json.dumps(table.to_pylist()).replace("NaN", '"NaN"')),
}
try:
    import polars

    found["polars"] = polars.read_ipc(path).equals(polars.from_arrow(table))
except ImportError:
    found["polars"] = None
print(json.dumps(found))
