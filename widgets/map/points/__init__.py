"""The layer of moving things: dots, density or icons by the hundred thousand, drawn by compiled loops (kernels.py)."""
