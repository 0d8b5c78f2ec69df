"""The same things as on the command line, for a notebook: City, Scenario, run, compare, sweep."""
