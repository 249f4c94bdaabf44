"""F7: how the seat's panels stand, and what the wall shows."""
