"""Files that go out of a page, with the sentences that go with them.

A form alone gets the file and finds the sentences on the next page; a script gets them in a
header and shows them at once.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence

from fastapi import Request, Response

from kneewise.exports.leaving import ExportedFile
from kneewise.web.page import back_to, carry

SAID_HEADER = "Kneewise-Said"
BY_SCRIPT = "Kneewise-Script"
ZIPPED_ON = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say: the same workouts give the same bytes."""


def handed_on(request: Request, file: ExportedFile | None, said: Sequence[str]) -> Response:
    """The file as a download; without one back to the page, which says why."""
    if file is None:
        return back_to("/plan", " ".join(said))
    response = Response(file.data, media_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    if BY_SCRIPT in request.headers:
        response.headers[SAID_HEADER] = json.dumps(list(said), ensure_ascii=True)
    else:
        carry(response, " ".join(said))
    return response


def as_one_file(files: Sequence[ExportedFile], name: str) -> ExportedFile | None:
    """One file as it is, several in a zip of that name, None for none."""
    if len(files) <= 1:
        return files[0] if files else None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for file in files:
            out.writestr(zipfile.ZipInfo(file.name, ZIPPED_ON), file.data)
    return ExportedFile(name, "application/zip", packed.getvalue())
