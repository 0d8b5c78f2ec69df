"""One file per intervention a government can choose."""
