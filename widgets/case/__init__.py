"""The detail panel: all about the selected row, and what can be done with it."""
