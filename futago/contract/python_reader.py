"""A typed reader of one application's environment, as a Python file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from futago.contract import reader
from futago.contract.environment import Environment
from modules.variable import Variable

_TYPES = {"string": "str", "integer": "int"}


def python(environment: Environment) -> str:
    """The reader with the application's record; the same for every Region.

    Names of a spec hold lower-case letters, digits and hyphens: nothing of it needs to be escaped.
    """
    words = environment.application.split("-")
    record = f"{''.join(map(str.capitalize, words))}Environment"
    source = Path(reader.__file__).read_text(encoding="utf-8")
    body = source.partition('"""\n\n')[2]
    fields = "".join(line for each in environment.variables for line in _field(each))
    return f'''"""What application {environment.application} finds in its environment.

Written by ``futago env {environment.application} --format python``.
"""

{body}

@dataclasses.dataclass(frozen=True)
class {record}:
    """The environment, the same in every Region but for its values."""

{fields}

def environment(environ: Mapping[str, str] = os.environ) -> {record}:
    """The environment that this process was given.

    Raises:
        IncompleteEnvironmentError: a variable is missing, empty, or no integer where one is wanted.
    """
    return read({record}, environ)
'''


def _field(variable: Variable) -> Iterator[str]:
    name = variable.name.removeprefix("FUTAGO_").lower()
    yield f"    {name}: {_TYPES[variable.type]}\n"
    yield f'    """{variable.holds[0].upper()}{variable.holds[1:]}."""\n'
