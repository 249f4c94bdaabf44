"""What the command line opens that needs no screen. `main.py` reads the arguments and calls these."""
