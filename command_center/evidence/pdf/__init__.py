"""A dossier on paper."""
