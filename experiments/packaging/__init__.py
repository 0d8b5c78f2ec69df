"""An experiment as a parcel for a paper, and the proof that its numbers come out again."""
