"""The slim bindings: the one place that imports cdktf's resource classes.

A resource is one real ``TerraformResource`` in the construct tree, with nothing in it; its arguments
stay in Python and all of a stack's are handed to cdktf in one callback at synthesis (``stack.py``).
That costs one or two round trips to Node a resource, where the prebuilt bindings cost dozens and an
import of a gigabyte. Typing comes back by generation (``generate.py`` writes ``aws/``).
"""

import os

# Node's kernel, which cdktf starts on import, fills the terminal with a banner for each major version that
# its authors no longer support. Node 20 works; `futago doctor` says what to update to.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20,21,22,23,24")
