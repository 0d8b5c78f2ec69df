"""Every example in the docstrings of the Python interface works as it stands."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import experiments
from experiments import api

MODULES = [f"{api.__name__}.{found.name}" for found in pkgutil.iter_modules(api.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_do_what_they_say(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert failed == 0
    assert tried or name.endswith("results")


def test_every_public_name_is_there_and_explained():
    for name in experiments.__all__:
        assert getattr(experiments, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'swep'"):
        _ = experiments.swep
