"""The certificate the page shows to phones: one the program makes for itself, or one given as files.

Its own is made anew when it runs out or when the page gets another address; it lies beside the database, with
its key in one file that only the owner can read. Phones do not know it and say so once: a library that has
a certificate for its name gives it as files.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground

if TYPE_CHECKING:
    from cryptography import x509

DAYS = 730
RENEW_DAYS = 30
BACKDATED = dt.timedelta(hours=1)  # a phone's clock may be a little slow


@dataclass(frozen=True)
class Certificate:
    """``fingerprint`` is SHA-256 in pairs of digits, ``expires_at`` a UTC instant, ``names`` the names and
    addresses it stands for; ``key`` may be the same file."""

    file: Path
    key: Path
    names: tuple[str, ...]
    fingerprint: str
    expires_at: dt.datetime


def addresses() -> tuple[str, ...]:
    """This machine's own addresses without loopback, as phones would dial them; the likeliest first."""
    found: list[str] = []
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((far, 9))  # sends nothing: it only asks which address would be used
                found.append(str(probe.getsockname()[0]))
            except OSError:
                continue  # no way out in this family
    try:
        found += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None)]
    except OSError:
        found += []  # the machine has a name that nothing resolves
    plain = (address.partition("%")[0] for address in found)
    return tuple(dict.fromkeys(each for each in plain if not ipaddress.ip_address(each).is_loopback))


def names_for(settings: PageSettings) -> tuple[str, ...]:
    """What the page may be called: its address, this machine's, and the host of its base address."""
    from urllib.parse import urlsplit

    any_address = ipaddress.ip_address(settings.host).is_unspecified
    names = ["localhost", "127.0.0.1", "::1"]
    names += [*addresses(), socket.gethostname()] if any_address else [settings.host]
    if host := urlsplit(settings.base_address).hostname:
        names.append(host)
    return tuple(dict.fromkeys(plain for name in names if (plain := _ascii(name))))


def _ascii(name: str) -> str:
    """A name as it goes over the wire; empty for one that cannot."""
    try:
        return name.casefold() if ":" in name else name.encode("idna").decode().casefold()
    except UnicodeError:
        return ""


def ready(ground: Ground, settings: PageSettings) -> Certificate | None:
    """The certificate to serve with, its own made or renewed if need be; None where the page speaks plain.

    Raises Refusal beside ``certificate_file`` for given files that cannot be used.
    """
    if not settings.tls:
        return None
    if settings.certificate == "file":
        given = read(Path(settings.certificate_file), Path(settings.key_file))
        if given.expires_at <= ground.clock.now():
            raise Refusal("page.expired", "certificate_file", day=given.expires_at.date().isoformat())
        return given
    own, names = ground.folder.page_certificate, names_for(settings)
    kept = _readable(own, own)
    late = ground.clock.now() + dt.timedelta(days=RENEW_DAYS)
    if kept is None or kept.expires_at <= late or not set(names) <= set(kept.names):
        _make(own, names, ground.clock.now())
        kept = read(own, own)
    return kept


def current(ground: Ground, settings: PageSettings) -> Certificate | None:
    """The certificate as it is now, for showing; None when there is none yet or none is needed."""
    if not settings.tls:
        return None
    if settings.certificate == "file":
        return _readable(Path(settings.certificate_file), Path(settings.key_file))
    return _readable(ground.folder.page_certificate, ground.folder.page_certificate)


def _readable(file: Path, key: Path) -> Certificate | None:
    try:
        return read(file, key)
    except Refusal:
        return None


def read(file: Path, key: Path) -> Certificate:
    """What a certificate says. Raises Refusal ``page.file``."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    try:
        found = x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError) as problem:
        raise Refusal("page.file", "certificate_file") from problem
    digits = found.fingerprint(hashes.SHA256()).hex().upper()
    return Certificate(
        file,
        key,
        _names_in(found),
        ":".join(digits[place : place + 2] for place in range(0, len(digits), 2)),
        found.not_valid_after_utc,
    )


def _names_in(found: x509.Certificate) -> tuple[str, ...]:
    from cryptography import x509

    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    dialled = [str(address) for address in names.get_values_for_type(x509.IPAddress)]
    return (*names.get_values_for_type(x509.DNSName), *dialled)


def _make(file: Path, names: tuple[str, ...], now: dt.datetime) -> None:
    """A key (EC P-256) and a certificate signed with itself, which can sign nothing else."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ILL Desk phone page")])
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + dt.timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_only(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(identifier, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(file, certificate.public_bytes(serialization.Encoding.PEM) + secret)


def _signs_only() -> x509.KeyUsage:
    from cryptography import x509

    others = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    never = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(digital_signature=True, **dict.fromkeys((*others, *never), False))


def _general(name: str) -> x509.GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(file: Path, data: bytes) -> None:
    """Whole or not at all, readable by the owner only."""
    part = file.with_name(file.name + ".new")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)
    part.replace(file)
