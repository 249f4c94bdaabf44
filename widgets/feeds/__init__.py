"""The feeds panel: how each feed is doing, what it lost, what was set aside, what it has not taken yet."""
