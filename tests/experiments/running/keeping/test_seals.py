"""A bit that turned over is noticed, wherever it is."""

from __future__ import annotations

import shutil

import pytest

from experiments.reading.frames import load
from experiments.running.keeping.seals import intact, seal_of, sealed, unsealed
from experiments.running.keeping.shelf import check_part
from experiments.running.sweep import run_design
from sim.errors import ResultsError
from tests.experiments.running.designs import content, fees

STEP = 11  # bytes between two that are tried


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    run_design(fees(1), folder, workers=1)
    return folder


def turned(data: bytes, place: int) -> bytes:
    """The bytes with one bit turned over."""
    return data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]


@pytest.mark.parametrize("table", ["series", "runs", "design"])
def test_no_byte_of_a_part_can_change_unnoticed(whole, tmp_path, table):
    kept = next(whole.glob(f"{table}/*.parquet"))
    part = tmp_path / kept.name
    for path in (kept, seal_of(kept)):
        shutil.copy(path, tmp_path)
    data = part.read_bytes()
    check_part(part)
    for place in range(0, len(data), STEP):
        part.write_bytes(turned(data, place))
        with pytest.raises(ResultsError, match=r"this part is damaged \(its checksum is another\)"):
            check_part(part)


def test_a_part_with_a_changed_footer_is_computed_again(whole, tmp_path):
    folder = tmp_path / "out"
    shutil.copytree(whole, folder)
    part = next(folder.glob("series/*.parquet"))
    part.write_bytes(turned(part.read_bytes(), len(part.read_bytes()) - 500))
    with pytest.raises(ResultsError, match="this part is damaged"):
        load(folder)
    tally = run_design(fees(1), folder, workers=1)
    assert tally.done == 3
    for path in tally.set_aside:
        path.unlink()
    assert content(folder) == content(whole)


def test_no_byte_of_a_loose_run_can_change_unnoticed():
    data = sealed(b"a run as Arrow streams")
    assert unsealed(data) == b"a run as Arrow streams"
    for place in range(len(data)):
        with pytest.raises(ValueError, match="its checksum is another"):
            unsealed(turned(data, place))


def test_what_earlier_versions_kept_without_checksums_is_still_read(whole, tmp_path):
    folder = tmp_path / "out"
    shutil.copytree(whole, folder)
    for seal in folder.glob("*/*.sha256"):
        seal.unlink()
    assert intact(next(folder.glob("series/*.parquet"))) is None
    assert load(folder)["series"].equals(load(whole)["series"])
    part = next(folder.glob("series/*.parquet"))
    part.write_bytes(turned(part.read_bytes(), 100))
    with pytest.raises(ResultsError, match="checksum verification failed"):
        load(folder)
