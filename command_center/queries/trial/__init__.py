"""Trials: what other rules or other places would have raised, over the tracks that are stored."""
