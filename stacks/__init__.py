"""Which stack holds what; providers, backends and tags. ``build`` is where spec meets constructs."""

import modules.terraform  # noqa: F401 # first: it quiets the banner that cdktf prints when it is imported
