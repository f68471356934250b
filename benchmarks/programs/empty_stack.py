"""Imports cdktf and writes an empty stack into the folder given: the least that any synthesis costs."""

import sys

from cdktf import App, TerraformStack

app = App(outdir=sys.argv[1], skip_validation=True)
TerraformStack(app, "empty")
app.synth()
