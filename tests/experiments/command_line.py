"""Commands of `dpi-city`, given in this process."""

from __future__ import annotations

import pytest

from experiments.cli import main


def dpi_city(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)
