"""The cases of the U4SSC deck: what it says, what the model does, and a status that a run decides."""
