"""Measurements: Backwise beside its goals, and beside the bare limit of its parts measured in the same run."""
