"""The exceptions a user can meet. Each message ends with what to type next."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that no word needs: they cannot be shown, or turn the rest of a sentence round."""
CONTROLLED = "the file holds a control character. Delete it."


class DPICityError(Exception):
    """Anything the user can put right; the command line prints it and exits with 2."""


class ScenarioError(DPICityError):
    """A scenario or city file breaks a rule; the message names file, line and column."""


class RuleError(DPICityError):
    """A mechanism, policy, shock or indicator is declared wrongly (for authors of rules)."""


class ResultsError(DPICityError):
    """A results folder cannot be written or read."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint such as `did you mean 'skills.decay'?`, or the known words when none is close."""
    words = sorted(set(known))
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    if len(words) <= 12:
        return f"known: {', '.join(words)}"
    return f"{len(words)} names are known; `dpi-city describe` lists them"
