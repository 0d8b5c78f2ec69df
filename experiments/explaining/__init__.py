"""Why: one life under several plans, and a plan taken apart."""
