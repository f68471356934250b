"""Applications: who uses the estate, with a role in each Region that allows just that."""
