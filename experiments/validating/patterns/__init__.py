"""The patterns, one file each: its band, its source and the plans that show it.

The bands are those of the model description; a run that leaves one is information about a mechanism,
never a reason to widen the band.
"""

from __future__ import annotations

import importlib
import pkgutil

from experiments.validating.pattern import Pattern


def patterns() -> tuple[Pattern, ...]:
    """Every pattern, by number."""
    files = (file.name for file in pkgutil.iter_modules(__path__) if file.name.startswith("p"))
    found = [importlib.import_module(f"{__name__}.{name}").PATTERN for name in files]
    return tuple(sorted(found, key=lambda pattern: pattern.number))
