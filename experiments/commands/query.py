"""`dpi-city query`: SQL on a results folder."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands._options import Json, say
from experiments.exits import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb
    import pandas as pd

PANEL = "Run experiments"
MOST_ROWS = 40  # rows shown as a table


def query(
    folder: Annotated[Path, typer.Argument(help="A results folder.")],
    sql: Annotated[str | None, typer.Argument(help="What to ask; without it, the tables are listed.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Write all rows as CSV to stdout.")] = False,
    as_json: Json = False,
) -> None:
    """Ask a results folder in SQL (DuckDB), such as "SELECT * FROM runs"."""
    from experiments.reading.frames import database

    with database(folder) as base:
        found = answer(base, LISTING if sql is None else sql)
    if csv:
        found.to_csv(sys.stdout, index=False)
    elif as_json:
        say(rows(found))
    else:
        show(found)
        if sql is None:
            tell(
                f'Ask for more with: dpi-city query {quote(str(folder))} "SELECT …". A name with a dot stands in '
                '"double quotes".'
            )


READS = ("SELECT", "MULTI")
"""What DuckDB calls questions; DESCRIBE, SHOW and SUMMARIZE are of the first kind, PIVOT of the second."""
MANY = 12  # parameters among the columns of a table, from which on they are counted, not listed
LISTING = f"""
    WITH known AS (
      SELECT *, NOT contains(column_name, '.') OR count(*) FILTER (contains(column_name, '.'))
        OVER (PARTITION BY table_name ORDER BY column_index) <= {MANY} AS shown
      FROM duckdb_columns() WHERE NOT internal AND NOT ends_with(table_name, '_stored')
      AND NOT ends_with(table_name, '_loose') AND table_name <> 'failures')
    SELECT table_name AS "table", string_agg(column_name, ', ' ORDER BY column_index) FILTER (shown)
      || CASE WHEN bool_and(shown) THEN '' ELSE ' and ' || count(*) FILTER (NOT shown) || ' more parameters' END
      AS columns
    FROM known GROUP BY ALL ORDER BY ALL"""


def answer(base: duckdb.DuckDBPyConnection, sql: str) -> pd.DataFrame:
    """The rows that a query gives; `ResultsError` says what is wrong with it, or that it would write."""
    import duckdb

    from sim.errors import ResultsError

    try:
        check_question(base.extract_statements(sql))
        return base.execute(sql).df()
    except duckdb.Error as error:
        raise ResultsError(
            f"the query cannot be answered. {reason(base, error)}\n`dpi-city query FOLDER` lists tables and columns."
        ) from None


def reason(base: duckdb.DuckDBPyConnection, error: duckdb.Error) -> str:
    """What DuckDB says of a query; of an unknown table the names that there are, for those that it proposes are its own."""
    import duckdb

    said = str(error).strip()
    if not isinstance(error, duckdb.CatalogException):
        return said
    lines = [line for line in said.splitlines() if not line.startswith("Did you mean")]
    return "\n".join([*lines, f"The tables are {', '.join(base.execute(LISTING).df()['table'])}."])


def check_question(statements: Sequence[duckdb.Statement]) -> None:
    """Refuse what is not one question: results are only read here."""
    from sim.errors import ResultsError

    kinds = [statement.type.name for statement in statements]
    if len(kinds) != 1:
        raise ResultsError(
            f'the query holds {len(kinds) or "no"} questions. Give one, such as "SELECT * FROM runs".'
        )
    if kinds[0] not in READS:
        raise ResultsError(
            f"the query would do more than read ({kinds[0]}). Ask with SELECT; `--csv > FILE` writes the answer to a file."
        )


def rows(found: pd.DataFrame) -> list[dict[str, object]]:
    """Rows as JSON can hold them: what is not known is null."""
    import json

    data: list[dict[str, object]] = json.loads(found.to_json(orient="records", date_format="iso"))
    return data


def show(found: pd.DataFrame) -> None:
    """The first rows as a table, on stdout."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None)
    for name, kind in found.dtypes.items():
        table.add_column(str(name), justify="right" if kind.kind in "iuf" else "left", overflow="fold")
    for row in found.head(MOST_ROWS).itertuples(index=False):
        table.add_row(*(f"{value:.6g}" if isinstance(value, float) else str(value) for value in row))
    Console(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False).print(table)
    if len(found) > MOST_ROWS:
        tell(f"… and {len(found) - MOST_ROWS:,} more rows; --csv gives all.")
