"""feeds → rules → store: batched, supervised, losing nothing; and the outbox back."""
