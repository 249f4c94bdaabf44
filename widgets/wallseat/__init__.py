"""The panel from which a seat drives the wall: monitors, scenes, rotation, the rule, and the editor of scenes."""
