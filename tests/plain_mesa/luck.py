"""The luck of the arrays in plain Python: a hash of seed, stream, month and row."""

from __future__ import annotations

import hashlib

import numpy as np

WORD = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


def mixed(z: int) -> int:
    """The SplitMix64 finaliser on Python integers."""
    z &= WORD
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & WORD
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & WORD
    return z ^ (z >> 31)


def single(number: float) -> float:
    """The nearest single-precision number: what the arrays keep of a share from month to month."""
    return float(np.float32(number))


class Luck:
    """One number in [0, 1) for each stream, month and row."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.keys: dict[tuple[str, int], int] = {}

    def key(self, stream: str, month: int) -> int:
        """The number that all draws of a stream in one month start from."""
        if (stream, month) not in self.keys:
            name = hashlib.blake2b(f"{self.seed}/{stream}".encode(), digest_size=8).digest()
            self.keys[stream, month] = mixed(int.from_bytes(name, "little") + (month + 1) * GOLDEN)
        return self.keys[stream, month]

    def draw(self, stream: str, month: int, row: int) -> float:
        """The draw of one row."""
        return (mixed(self.key(stream, month) + row * GOLDEN) >> 11) * 2.0**-53
