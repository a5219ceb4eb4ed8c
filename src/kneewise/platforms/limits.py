"""How much an archive may ask of the machine before it is refused. All limits are our choice."""

from __future__ import annotations

MAX_MEMBER_BYTES = 512 * 1024**2
"""One activity file, unpacked. A day at one sample a second is 5 MB of FIT and 60 MB of GPX."""

MAX_STREAM_BYTES = 64 * 1024**3
"""A table read as a stream. Ten years of Apple Health are 1 to 5 GB of XML."""

MAX_TABLE_BYTES = 256 * 1024**2
"""A table of a platform read at once: 20,000 Strava activities are about 10 MB."""

MAX_RATIO = 250
"""Unpacked to packed bytes. Apple's XML packs 20 to 40 times, the most repetitive GPX about 100;
deflate ends at 1032, which only bombs come near."""

RATIO_FREE_BYTES = 16 * 1024**2
"""Below this the ratio is not asked: small files of one repeated value are harmless."""

MAX_ENTRIES = 500_000
"""Entries of one archive, nested ones included. Garmin's export of ten years has about 100,000."""

MAX_TOTAL_BYTES = 256 * 1024**3
"""All members of one archive, nested ones included, unpacked."""

MAX_DEPTH = 3
"""Archive in archive in archive: Garmin nests twice, a zip around the export makes three."""

SPOOL_BYTES = 16 * 1024**2
"""A nested archive up to this size stays in memory; a larger one waits in a temporary file."""

MAX_PROLOGUE_BYTES = 1024**2
"""Where the root element of an XML export must have begun; Apple's own DTD is 8 kB."""
