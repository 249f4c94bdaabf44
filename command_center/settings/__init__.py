"""Reading settings.toml and places files, with a clear word for every mistake."""
