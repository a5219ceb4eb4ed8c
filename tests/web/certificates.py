"""Certificates of our own, made by openssl as a runner would; ends in the past where asked."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
AUTHORITY = """
[ca]
default_ca = own
[own]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
"""


def openssl(*arguments: str | Path) -> None:
    """Run it; the test skips where it is not installed, never in CI."""
    if shutil.which("openssl") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must serve over https, and openssl is not there")
        pytest.skip("there is no openssl")
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def make_pair(
    folder: Path, *names: str, locked: bool = False, usage: str | None = None
) -> tuple[Path, Path]:
    """A self-made certificate for these names (`IP:…`, `DNS:…`) and its key, good for two days."""
    folder.mkdir(parents=True, exist_ok=True)
    cert, key = folder / "cert.pem", folder / "key.pem"
    kept = ["-passout", "pass:a password of the key"] if locked else ["-nodes"]
    named = ["-addext", f"subjectAltName={','.join(names)}"] if names else []
    used = ["-addext", f"extendedKeyUsage={usage}"] if usage else []
    files = ["-keyout", key, "-out", cert]
    openssl("req", "-x509", *KEY, *kept, *files, "-days", "2", "-subj", "/CN=k", *named, *used)
    return cert, key


def make_old_pair(folder: Path, begins: str, ends: str) -> tuple[Path, Path]:
    """A certificate of other days, as `20200101000000Z`."""
    folder.mkdir(parents=True, exist_ok=True)
    cert, key, asked = folder / "cert.pem", folder / "key.pem", folder / "asked.pem"
    config = folder / "authority.cnf"
    config.write_text(AUTHORITY.format(folder=folder), encoding="ascii")
    (folder / "index.txt").touch()
    openssl("req", "-new", *KEY, "-nodes", "-keyout", key, "-out", asked, "-subj", "/CN=k")
    days = ["-startdate", begins, "-enddate", ends]
    files = ["-in", asked, "-out", cert, "-keyfile", key]
    openssl("ca", "-batch", "-selfsign", "-config", config, *files, *days)
    return cert, key
