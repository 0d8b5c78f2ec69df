"""The titles, tables and measures of the printed charts, without drawing them.

One wording serves the printed report and the page: these names belong to `experiments.report.charts`.
"""

from __future__ import annotations

from experiments.report.charts import _cell as cell
from experiments.report.charts import _cities as cities
from experiments.report.charts import _cost_finding as cost_finding
from experiments.report.charts import _dollars as dollars
from experiments.report.charts import _gap_finding as gap_finding
from experiments.report.charts import _leader as leader
from experiments.report.charts import _share as share
from experiments.report.charts import _table_months as table_months
from experiments.report.charts_barriers import _finding as barrier_finding

__all__ = [
    "barrier_finding", "cell", "cities", "cost_finding", "dollars", "gap_finding", "leader", "share",
    "table_months",
]  # fmt: skip
