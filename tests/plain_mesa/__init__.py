"""The residents' rules once more, one Python object per resident, in plain Mesa.

Written from the equations in the docstrings of `sim/mechanisms/` and not from their code: ordinary
attributes, words instead of codes, one short method per rule. `test_plain_mesa.py` plays a small city both
ways and compares them resident by resident and month by month. It is slow and that is its use:
whoever doubts a kernel can read the rule here.

Shared with the arrays: the people of month 0, the parameters, what policies, agencies and access
points do each month (none of them is a decision of a resident or a shop), and the luck.
"""
