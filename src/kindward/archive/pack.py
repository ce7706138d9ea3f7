"""The zip that a person takes along: JSON to come back with, tables to read, FHIR for others."""

import io
import zipfile
import zlib
from typing import Final

from kindward.archive.fhir import bundle
from kindward.archive.readme import readme
from kindward.archive.tables import tables
from kindward.archive.unpack import MOST_RATIO, RECORD
from kindward.journal import Record, write

_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can tell; the same always, so that the same record is the same bytes."""

_UNIX: Final = 3
_PRIVATE: Final = 0o100600 << 16


def files(record: Record) -> dict[str, bytes]:
    """Every file of an export by its name."""
    return {
        "README.txt": readme(record).encode(),
        RECORD: write(record),
        **tables(record),
        "fhir.json": bundle(record),
    }


def pack(record: Record) -> bytes:
    """The export of a record as one zip; `unpack(pack(record)) == record`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files(record).items():
            told = zipfile.ZipInfo(name, _DATE)
            told.create_system, told.external_attr = _UNIX, _PRIVATE
            told.compress_type = _method(content)
            archive.writestr(told, content)
    return packed.getvalue()


def _method(content: bytes) -> int:
    """Deflated, unless it would become so small that `unpack` takes it for a bomb."""
    if len(content) > len(zlib.compress(content)) * MOST_RATIO // 2:
        return zipfile.ZIP_STORED
    return zipfile.ZIP_DEFLATED
