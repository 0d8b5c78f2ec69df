"""What is kept of a run: as long tables, as a few readings, or whole."""
