"""Groups made of cells, so that counting a resident takes two or three steps and not one for every group.

Dimensions are bundled: a cell of a bundle is a combination of groups that somebody belongs to, such as
poor women over sixty. Every resident lives in one cell of each bundle, and every group is the sum of
some cells of one bundle. Whole numbers add up to the same in any order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

type Array = np.ndarray[Any, np.dtype[Any]]
type Bundle = tuple[Array, list[tuple[int, ...]]]  # the cell of each resident, the groups of each cell

MOST = 64  # cells in a bundle of several dimensions: with more, adding them up costs more than it saves


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a population: `of[i, b]` is the cell of resident i in bundle b.

    A group is the sum of the cells with which it stands in `parts`.
    """

    of: Array  # uint16, residents × bundles
    sizes: Array  # int64, residents per cell
    parts: Array  # uint16, rows of (group, cell)


def cells_of(codes: Array, groups: int) -> Cells:
    """Bundle the dimensions, one after the other while they make few cells; `codes` as in `Groups`."""
    bundles: list[Bundle] = []
    for code in codes.T:
        wider = _crossed(*bundles[-1], code, groups) if bundles else None
        if wider and len(wider[1]) <= MOST:
            bundles[-1] = wider
        else:
            bundles.append(_crossed(np.zeros(code.size, np.uint16), [()], code, groups))
    sizes = np.concatenate([np.bincount(cells) for cells, _ in bundles]).astype(np.int64)
    firsts = np.cumsum([0, *(len(known) for _, known in bundles[:-1])], dtype=np.uint16)
    of = np.stack([cells + first for (cells, _), first in zip(bundles, firsts, strict=True)], axis=1)
    groups_of = [own for _, known in bundles for own in known]
    parts = sorted((group, cell) for cell, own in enumerate(groups_of) for group in own)
    return Cells(of, sizes, np.array(parts, np.uint16).reshape(-1, 2))


def _crossed(cells: Array, known: list[tuple[int, ...]], code: Array, groups: int) -> Bundle:
    """Each cell cut by one more dimension, empty ones left out."""
    joint = cells.astype(np.int32) * groups + code  # small types throughout: a city may have ten million
    used = np.flatnonzero(np.bincount(joint))
    place = np.zeros(len(known) * groups, np.uint16)
    place[used] = np.arange(used.size)
    return place[joint], [(*known[k // groups], k % groups) for k in used.tolist()]
