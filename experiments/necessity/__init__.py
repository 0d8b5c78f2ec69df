"""Which components of digital public infrastructure are necessary, and which sets of them are enough."""
