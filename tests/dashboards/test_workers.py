"""What travels from a worker to the page."""

from __future__ import annotations

import base64
import zlib

import numpy as np

from dashboards.engine.workers import Replay


def test_what_the_page_unpacks_is_what_was_packed() -> None:
    online = np.array([[0, 0], [1, 0], [1, 1]], np.uint8)
    known = Replay({"online": online}, {}, np.array([0.0, 1.0]), np.array([2.0, 3.0]), {}, ())
    states = np.frombuffer(zlib.decompress(base64.b64decode(known.packed("online"))), np.uint8)
    np.testing.assert_array_equal(states.reshape(2, 3), online.T)
    places = np.frombuffer(zlib.decompress(base64.b64decode(known.places())), np.float32)
    np.testing.assert_array_equal(places, [0, 2, 1, 3])
