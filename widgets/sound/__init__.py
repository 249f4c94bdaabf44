"""What a seat sounds: one short tone for what came, by priority; one key silences it."""
