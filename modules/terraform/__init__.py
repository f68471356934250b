"""The slim bindings: typed Terraform blocks as constructs, in place of cdktf's classes for resources.

A block is a construct in the tree; its arguments stay in Python, and all of a stack's are handed to cdktf
at once before synthesis (``stack.py``). That costs one round trip to Node a block. cdktf's own
``TerraformResource`` takes two, and checks every argument that it could have been given; the prebuilt
bindings take dozens, and an import of a gigabyte (``python -m benchmarks`` measures it). Typing comes back
by generation (``generate.py`` writes ``aws/``).
"""

import os
from pathlib import Path

# Node's kernel, which cdktf starts on import, fills the terminal with a banner for each major version that
# its authors no longer support. Node 20 works; `futago doctor` says what to update to.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20,21,22,23,24")
# Its unpacked packages stay in the project, where jsii would put them into the home directory.
os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(Path(__file__).parents[2] / ".futago" / "jsii"))
