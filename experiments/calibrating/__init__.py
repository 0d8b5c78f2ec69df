"""Finds every set of parameters that the measurements allow: history matching in waves."""
