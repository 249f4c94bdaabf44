"""The queue: what waits for a person, worst first."""
