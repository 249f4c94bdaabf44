"""The time line: look back at the city as it was, and come back to the present with one key."""
