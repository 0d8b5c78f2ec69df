"""Builds a synthetic city from a city file and a seed."""
