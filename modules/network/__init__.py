"""The network of each Region that the databases live in."""
