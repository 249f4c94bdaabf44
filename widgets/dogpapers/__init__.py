"""A dog's papers: its home, second homes, whether it works."""
