"""Ranges of parameters before any case is looked at."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.calibrating.priors import prior_of, priors_of, stated_range, uncertain
from sim.errors import DPICityError
from sim.registry import registry


@pytest.mark.parametrize(("source", "found"), [
    ("fitted in an earlier model; 90 % of the fits lie between 0.10 and 0.38", (0.10, 0.38)),
    ("fitted in an earlier model; median -0.08; 90 % of the fits lie between -0.60 and 0.17", (-0.60, 0.17)),
    ("fitted in an earlier model; 90 % of the fits lie between -3.1 and -1.1", (-3.1, -1.1)),
    ("a survey: 90 % between 1 and 2.5; more", (1, 2.5)),
    ("assumption: about −5 % a year", None),
])  # fmt: skip
def test_the_range_is_read_from_the_source(source, found):
    assert stated_range(source) == found


def test_without_a_stated_range_the_bounds_are_the_prior():
    param = registry().params["payments.working"]
    assert stated_range(param.source) is None
    prior = prior_of("payments.working")
    assert (prior.low, prior.high) == param.bounds


def test_every_stated_range_lies_within_its_bounds():
    for key, param in uncertain().items():
        stated = stated_range(param.source)
        if stated:
            assert param.bounds[0] <= stated[0] < stated[1] <= param.bounds[1], key


def test_what_is_drawn_is_what_a_file_will_say():
    prior = prior_of("payments.peers", {"payments.peers": (0, 1)})
    assert prior.at(np.array([1 / 3]))[0] == 0.3333


@pytest.mark.parametrize(("keys", "given", "sentence"), [
    (["payments.peer"], {}, "'payments.peer' is not a known parameter; did you mean 'payments.peers'?"),
    (["payments.peers", "payments.peers"], {},
     "'payments.peers' is named twice among the parameters to fit. Name it once."),
    (["payments.peers"], {"payments.peers": (1, 99)},
     "range of payments.peers: 'payments.peers' accepts 0 to 8 utils, not 99."),
    (["payments.peers"], {"payments.peers": (2, 1)},
     "range of payments.peers: 2 to 1 is empty. Write the lower number first."),
])  # fmt: skip
def test_a_bad_range_is_refused(keys, given, sentence):
    with pytest.raises(DPICityError) as caught:
        priors_of(keys, given)
    assert str(caught.value) == sentence
