"""The parts of the wall: large type, no chrome, nobody's personal data."""
