"""The shift at a seat."""
