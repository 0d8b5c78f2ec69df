"""What differs between plans, for whom, how surely, and from what was measured."""
