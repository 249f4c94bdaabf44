"""Everything Qt: the panels, one folder each, and the two windows that arrange them."""
