"""Loads the knowledge folders into the engine's types, checks them, and holds the words."""

from .load import KnowledgeError, load_library

__all__ = ["KnowledgeError", "load_library"]
