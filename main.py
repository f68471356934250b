"""The cdktf app: ``cdktf synth`` and ``cdktf deploy`` run it; ``futago synth`` does the same.

Which spec: ``FUTAGO_SPEC``, else ``context.spec`` of cdktf.json. Which environment of it:
``FUTAGO_ENVIRONMENT``. The emulator in place of AWS: ``FUTAGO_EMULATOR`` names its folder.
"""

from futago.cli import run

if __name__ == "__main__":
    raise SystemExit(run(["synth"]))
