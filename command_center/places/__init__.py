"""Files of places, shapes and hours: what a person brings, mended or refused in words, and what they take away."""
