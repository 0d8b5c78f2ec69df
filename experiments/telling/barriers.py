"""What keeps people out, in words."""

from __future__ import annotations

from experiments.language import mark, t

CONSTRAINT_WORDS = {
    "coverage": mark("a missing signal"),
    "device": mark("not having a phone that can do it"),
    "price": mark("price"),
    "documents": mark("missing papers"),
    "signature": mark("being under 18 without a guardian who signs"),
    "digital ID": mark("not having a digital ID"),
    "account": mark("not having an account"),
    "awareness": mark("not knowing about it"),
    "agent distance": mark("the distance to a cash point"),
    "service not digital": mark("services that are not online yet"),
    "vendor lock-in": mark("a contract that the city cannot leave"),
    "skill": mark("a lack of digital skills"),
    "acceptance": mark("shops that do not take it"),
    "trust": mark("a lack of trust"),
    "several at once": mark("several things at once"),
}
"""What keeps people out, to be read after "by"."""

SHORT = {
    "coverage": mark("no signal"), "device": mark("no phone"), "price": mark("price"), "documents": mark("no papers"),
    "signature": mark("under 18"),
    "digital ID": mark("no digital ID"), "account": mark("no account"), "awareness": mark("not known"),
    "agent distance": mark("too far"), "service not digital": mark("not online yet"),
    "vendor lock-in": mark("city's contract"),
    "skill": mark("skills"), "acceptance": mark("shops"), "trust": mark("trust"),
    "several at once": mark("several at once"),
}  # fmt: skip
"""What keeps people out, in a word or two for a chart."""


def kept_by(constraint: str) -> str:
    """What keeps people out, after "by": "price", "a lack of trust"."""
    return t(CONSTRAINT_WORDS[constraint])


def kept_short(constraint: str) -> str:
    """What keeps people out, in a word or two for a chart."""
    return t(SHORT[constraint])
