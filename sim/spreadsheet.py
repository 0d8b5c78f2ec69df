"""Tables as people's spreadsheets save them.

Where a comma stands before decimals, a spreadsheet writes semicolons between cells, or tabs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

SIGNS = (";", "\t")
DECIMAL = re.compile(r"\s*[-+]?\d+,\d+\s*")


def rows(text: str) -> Iterator[list[str]]:
    """The rows of a table with commas, semicolons or tabs between its cells; decimals have a point in the end.

    The first line decides which sign it is. Raises `csv.Error` where the quotation marks do not match.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    header = lines.partition("\n")[0]
    sign = next((sign for sign in SIGNS if sign in header and "," not in header), "")
    table = csv.reader(io.StringIO(lines, newline=""), delimiter=sign or ",", strict=True)
    for row in table:
        yield [cell.replace(",", ".") if sign and DECIMAL.fullmatch(cell) else cell for cell in row]
