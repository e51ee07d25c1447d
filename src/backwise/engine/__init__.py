"""The rules of Backwise, pure: no clock, chance, files or web; results carry message ids and values, never sentences."""
