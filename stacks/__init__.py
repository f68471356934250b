"""Which stack holds what; providers, backends and tags. ``build`` is where spec meets constructs."""
