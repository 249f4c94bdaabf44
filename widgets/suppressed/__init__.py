"""What was seen and is no violation."""
