"""Pictures of every exercise to look at, and the outlines that they had when somebody last looked."""
