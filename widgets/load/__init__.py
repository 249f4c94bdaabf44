"""The room's own alarm load, and what dismissals tell."""
