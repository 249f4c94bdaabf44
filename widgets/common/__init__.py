"""What every panel shares: theme, words, keys, the desk."""
