"""The bars: the state of the room on top, the day in figures at the bottom."""
