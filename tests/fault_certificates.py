"""Certificates for the fault server, made with the `openssl` program: good ones, and each way of being wrong."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
# `openssl ca` is the one command of all versions that dates a certificate in the past.
CONFIGURATION = """
[ca]
default_ca = here
[here]
dir = {folder}
database = $dir/index.txt
new_certs_dir = $dir
serial = $dir/serial
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
"""


class Certificates:
    """A root that a test can trust (`root`, a PEM file), and server contexts by kind.

    Kinds: `good`; `expired`; `wrong-name` (issued for another host); `self-signed`; `gap` (issued by an intermediate
    that the server does not send). All but `wrong-name` are for 127.0.0.9 and localhost.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, folder / "root.pem"
        (folder / "ca.cnf").write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
        (folder / "index.txt").write_text("", encoding="utf-8")
        (folder / "serial").write_text("1000\n", encoding="utf-8")
        self._authority("root")
        self._authority("middle", "-CA", str(self.root), "-CAkey", str(folder / "root.key"))
        self.kinds = {
            "good": self._leaf("good", "root"),
            "expired": self._leaf("expired", "root", "20200101000000Z", "20200201000000Z"),
            "wrong-name": self._leaf("wrong-name", "root", names="DNS:elsewhere.example"),
            "gap": self._leaf("gap", "middle"),
            "self-signed": self._own(),
        }

    @staticmethod
    def possible() -> bool:
        return shutil.which("openssl") is not None

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True, timeout=60)

    def _authority(self, name: str, *issuer: str) -> None:
        extensions = ("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
        subject = ("-subj", f"/CN=Fault server {name}")
        if not issuer:
            self._openssl("req", "-x509", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.pem", *subject, *extensions)
            return
        self._openssl("req", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", *subject, *extensions)
        self._issue(name, "root")

    def _issue(self, name: str, issuer: str, start: str = "", end: str = "") -> None:
        dates = ("-startdate", start, "-enddate", end) if start else ("-days", "30")
        self._openssl(
            *("ca", "-batch", "-config", "ca.cnf", "-cert", f"{issuer}.pem", "-keyfile", f"{issuer}.key"),
            *("-in", f"{name}.csr", "-out", f"{name}.pem", "-notext", *dates),
        )

    def _leaf(self, name: str, issuer: str, start: str = "", end: str = "", names: str = "") -> ssl.SSLContext:
        hosts = f"subjectAltName={names or 'IP:127.0.0.9,DNS:localhost'}"
        request = ("req", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        self._openssl(*request, "-addext", hosts)
        self._issue(name, issuer, start, end)
        return self._context(name)

    def _own(self) -> ssl.SSLContext:
        request = ("req", "-x509", *KEY, "-keyout", "own.key", "-out", "own.pem", "-subj", "/CN=127.0.0.9")
        self._openssl(*request, "-addext", "subjectAltName=IP:127.0.0.9", "-days", "30")
        return self._context("own")

    def _context(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return context
