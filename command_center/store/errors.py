"""What can be wrong with a store."""

from __future__ import annotations


class StoreError(Exception):
    """A store that cannot be opened or used; the text says why and what to do. The door answers with status 2."""


class StoreNewer(StoreError):
    """The store was written by a newer program."""


class IntakeTaken(StoreError):
    """Another process has the intake of this store."""
