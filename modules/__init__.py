"""One folder per kind of paired resource; everything about that kind lives in it."""
