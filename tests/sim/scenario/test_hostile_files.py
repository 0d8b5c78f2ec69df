"""Files made to break the reader get a clear sentence, at once and in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario import check_file, load_scenario
from tests.sim.scenario.files import write

TIMES = 10  # as long as an honest file of the same size, at most
HONEST = "sources:\n" + "- a sentence about where it is from\n" * 7000

SYNTAX = {
    "a bomb of aliases": (
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "anchors (&) and aliases (*) are not allowed",
    ),
    "an anchor on nothing": ("a: &a\n", "anchors (&) and aliases (*) are not allowed"),
    "a Python object": (
        "a: !!python/object/apply:os.system [ls]\n",
        "the tag 'tag:yaml.org,2002:python/object",
    ),
    "a plain tag": ("a: !!int 5\n", "the tag 'tag:yaml.org,2002:int' is not allowed"),
    "a tag on a group": ("!!map {a: 1}\n", "the tag 'tag:yaml.org,2002:map' is not allowed"),
    "a directive": ("%YAML 1.1\n---\na: 1\n", "a line that starts with % is not allowed"),
    "deep brackets": ("a: " + "[" * 200_000, "nested more than 20 deep"),
    "deep braces": ("{a: " * 50_000, "nested more than 20 deep"),
    "deep dashes": ("- " * 100_000, "nested more than 20 deep"),
    "many values": ("a: [" + "x," * 100_000 + "]", "more than 25,000 values"),
    "many keys": ("".join(f"k{i}: 1\n" for i in range(24_000)), "more than 25,000 values"),
    "a huge number": ("months: " + "9" * 9_000, "a number has at most 30 digits"),
    "a huge text": ("title: " + "x" * 200_000, "10,000 are allowed"),
    "a long title": ("title: " + "x" * 5_000, "this text has 5,000 letters; 120 are allowed"),
    "a huge key": ("x" * 900 + ": 1\n", "a key must be a word of 1 to 100 letters"),
    "a control character": ("title: \x07\n", "the file holds a control character"),
    "a control character by its number": ('title: "a\\0b"\n', "the file holds a control character"),
    "half a letter": ('title: "\\uD800"\n', "the file holds a control character"),
    "a title that turns sentences round": (
        "title: \u202eevil\u2066x\n",
        "the file holds a control character",
    ),
    "half a letter in a key": ('"\\uDFFF": 1\n', "the file holds a control character"),
    "a path with a zero": (
        'city: {use: marenga, districts: {csv: "a\\0"}}\n',
        "the file holds a control character",
    ),
    "a wrong escape": ('title: "\\UFFFFFFFF"\n', "this is not YAML"),
    "an endless quote": ("title: '" + "\n" * 200_000, "this is not YAML"),
}
BYTES = {
    "zero bytes": (b"title: a\0b\n", "this is not text in UTF-8"),
    "UTF-16": ("title: a\n".encode("utf-16"), "this is not text in UTF-8"),
    "Latin letters": (b"title: caf\xe9\n", "plan.yaml:1:11: this is not text in UTF-8"),
    "an image": (bytes(range(256)) * 40, "this is not text in UTF-8"),
}


def refusal(path: Path) -> str:
    """The first sentence about a file that must not load, and that must be said quickly."""
    began = time.process_time()
    found = [str(problem) for problem in check_file(path)]
    taken = time.process_time() - began
    assert taken < 0.2 or taken < TIMES * honest(path.parent)
    with pytest.raises(ScenarioError):
        load_scenario(path)
    return found[0]


def honest(folder: Path) -> float:
    """The work of reading a file that is as long as a file can be."""
    path = write(folder, HONEST, "honest.yaml")
    began = time.process_time()
    check_file(path)
    return time.process_time() - began


@pytest.mark.parametrize(("text", "reason"), SYNTAX.values(), ids=SYNTAX)
def test_dangerous_syntax_is_refused(tmp_path, text, reason):
    assert reason in refusal(write(tmp_path, text))


@pytest.mark.parametrize(("data", "reason"), BYTES.values(), ids=BYTES)
def test_what_is_not_text_is_refused(tmp_path, data, reason):
    path = tmp_path / "plan.yaml"
    path.write_bytes(data)
    assert reason in refusal(path)


def test_a_byte_order_mark_is_harmless(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbfmonths: 60\n")
    assert load_scenario(path).months == 60


def test_a_huge_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "plan.yaml"
    with path.open("wb") as stream:
        stream.truncate(1_000_000_000)
    assert "the file has 1,000,000,000 bytes; 262,144 are allowed." in refusal(path)


def test_what_is_not_a_file_is_refused(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (
        tmp_path / "folder.yaml",
        tmp_path / "pipe.yaml",
        Path("/dev/zero"),
        Path("/dev/stdin"),
        tmp_path,
    ):
        if path.exists():
            assert refusal(path)


def test_a_link_to_itself_or_to_nothing_is_refused(tmp_path):
    (tmp_path / "circle.yaml").symlink_to("circle.yaml")
    (tmp_path / "dangling.yaml").symlink_to("nowhere.yaml")
    for name in ("circle.yaml", "dangling.yaml"):
        assert f"{name}: this is a link to nothing, or to itself." in refusal(tmp_path / name)
        assert f"there is no scenario '{name}'" in refusal(write(tmp_path, f"extends: {name}\n"))


def test_a_file_without_permission_is_refused(tmp_path):
    path = write(tmp_path, "months: 60\n")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    assert "the file cannot be opened (Permission denied)." in refusal(path)


@pytest.mark.parametrize(
    "name", ["x\0.yaml", "x" * 5_000 + ".yaml", "", "x" * 5_000, "../" * 900 + "x", "no/such.yaml"]
)
def test_impossible_names_are_refused(name):
    with pytest.raises(ScenarioError):
        load_scenario(name)


def test_a_circle_of_files_is_printed(tmp_path):
    write(tmp_path, "extends: b\n", "a.yaml")
    write(tmp_path, "extends: c\n", "b.yaml")
    path = write(tmp_path, "extends: a\n", "c.yaml")
    assert "the files extend each other in a circle: c.yaml → a.yaml → b.yaml → c.yaml. Break it." in refusal(
        path
    )
    assert "a circle: self.yaml → self.yaml." in refusal(write(tmp_path, "extends: self\n", "self.yaml"))


def test_a_long_chain_of_files_is_refused(tmp_path):
    write(tmp_path, "months: 60\n", "s0.yaml")
    for i in range(1, 13):
        write(tmp_path, f"extends: s{i - 1}\n", f"s{i}.yaml")
    assert load_scenario(tmp_path / "s10.yaml").months == 60
    assert "more than 10 files extend each other." in refusal(tmp_path / "s12.yaml")


CLIMBS = ["../secret.yaml", "../secret", "sub/../../secret.yaml", "/etc/passwd", "link.yaml", "link"]


@pytest.mark.parametrize("way", CLIMBS)
def test_a_path_that_climbs_out_of_the_folder_is_refused(tmp_path, way):
    write(tmp_path, "title: secret\n", "secret.yaml")
    path = write(tmp_path / "plans", f"extends: {way}\n")
    (tmp_path / "plans" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    said = refusal(path)
    assert "leads out of the folder" in said
    assert "secret: " not in said
    city = write(tmp_path / "plans", f"city: {way if way.endswith('.yaml') else way + '.yaml'}\n")
    assert "leads out of the folder" in refusal(city)


def test_a_link_out_of_its_folder_is_refused(tmp_path):
    write(tmp_path, "months: 60\n")
    (tmp_path / "plans").mkdir()
    link = tmp_path / "plans" / "link.yaml"
    link.symlink_to(tmp_path / "plan.yaml")
    assert "this is a link that leads out of its folder." in refusal(link)


def test_hostile_files_need_little_memory(tmp_path):
    """A fresh interpreter reads them all within 100 MB above what the program itself takes."""
    pytest.importorskip("resource")
    for number, (text, _) in enumerate(SYNTAX.values()):
        write(tmp_path, text, f"h{number}.yaml")
    with (tmp_path / "huge.yaml").open("wb") as stream:
        stream.truncate(1_000_000_000)
    script = (
        "import resource, sys, pathlib\n"
        "from sim.scenario import check_file\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "check_file('baseline')\n"
        "before = peak()\n"
        "paths = [*sorted(pathlib.Path(sys.argv[1]).glob('*.yaml')), pathlib.Path('/dev/zero')]\n"
        "assert all(check_file(path) for path in paths)\n"
        "print((peak() - before) * (1 if sys.platform == 'darwin' else 1024))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 100_000_000
