"""What computes: worker processes, the two speeds of an answer, and results that are kept."""
