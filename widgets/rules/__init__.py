"""The dog rules as they stand and as they were: changed, tried, switched on at a stated time."""
