"""One file per cause of change."""
