"""One file a question; `python -m benchmarks.NAME` prints one JSON object as its last line."""
