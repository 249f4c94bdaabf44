"""The handbook beside the case."""
