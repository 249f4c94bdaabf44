"""Basemaps made of tiles: decoded, fitted under the map's projection, painted, chosen."""
