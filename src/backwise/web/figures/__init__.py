"""The drawings of the exercises: their addresses, and the views that draw them when a browser asks."""
