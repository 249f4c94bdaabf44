"""Live pictures: a camera's stream in a pane, several panes in a grid, the clip of an event."""
