"""Panels of a seat: which there are, where they dock, and how an arrangement is kept under a name."""
