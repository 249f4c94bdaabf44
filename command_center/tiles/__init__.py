"""Tiles of basemaps, from servers and archives, as bytes. Nothing here draws."""
