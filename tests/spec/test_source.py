"""Files that are no specs are refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from futago.errors import SpecError, SpecNotFoundError
from futago.spec import load
from futago.spec.source import SIZE_MAX
from tests.spec_files import MINIMAL


def refusal(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "estate.yaml"
    path.write_bytes(content)
    with pytest.raises(SpecError) as caught:
        load(path)
    return str(caught.value).removeprefix(str(path))


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(SpecNotFoundError) as caught:
        load(tmp_path / "estate.yaml")
    assert f"there is no file {tmp_path / 'estate.yaml'}" == str(caught.value)


def test_folder(tmp_path: Path) -> None:
    """A folder is no spec."""
    with pytest.raises(SpecNotFoundError, match="is a folder; a spec is one YAML file"):
        load(tmp_path)


def test_path_with_nul() -> None:
    """A path that no system takes is refused as unreadable."""
    with pytest.raises(SpecNotFoundError, match="can't be read"):
        load(Path("estate\0.yaml"))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# only a comment\n", b"---\n", b"\xef\xbb\xbf"])
def test_empty_file(tmp_path: Path, content: bytes) -> None:
    """A file without content says how a spec starts."""
    message = refusal(tmp_path, content)
    assert message.endswith("; a spec is a mapping that starts with estate: <name>")


def test_file_that_is_too_large(tmp_path: Path) -> None:
    """A file over the limit is not read to its end."""
    assert ":1:1: the file is larger than 4 MiB; a spec has at most that" == refusal(
        tmp_path, b"#" * (SIZE_MAX + 1)
    )


def test_byte_that_is_not_utf_8(tmp_path: Path) -> None:
    """The place of the first byte that is not UTF-8 is told."""
    assert ":2:7: byte 0xe9 is not UTF-8; save the file in UTF-8" == refusal(
        tmp_path, b"estate: shop\n# caf\xe9\n".replace(b"caf", b"caf ")
    )


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-16", "UTF-16"), ("utf-16-be", "UTF-32"), ("utf-32-be", "UTF-32")]
)
def test_other_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    """UTF-16 and UTF-32 are named as what they are."""
    content = ("\0" if encoding == "utf-16-be" else "") + MINIMAL
    assert f":1:1: the file is in {name}; save it in UTF-8" == refusal(tmp_path, content.encode(encoding))


def test_nul(tmp_path: Path) -> None:
    """A NUL is pointed at."""
    assert ":1:11: character U+0000 is not allowed in YAML; remove it" == refusal(
        tmp_path, b"estate: sh\0p\n"
    )


def test_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    """A UTF-8 byte order mark is left out, and columns don't count it."""
    assert ":1:9: estate: 'Shop' is no name" in refusal(
        tmp_path, b'\xef\xbb\xbfestate: Shop\naccount: "123456789012"\n'
    )


def test_windows_line_ends(tmp_path: Path) -> None:
    """Lines may end as on Windows."""
    path = tmp_path / "estate.yaml"
    path.write_bytes(MINIMAL.replace("\n", "\r\n").encode())
    assert "shop" == load(path).estate.name
