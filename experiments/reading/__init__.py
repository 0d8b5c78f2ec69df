"""Results read back: as SQL, as data frames, and checked for damage."""
