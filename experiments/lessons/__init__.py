"""Lessons: one idea, a few sliders, and people to ask, worked out with the same model as everything else."""
