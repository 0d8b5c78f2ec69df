"""The folder of an experiment: written so that a kill leaves it whole, and found again as it was."""
