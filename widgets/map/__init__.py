"""The map: the city, its places, everything that moves, and what needs a person."""
