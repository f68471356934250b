"""A tree of source files as large as wanted: code without a Region, and some with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

FOUND = "ap-northeast-1"
"""The string that one file in ``WITH_FINDINGS`` holds, twice."""
WITH_FINDINGS = 100
"""One file in so many has findings: two."""
WITH_ORDERS = 1000
"""One in so many has a number that is looked at and is no account's."""

_FOLDER_FILES = 20
_AREA_FOLDERS = 100
_POOL_LINES = 60_000
_SIZES = (0.2, 0.4, 0.6, 1.0, 1.3, 2.5)
"""Sizes of files, as parts of the mean."""
_SUFFIXES = ("py", "go", "java", "kt", "ts", "js", "yaml", "json", "properties", "tf")
_WORDS = (
    *("ledger", "receipt", "merchant", "balance", "posting", "session", "limit", "notice", "transfer"),
    *("settle", "refund", "capture", "token", "batch", "window", "cursor", "retry", "queue"),
    *("worker", "handler", "reader", "writer", "schema", "record", "column", "filter", "client", "server"),
)
_TEMPLATES = (
    "    {0}_{1} = {2}.{3}({4}, {5}={6})\n",
    "        if {0}.{1} is None or len({2}) > {n}:\n",
    "    return [{0} for {0} in self.{1} if {0}.{2} != '{3}']\n",
    "  {0}{1}: {{ {2}: '{3}', {4}: {n} }}\n",
    "// {0} the {1} before the {2} is {3}, unless {4} says {5}\n",
    "\tfor _, {0} := range {1}.{2}({3}) {{\n",
    '    "{0}-{1}": "{2} {3} {4}",\n',
    "\n",
)
_FINDINGS = (
    f'client = connect("ledger", region_name="{FOUND}")\n'
    f'queue = "https://sqs.{FOUND}.amazonaws.com/123456789012/receipts"\n'
)
_ACCOUNTS = "    account = accounts.get(owner.account_id)\n"
_ORDERS = '    order_number = "202611220001"\n'


def write_tree(folder: Path, files: int, total_bytes: int, announce: Callable[[str], None]) -> None:
    """Write a repository of so many files and bytes, always the same.

    One file in 5 speaks of accounts, one in 1,000 has an order's twelve digits, one in 100 has two findings.
    """
    announce(f"writing {files:,} files of {total_bytes / 1e9:g} GB")
    random = Random(7)  # noqa: S311 # nothing secret
    pool = "".join(_lines(random)).encode()
    (folder / ".git").mkdir(parents=True)
    (folder / ".gitignore").write_text("*.log\n/build/\n__pycache__/\n.env.local\ncoverage/\n*.tmp\n")
    for number in range(files):
        directory = _directory(folder, number)
        if number % _FOLDER_FILES == 0:
            directory.mkdir(parents=True)
        size = int(total_bytes / files * random.choice(_SIZES))
        start = random.randrange(len(pool) - size)
        text = pool[start : start + size] + b"\n" + _signs(number).encode()
        (directory / f"file{number % _FOLDER_FILES:02}.{_SUFFIXES[number % 7]}").write_bytes(text)


def _directory(root: Path, number: int) -> Path:
    folder = number // _FOLDER_FILES
    return root / f"area{folder // _AREA_FOLDERS:03}" / f"service{folder % _AREA_FOLDERS:02}"


def _lines(random: Random) -> Iterator[str]:
    for _ in range(_POOL_LINES):
        yield random.choice(_TEMPLATES).format(*random.choices(_WORDS, k=7), n=random.randrange(100))


def _signs(number: int) -> str:
    accounts = _ACCOUNTS if number % 5 == 0 else ""
    orders = _ORDERS if number % WITH_ORDERS == 0 else ""
    return accounts + orders + (_FINDINGS if number % WITH_FINDINGS == 0 else "")
