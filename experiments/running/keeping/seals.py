"""Checksums of what is kept: a bit that has turned over on a disk changes no answer without being noticed.

Pages of a Parquet file have checksums of their own, its footer has none, and a damaged footer can give other numbers.
So each part has a file `NAME.sha256` beside it, as `sha256sum` writes and checks it; a loose run ends with the hash of
what stands before. What earlier versions kept has neither, and is still read.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

SEAL = ".sha256"
DIGEST = 32  # bytes
END_OF_STREAM = b"\xff\xff\xff\xff\0\0\0\0"
"""How a loose run ends that an earlier version kept: as an Arrow stream does."""


def seal_of(part: Path) -> Path:
    """The file with the checksum of a part."""
    return part.with_suffix(SEAL)


def seal_line(file: Path, name: str) -> bytes:
    """What stands in it, when the part is in `file` and is to be called `name`."""
    with file.open("rb") as content:
        return f"{hashlib.file_digest(content, 'sha256').hexdigest()}  {name}\n".encode()


def intact(part: Path) -> bool | None:
    """Whether a part holds the bytes that were written; None when nothing says which they were."""
    try:
        line = seal_of(part).read_bytes()
    except FileNotFoundError:
        return None
    return line == seal_line(part, part.name)


def sealed(content: bytes) -> bytes:
    """Bytes with their hash at the end."""
    return content + hashlib.sha256(content).digest()


def unsealed(data: bytes) -> bytes:
    """The bytes without their hash; `ValueError` when they are not those that were written."""
    if data.endswith(END_OF_STREAM):
        return data
    content, digest = data[:-DIGEST], data[-DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("its checksum is another")
    return content
