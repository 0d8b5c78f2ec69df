"""One file per crisis."""
