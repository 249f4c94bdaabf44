"""`/`: one field that finds everything the room knows by name or number, and goes there."""
