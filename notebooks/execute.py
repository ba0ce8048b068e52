"""Execute notebooks from a clean kernel and store them with their outputs; the first error ends it.

    python notebooks/execute.py                      all of this folder, in place
    python notebooks/execute.py --out DIR r.ipynb    some of them, into another folder
"""

import argparse
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def execute(path: Path, out: Path) -> None:
    """Run the cells of a notebook in its own folder and write it with what they print and draw."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, record_timing=False, resources={"metadata": {"path": str(path.parent)}}).execute()
    # The kernel adds the version of its language: stored notebooks change only when their results do.
    notebook.metadata["language_info"] = {"name": notebook.metadata["language_info"]["name"]}
    nbformat.write(notebook, out / path.name)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("notebooks", nargs="*", default=sorted(HERE.glob("*.ipynb")), type=lambda name: HERE / Path(name).name)
parser.add_argument("--out", default=HERE, type=Path)
arguments = parser.parse_args()
os.environ.setdefault("RETICULATE_PYTHON", sys.executable)  # the Python that R borrows pyarrow from
for notebook in arguments.notebooks:
    execute(notebook, arguments.out)
    print(notebook.name)
