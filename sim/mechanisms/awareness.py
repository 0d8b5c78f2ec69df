"""Who has heard of a channel."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import AWARE, CHANNELS, STAGES, UNAWARE
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

TITLES = ("digital payments", "e-services", "AI-assisted services")

KNOWN = {"payments": "open_payments", "eservices": "live_eservices", "assistant": "live_assistant"}
"""What makes each channel something to hear of."""


@equation
def hearing_chance(media: float, outreach: float, word: float, peers: float) -> float:
    """media + outreach + word · (share of contacts who use it): the chance of hearing this month."""
    return media + outreach + word * peers


@kernel
def hear(
    lo: int, hi: int, key: np.uint64, media: float, word: float, outreach: Array, peers: Array,
    contacts: Array, stage: Array,
) -> None:  # fmt: skip
    """Move the unaware whose draw falls under their chance to `aware`.

    Everyone draws, which is faster than asking first who needs to.
    """
    for i in range(lo, hi):
        share = peers[i] / max(contacts[i], 1)
        heard = uniform(key, i) < hearing_chance(media, outreach[i], word, share)
        stage[i] = max(stage[i], AWARE if heard else UNAWARE)


class Awareness(Mechanism):
    """Residents hear of a channel from the media, from outreach, and from contacts who use it.

        chance a month = media + outreach + word · (share of contacts who use it)

    This is the Bass (1969, Management Science 15) split into outside and inside influence, but for
    hearing of a thing and not for adopting it, and with each person's own contacts. A channel that
    has not been launched, and cannot be registered for either, cannot be heard of.

    Source: media .036 (.013–.058) and word .26 (.07–.47) fitted in an earlier model.
    """

    phase = Phase.AWARENESS
    order = 20
    reads = ("residents.contacts", "residents.outreach", *(f"government.{flag}" for flag in KNOWN.values()),
             *(f"residents.peers_{c}" for c in CHANNELS))  # fmt: skip
    columns = (
        *(Column(f"residents.stage_{c}", np.uint8, f"Stage in taking up {t}", "stage", start=0,
                 codes=STAGES, tally="stock") for c, t in zip(CHANNELS, TITLES, strict=True)),
        Column("residents.outreach", np.float32, "Extra chance of hearing through outreach", "1/month",
               start=0, monthly=True),
    )  # fmt: skip
    media = Param(
        0.036, unit="1/month", bounds=(0.0, 0.3), role="uncertainty",
        label="Chance of hearing of a channel from the media",
        source="fitted in an earlier model; 90 % of the fits lie between 0.013 and 0.058",
    )  # fmt: skip
    word = Param(
        0.26, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
        label="Chance of hearing of a channel when all contacts use it",
        source="fitted in an earlier model; 90 % of the fits lie between 0.07 and 0.47",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of news."""
        r, g = city.residents, city.government
        for channel in CHANNELS:
            if g.array(KNOWN[channel])[0]:
                over_rows(hear, len(r), draw.key(f"awareness.{channel}"), p.media, p.word, r.outreach,
                          getattr(r, f"peers_{channel}"), r.contacts, getattr(r, f"stage_{channel}"))  # fmt: skip
