"""Experiment files: scenarios × parameters × simulated cities, read, checked and spread out into jobs."""
