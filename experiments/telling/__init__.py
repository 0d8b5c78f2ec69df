"""Results in words, numbers and tables for people."""
