"""F5: what may be wrong with tags, for the shift's day: no alarms."""
