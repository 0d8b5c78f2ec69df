"""One file per family of outcomes."""
