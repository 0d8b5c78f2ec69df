"""The notebook of docs/ runs from its first cell to its last, and is kept without results."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

import experiments

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOK = ROOT / "docs" / "from-experiment-to-figure.ipynb"
PATIENCE = 300  # seconds a cell may take: the first one to run the model may have to compile it


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The notebook with its results, computed by this interpreter; every file it writes is in a new folder."""
    place = tmp_path_factory.mktemp("notebook")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TMPDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(place))
        patch.setenv("PYTHONPATH", str(ROOT))
        client = NotebookClient(notebook, timeout=PATIENCE, resources={"metadata": {"path": str(place)}})
        client.km = AsyncKernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
        client.execute()
    return notebook, place


def cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in cells(notebook) for output in cell.outputs]


def test_every_cell_runs_and_nothing_is_said_on_the_side(executed):
    notebook, _ = executed
    assert all(cell.execution_count for cell in cells(notebook))
    kinds = [(output.output_type, output.get("name", "stdout")) for output in outputs(notebook)]
    assert {"stderr", "error"}.isdisjoint(word for kind in kinds for word in kind), kinds


def test_it_ends_in_a_figure_that_is_shown_and_saved(executed):
    notebook, place = executed
    assert any("image/png" in output.get("data", {}) for output in cells(notebook)[-1].outputs)
    (saved,) = place.rglob("fee-and-phones.png")
    assert saved.read_bytes().startswith(b"\x89PNG")


def test_its_experiment_is_complete_and_can_be_read_afterwards(executed):
    _, place = executed
    (manifest,) = place.rglob("results/manifest.json")
    runs = experiments.load(manifest.parent)["runs"]
    assert len(runs) == 32
    assert set(runs.state) == {"done"}


def test_it_uses_every_public_name():
    text = "\n".join(cell.source for cell in cells(nbformat.read(NOTEBOOK, as_version=4)))
    assert [name for name in experiments.__all__ if f"{name}(" not in text] == []


def test_it_is_kept_without_results():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert outputs(notebook) == []
    assert {cell.execution_count for cell in cells(notebook)} == {None}
