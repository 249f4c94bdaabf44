"""The city as it was: positions, events and cases at any moment the store has. No screen."""
