"""The words everyone in the house speaks: frozen, typed, without I/O."""
