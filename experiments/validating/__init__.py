"""The model against reality: patterns it must show, measured points, null models, equilibria."""
