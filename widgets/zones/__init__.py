"""Zones and other places: looked at, drawn and changed on the map."""
