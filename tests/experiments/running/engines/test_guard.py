"""A script that starts processes and has no guard is told what to write, in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BODY = """\
from dataclasses import replace

from experiments.running.bench import Bench
from experiments.running.runner import Plan
from experiments.running.trials import Trial
from sim.scenario import load_scenario


def work():
    plan = Plan("small", replace(load_scenario("baseline"), residents=1000, months=1))
    with Bench(workers=2) as bench:
        answers = bench.ask([Trial(plan, seed, readings=("payments",)) for seed in (1, 2)])
    print(len(answers), "answers")
"""


def ran(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, path], capture_output=True, text=True, timeout=120, check=False)


def test_a_script_without_a_guard_is_told_what_to_write(tmp_path):
    script = tmp_path / "mine.py"
    script.write_text(f"{BODY}\n\nwork()\n")
    done = ran(script)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("Traceback") == 1
    assert done.stderr.splitlines()[-1] == (
        f"sim.errors.DPICityError: {script}:16: every process that this line asks for would run the whole script again. "
        'Put what the script does under `if __name__ == "__main__":`, or ask for one process with workers=1.'
    )


def test_a_thread_of_a_script_without_a_guard_is_told_so_too(tmp_path):
    script = tmp_path / "mine.py"
    text = f"import threading\n{BODY}\n\nthread = threading.Thread(target=work)\nthread.start()\n"
    script.write_text(f"{text}thread.join()\n")
    done = ran(script)
    assert done.stdout == ""
    line = len(text.splitlines()) + 1
    assert f"{script}:{line}: every process that this line asks for" in done.stderr
    assert done.stderr.count("Traceback") == 1


def test_a_cluster_of_this_computer_needs_a_guard_too(tmp_path):
    script = tmp_path / "mine.py"
    script.write_text(
        "from experiments.running.engines.cluster import LocalCluster\n\nwith LocalCluster(1):\n    print('there')\n"
    )
    done = ran(script)
    assert done.stdout == ""
    assert f"{script}:3: every process that this line asks for" in done.stderr
    assert done.stderr.count("Traceback") == 1


@pytest.mark.parametrize("guard", ['if __name__ == "__main__":', 'if "__main__" == __name__ and True:'])
def test_a_script_with_a_guard_does_its_work(tmp_path, guard):
    script = tmp_path / "mine.py"
    script.write_text(f"{BODY}\n\n{guard}\n    work()\n")
    done = ran(script)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 answers\n", "")
