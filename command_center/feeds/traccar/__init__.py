"""Traccar servers, as they are."""
