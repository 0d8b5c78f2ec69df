"""Whether a long sweep that is killed ten times ends with the bytes of one that was not.

    .venv/bin/python -m tests.benchmarks.kills

A sweep of 1,000 runs is given as on the command line, with two workers, and killed with `kill -9` at ten random
moments: of them one while it starts, the others spread over its work. The same command goes on each time. Told are
the moments, how many finished runs each kill found and how many the next start counted (a kill may lose the runs in
flight, never one that was finished), and whether every file is in the end that of an uninterrupted sweep.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from experiments.reading.parts import parts_of
from experiments.running.keeping.shelf import LOOSE
from experiments.running.recording.recorded import RUNS
from tests.experiments.running.designs import content

FEES = 4
KILLS = 10
LOOK = 0.02  # seconds between two looks at the folder


def main() -> int:
    """Kill, resume and compare; 1 when a byte differs or a finished run was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--residents", type=int, default=1_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "kills.yaml"
        file.write_text(
            f"scenarios: [baseline]\nresidents: {asked.residents}\nmonths: {asked.months}\nseeds: {asked.runs // FEES}\n"
            f"parameters:\n  payments.fee: {{from: 0, to: 1, steps: {FEES}}}\n"
        )
        print(f"{asked.runs:,} runs of {asked.residents:,} residents × {asked.months} months, 2 workers\n")
        lost = sum(killed(file, Path(made) / "killed", marks(asked.runs, random.Random(asked.seed))))
        began = time.perf_counter()
        sweep(file, Path(made) / "killed").wait()
        print(f"\nthe last start made the rest in {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        sweep(file, Path(made) / "whole").wait()
        print(f"the uninterrupted sweep took {time.perf_counter() - began:.0f} s")
        return verdict(content(Path(made) / "killed"), content(Path(made) / "whole"), lost)


def marks(runs: int, luck: random.Random) -> list[tuple[int, float]]:
    """After how many finished runs, and how many seconds later, each kill comes; the first while the sweep starts."""
    after = sorted(luck.randrange(1, runs - 20) for _ in range(KILLS - 1))
    return [(0, luck.uniform(0, 3)), *((runs_before, luck.uniform(0, 0.3)) for runs_before in after)]


def killed(file: Path, folder: Path, moments: list[tuple[int, float]]) -> list[int]:
    """Kill the sweep at these moments; how many finished runs the next start did not find, each time."""
    lost: list[int] = []
    for number, (after, later) in enumerate(moments, 1):
        began, child = time.perf_counter(), sweep(file, folder)
        while kept(folder) < after and child.poll() is None:
            time.sleep(LOOK)
        time.sleep(later)
        child.send_signal(signal.SIGKILL)
        if child.wait() != -signal.SIGKILL:
            raise SystemExit(f"the sweep ended by itself, with {child.returncode}, before kill {number}")
        while alive(child.pid):
            time.sleep(LOOK)
        found = kept(folder)
        lost.append(max(after - found, 0))
        print(
            f"kill {number:2}: {time.perf_counter() - began:6.1f} s after its start, {found:5,} runs are kept",
            flush=True,
        )
    return lost


def sweep(file: Path, folder: Path) -> subprocess.Popen[bytes]:
    """The command, in a session of its own."""
    command = [
        sys.executable,
        "-m",
        "experiments.cli",
        "sweep",
        str(file),
        "--out",
        str(folder),
        "--workers",
        "2",
    ]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


def kept(folder: Path) -> int:
    """The finished runs in a folder; one that is loose and already in a part counts once."""
    loose = {path.stem for path in (folder / LOOSE).glob("*.arrow")}
    parts = (pq.read_table(part, columns=["run"])["run"].to_pylist() for part in parts_of(folder, RUNS))
    return len(loose.union(*parts))


def alive(session: int) -> bool:
    """Whether a process of the session is left."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True


def verdict(killed: dict[str, str], whole: dict[str, str], lost: int) -> int:
    """Say whether the two folders are equal, file by file."""
    differ = [name for name in sorted({*killed, *whole}) if killed.get(name) != whole.get(name)]
    print(
        f"{len(whole)} files: {'all are equal to the byte' if not differ else f'{len(differ)} differ: {differ[:5]}'}"
    )
    print(f"finished runs lost: {lost}")
    return 1 if differ or lost else 0


if __name__ == "__main__":
    sys.exit(main())
