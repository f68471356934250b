"""The committed contracts: what applications were promised, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from futago.contract.environment import environment_of
from futago.errors import ContractError
from futago.whole_file import write_whole
from modules.applications.inputs import applications_of, regions_of
from modules.estate import Estate
from modules.variable import ValueType

_SUFFIX = ".json"


class Promise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a variable was promised to be: what it holds, and what it is read as."""

    holds: str
    type: ValueType


class Contract(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an application was promised, and the form of a committed file.

    Attributes:
        application: its name in the spec.
        runs_in: the codes of the Regions in which it has a role and parameters.
        variables: by their names; the same in every Region. No values: those may change, and differ.
    """

    application: str
    runs_in: tuple[str, ...]
    variables: Mapping[str, Promise]


@dataclass(frozen=True)
class Difference:
    """One thing that is otherwise than committed.

    Attributes:
        application: whose contract.
        what: what is otherwise.
        breaking: whether an application that relies on what is committed may break; what is only new breaks
            none.
    """

    application: str
    what: str
    breaking: bool

    def __str__(self) -> str:
        return f"{self.application}: {self.what}"


def contracts_of(estate: Estate) -> dict[str, Contract]:
    """The contract of each application as the spec has it now."""
    found: dict[str, Contract] = {}
    for name, inputs in applications_of(estate).items():
        runs_in = tuple(region.code for region in regions_of(estate, inputs))
        variables = environment_of(estate, name, runs_in[0]).variables
        promises = {each.name: Promise(each.holds, each.type) for each in variables}
        found[name] = Contract(name, runs_in, dict(sorted(promises.items())))
    return found


def committed_in(folder: Path) -> dict[str, Contract]:
    """The contracts in a folder, by application; none where there is no folder.

    Raises:
        ContractError: a file can't be read, or is no contract.
    """
    return {path.stem: _read(path) for path in sorted(folder.glob(f"*{_SUFFIX}"))}


def _read(path: Path) -> Contract:
    try:
        contract = msgspec.json.decode(path.read_bytes(), type=Contract)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContractError(
            f"{path} is no contract: {error}; allowed is what futago env --write makes",
            next_command=f"git checkout HEAD -- {path}",
        ) from error
    if contract.application != path.stem:
        raise ContractError(f"{path} is the contract of '{contract.application}'; allowed is one file each")
    return contract


def differences(committed: Mapping[str, Contract], current: Mapping[str, Contract]) -> Iterator[Difference]:
    """What is otherwise now, by application, Region and variable."""
    for application in sorted(committed.keys() | current.keys()):
        if application not in current:
            yield Difference(application, "the application is gone, with every variable", breaking=True)
        elif application not in committed:
            yield Difference(application, "no contract is committed", breaking=False)
        else:
            before, now = committed[application], current[application]
            yield from _of_regions(application, before.runs_in, now.runs_in)
            yield from _of_variables(application, before.variables, now.variables)


def _of_regions(application: str, committed: Sequence[str], current: Sequence[str]) -> Iterator[Difference]:
    for code in sorted({*committed} - {*current}):
        what = f"it runs in {code} no more, and its role and parameters there are gone"
        yield Difference(application, what, breaking=True)
    for code in sorted({*current} - {*committed}):
        yield Difference(application, f"it runs in {code}, too", breaking=False)


def _of_variables(
    application: str, committed: Mapping[str, Promise], current: Mapping[str, Promise]
) -> Iterator[Difference]:
    for name in sorted(committed.keys() | current.keys()):
        before, now = committed.get(name), current.get(name)
        if before is None:
            yield Difference(application, f"{name} is new", breaking=False)
        elif now is None:
            yield Difference(application, f"{name} is gone: the {before.holds}", breaking=True)
        elif before.type != now.type:
            what = f"{name} is now to be read as {now.type}, and was {before.type}"
            yield Difference(application, what, breaking=True)
        elif before.holds != now.holds:
            what = f"{name} now holds the {now.holds}; before, the {before.holds}"
            yield Difference(application, what, breaking=True)


def write(folder: Path, current: Mapping[str, Contract]) -> None:
    """Make the folder hold these contracts and no others.

    Args:
        folder: where contracts lie.
        current: all of them, by application.

    Raises:
        ContractError: the folder can't be written to, or holds something else.
    """
    gone = committed_in(folder).keys() - current.keys()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for application, contract in current.items():
            text = msgspec.json.format(msgspec.json.encode(contract), indent=2)
            write_whole(folder / f"{application}{_SUFFIX}", text.decode() + "\n")
        for application in gone:
            (folder / f"{application}{_SUFFIX}").unlink()
    except OSError as error:
        raise ContractError(f"{folder} can't be written to: {error}") from error
