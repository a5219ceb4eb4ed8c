"""The passphrase that pages on a network ask for: kept as an argon2 hash, readable by its owner."""

from __future__ import annotations

import os
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kneewise.model.errors import StoreError, UsageError
from kneewise.model.words import say

FILE = "passphrase"

SHORTEST = 8
LONGEST = 256
"""Our choice. Wrong guesses are looked at some 1,500 times a day at most (`login.py`): of 8 random
letters that is a part in 10^8 a day. What is longer than 256 is no passphrase but a burden."""

ROOM = "kneewise.web"


def stored(home: Path) -> str | None:
    """The hash kept in a home; None where no passphrase was said yet. Raises StoreError."""
    try:
        return (home / FILE).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(say(ROOM, "passphrase.unreadable", file=home / FILE)) from error


def keep(home: Path, passphrase: str) -> str:
    """Keep the hash of a new passphrase and return it. Raises UsageError, StoreError."""
    if not SHORTEST <= len(passphrase) <= LONGEST:
        raise UsageError(say(ROOM, "passphrase.length", shortest=SHORTEST, longest=LONGEST))
    hashed = PasswordHasher().hash(passphrase)
    new = home / f"{FILE}.new"
    try:
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(hashed + "\n")
        new.replace(home / FILE)
    except OSError as error:
        raise StoreError(say(ROOM, "passphrase.unwritable", file=home / FILE)) from error
    return hashed


def matches(hashed: str, said: str) -> bool:
    """Whether that is the passphrase; takes the time and memory argon2 is made to take."""
    if len(said) > LONGEST:
        return False
    try:
        return PasswordHasher().verify(hashed, said)
    except (VerificationError, InvalidHashError):
        return False
