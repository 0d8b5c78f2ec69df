"""Enrolment for those without the usual papers."""

from __future__ import annotations

import numpy as np

from sim.policies.documents_light import DocumentsLight
from tests.cities import run_rule, tiny_city


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
