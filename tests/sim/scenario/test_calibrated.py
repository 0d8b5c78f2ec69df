"""A scenario takes its parameters from a calibrated set."""

from __future__ import annotations

import pytest

from sim.scenario import check_file, load_scenario
from sim.scenario.files import calibrated_names
from tests.sim.scenario.files import problems, write

SET = """\
title: Two draws
cases: [pix, upi]
cutoff: 3
medoid: 1
members:
  - implausibility: 1.5
    shared: {payments.peers: 2.5, payments.habit: 0.5}
    cases: {pix: {merchants.base: -2}}
  - implausibility: 1.2
    shared: {payments.peers: 3.5, payments.habit: 0.75}
    cases: {pix: {merchants.base: -1}, upi: {merchants.base: -3}}
"""


def loaded(folder, text):
    write(folder, SET, "set.yaml")
    return dict(load_scenario(write(folder, text)).parameters)


def test_the_medoid_is_used_unless_another_member_is_named(tmp_path):
    assert loaded(tmp_path, "parameters: set.yaml\n") == {"payments.peers": 3.5, "payments.habit": 0.75}
    assert loaded(tmp_path, "parameters: {use: set.yaml, member: 0}\n") == {
        "payments.peers": 2.5, "payments.habit": 0.5,
    }  # fmt: skip


def test_a_case_brings_its_own_parameters(tmp_path):
    found = loaded(tmp_path, "parameters: {use: set.yaml, case: upi}\n")
    assert found == {"payments.peers": 3.5, "payments.habit": 0.75, "merchants.base": -3}


def test_what_is_written_in_the_file_stands_above_the_set(tmp_path):
    found = loaded(tmp_path, "parameters: {use: set.yaml, payments.peers: 1}\n")
    assert found == {"payments.peers": 1, "payments.habit": 0.75}


def test_a_set_and_the_values_of_a_base_merge_both_ways(tmp_path):
    write(tmp_path, "parameters: {payments.peers: 1}\n", "base.yaml")
    write(tmp_path, "parameters: set.yaml\n", "other.yaml")
    assert loaded(tmp_path, "extends: base\nparameters: set.yaml\n")["payments.peers"] == 1
    assert loaded(tmp_path, "extends: other\nparameters: {payments.habit: 0}\n") == {
        "payments.peers": 3.5, "payments.habit": 0,
    }  # fmt: skip


def test_the_values_count_as_if_they_had_been_typed(tmp_path):
    write(tmp_path, SET, "set.yaml")
    typed = write(tmp_path, "parameters: {payments.peers: 3.5, payments.habit: 0.75}\n", "typed.yaml")
    assert load_scenario(write(tmp_path, "parameters: set.yaml\n")).hash == load_scenario(typed).hash


@pytest.mark.parametrize(("text", "sentence"), [
    ("parameters: sett.yaml\n", "sett.yaml: there is no such file; did you mean 'set.yaml'?"),
    ("parameters: {use: calibrated/nowhere}\n",
     "plan.yaml:1:19, parameters.use: there is no calibrated set 'calibrated/nowhere'; "),
    ("parameters: {use: ../../etc/passwd.yaml}\n", "plan.yaml:1:19, parameters.use: '../../etc/passwd.yaml' leads out"),
    ("parameters: {member: 1}\n", "plan.yaml:1:13, parameters: 'use' is missing. A calibrated set: "),
    ("parameters: {use: set.yaml, member: 2}\n",
     "plan.yaml:1:37, parameters.member = 2: the set has 2 members, counted from 0. Write 0 to 1."),
    ("parameters: {use: set.yaml, member: half}\n",
     "plan.yaml:1:37, parameters.member = 'half': this takes a whole number"),
    ("parameters: {use: set.yaml, case: pixx}\n",
     "plan.yaml:1:35, parameters.case = 'pixx': the set was not fitted to this case; did you mean 'pix'?"),
    ("case_parameters: [payments.peer]\n",
     "plan.yaml:1:19, case_parameters[0] = 'payments.peer': this is not a known parameter; "
     "did you mean 'payments.peers'?"),
    ("case_parameters: [payments.peers, payments.peers]\n",
     "plan.yaml:1:35, case_parameters[1] = 'payments.peers': this is already in the list. Delete one of the two."),
    ("case_parameters: [payments.peers, payments.base, payments.habit, payments.rate]\n",
     "plan.yaml:1:18, case_parameters: 4 parameters are one case's own; at most 3 may be. Share the others."),
])  # fmt: skip
def test_each_error_names_the_place_and_what_to_do(tmp_path, text, sentence):
    write(tmp_path, SET, "set.yaml")
    found = problems(tmp_path, text)
    assert len(found) == 1
    assert found[0].startswith(sentence)


def test_a_set_of_another_model_names_the_line_in_its_own_file(tmp_path):
    write(tmp_path, SET.replace("payments.habit: 0.75", "payments.habits: 0.75"), "set.yaml")
    found = problems(tmp_path, "parameters: set.yaml\n")
    assert found == [
        "set.yaml:10:35, members[1].shared.payments.habits: 'payments.habits' is not a known parameter; "
        "did you mean 'payments.habit'?"
    ]


def test_every_set_that_comes_with_the_program_can_be_used(tmp_path):
    for name in calibrated_names():
        assert check_file(write(tmp_path, f"parameters: calibrated/{name}\n")) == []
