"""Plans become runs: in this process, in several, on disk."""
