"""Enrolment for those without the usual papers."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.policies.documents_light import DocumentsLight, open_door
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


def test_the_same_share_of_those_without_papers_is_admitted_every_month():
    """Half of four people without papers; the fifth needs no favour."""
    city = tiny_city(documents=[False, False, False, False, True])
    run_rule(DocumentsLight, city, accepted=0.5)
    first = city.residents.papers_waived.copy()
    city.residents.papers_waived[:] = False
    run_rule(DocumentsLight, city, month=2, months_on=1, accepted=0.5)
    assert np.count_nonzero(first) == 2
    assert not first[4]
    assert (city.residents.papers_waived == first).all()


def test_targeting_leaves_others_out_and_checks_are_paid_after_enrolment():
    city = tiny_city(documents=False, residents=3)
    run_rule(DocumentsLight, city, accepted=1.0, residents=[True, True, False])
    assert city.residents.papers_waived.tolist() == [True, True, False]
    city.residents.identity[:] = [1, 0, 1]
    (checks,) = run_rule(DocumentsLight, city, months_on=1, accepted=1.0, extra=10.0)
    assert (checks.units, checks.cost) == (1, 10.0)


def test_the_loop_over_residents_gives_the_bits_of_the_same_lines_in_numpy():
    r, draw = random_city(1).residents, Draws(2)
    aimed = np.arange(len(r)) % 4 > 0
    checked = np.count_nonzero(r.light_offer & (r.identity > 0))
    admitted = np.zeros(len(r), np.bool_)
    admitted[draw.choose("proof", ~r.documents, 0.4 * np.count_nonzero(~r.documents))] = True
    admitted &= aimed
    waived, offer = r.papers_waived | admitted, admitted & (r.identity == 0)
    queue = draw.queue("proof", len(r))
    found = open_door(queue, 0.4, r.documents, aimed, r.identity, r.papers_waived, r.light_offer)
    assert found == checked > 0
    assert_array_equal(r.papers_waived, waived)
    assert_array_equal(r.light_offer, offer)
