"""Make a checkout ready: system libraries, ``.venv`` from the lock, compiled code and window texts.

    python3 packaging/prepare.py [window] [tests] [package]

It needs a Python and nothing else, does only what is missing, and may be run as often as one likes. The
words add what a window, the tests or the packager need. Exit code 0: ready; 1: somebody must do what it says.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# The lock's digest, Python's version, the checkout, a line each. Written last: without it, half made.
STAMP = VENV / "prepared"
EXTRAS = {"window", "tests", "package"}
OLDEST_PYTHON = (3, 11)
OLDEST_GLIBC = (2, 34)


class Missing(Exception):
    """What a person must do before it can go on, in words."""


class Need(NamedTuple):
    """A shared library (``….so.1``), a module of Python's own or a program, and Debian's package for it."""

    name: str
    package: str
    without: str = ""  # what does not work when it is missing; empty: nothing does
    module: bool = False

    def is_here(self, python: str) -> bool:
        if ".so." in self.name:
            try:
                ctypes.CDLL(self.name)
            except OSError:
                return False
            return True
        if self.module:
            return run(python, "-c", f"import {self.name}").returncode == 0
        return shutil.which(self.name) is not None


QT = [
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libGL.so.1", "libgl1"),
    Need("libEGL.so.1", "libegl1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
]
X11 = [
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
]
WAYLAND = [Need("libwayland-cursor.so.0", "libwayland-cursor0")]
TESTS = [
    Need("pdftotext", "poppler-utils", "the tests that read printed papers fail"),
    Need("chromium", "chromium", "the tests of the phone page in a browser fail"),
    Need("chromedriver", "chromium-driver", "the tests of the phone page in a browser fail"),
]
# What is not called as in Debian.
ELSEWHERE = {"poppler-utils": "poppler", "chromium-driver": "chromedriver"}
PRINTING = [Need("libcups.so.2", "libcups2", "the program finds no printer")]
BUILD = [Need("objdump", "binutils")]


def say(line: str) -> None:
    print(line, flush=True)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run quietly; the caller shows the output when it matters."""
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def tail(text: str, lines: int = 15) -> str:
    return "\n".join("    " + line for line in text.strip().splitlines()[-lines:])


# The machine


def find_python() -> str:
    """A Python new enough, outside any virtual environment: this one if it is, else the first on PATH."""
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return str(getattr(sys, "_base_executable", None) or sys.executable)
    for minor in range(OLDEST_PYTHON[1], 20):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    how = {"darwin": "brew install python@3.12", "win32": "winget install Python.Python.3.12"}
    debian = "sudo apt-get install python3.11 python3.11-venv"
    here = platform.python_version()
    raise Missing(f"Python 3.11 or newer is needed; this is {here}.\n    {how.get(sys.platform, debian)}")


def version_of(python: str | Path) -> str:
    """Like ``3.11``; empty when it does not run."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        return run(str(python), "-I", "-c", ask).stdout.strip()
    except OSError:
        return ""


def needs(extras: set[str], python: str, with_venv: bool) -> list[Need]:
    """Everything this machine has to offer for what is asked."""
    wanted: list[Need] = []
    if sys.platform == "linux":
        wanted += QT
        if "window" in extras and os.environ.get("DISPLAY"):
            wanted += X11 + PRINTING
        elif "window" in extras and os.environ.get("WAYLAND_DISPLAY"):
            wanted += WAYLAND + PRINTING
        if "package" in extras:
            version = version_of(python)
            wanted += [*BUILD, Need(f"libpython{version}.so.1.0", f"libpython{version}")]
    if "tests" in extras:
        wanted += TESTS
    if with_venv:
        wanted.append(Need("ensurepip", f"python{version_of(python)}-venv", module=True))
    return wanted


def install_with_apt(packages: list[str]) -> None:
    """As root on Debian. Raises Missing with what apt said."""
    say("Installing system packages: " + " ".join(packages))
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    # A root shell opened with plain `su` lacks the folders dpkg works with.
    os.environ["PATH"] += ":/usr/local/sbin:/usr/sbin:/sbin"
    patient = ("-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")
    # A list that cannot be fetched need not matter: the installation below decides.
    update = run("apt-get", *patient, "update")
    done = run("apt-get", *patient, "install", "--yes", "--no-install-recommends", *packages)
    if done.returncode:
        said = update.stdout * bool(update.returncode) + done.stdout
        raise Missing(f"apt-get could not install {' '.join(packages)}:\n{tail(said)}")


def how_to_install(packages: list[str]) -> str:
    names = " ".join(packages)
    if sys.platform == "darwin":
        return "brew install " + " ".join(ELSEWHERE.get(name, name) for name in packages)
    if sys.platform == "win32":
        called = ", ".join(ELSEWHERE.get(name, name) for name in packages)
        return f"install {called} and put their folders on PATH"
    if shutil.which("apt-get"):
        return "sudo apt-get update && sudo apt-get install --no-install-recommends " + names
    return "install what your system calls " + names


def provide(wanted: list[Need], python: str) -> None:
    """Install what is missing, or say how. Raises Missing when it cannot go on without."""
    lacking = [need for need in wanted if not need.is_here(python)]
    if lacking and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        install_with_apt([need.package for need in lacking])
        lacking = [need for need in lacking if not need.is_here(python)]
    for need in lacking:
        if need.without:
            say(f"{need.name} is missing: {need.without}.\n    {how_to_install([need.package])}")
    needed = [need for need in lacking if not need.without]
    if needed:
        names = ", ".join(need.name for need in needed)
        how = how_to_install([need.package for need in needed])
        raise Missing(f"Missing on this machine: {names}. Then run the same command again:\n    {how}")


def check_glibc() -> None:
    """Qt's wheels are built for glibc 2.34; without this, pip only says that it found no version at all."""
    if sys.platform != "linux":
        return
    name, version = platform.libc_ver()
    if name != "glibc" or tuple(map(int, version.split("."))) < OLDEST_GLIBC:
        raise Missing(f"Qt needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04); here is {name} {version}.")


# The environment


def digest() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def made_from() -> str:
    """The digest of the lock that .venv was made from; empty when it has to be made anew.

    That is so when it is missing, half made, moved (its scripts name the old place), or its Python is gone.
    """
    try:
        lock, python, root = STAMP.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    return lock if root == str(ROOT) and python == version_of(PYTHON) else ""


def make_venv(python: str) -> None:
    """Raises Missing with what venv said."""
    say(f"Making .venv with Python {version_of(python)}")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    done = run(python, "-m", "venv", str(VENV))
    if done.returncode:
        raise Missing("No virtual environment could be made:\n" + tail(done.stdout))


def install_lock() -> None:
    """Exactly the packages of the lock, by hash; nothing is built here. Raises Missing with what pip said."""
    total = sum("==" in line for line in LOCK.read_text("utf-8").splitlines())
    say(f"Installing {total} packages from requirements.lock (some 200 MB the first time)")
    STAMP.unlink(missing_ok=True)
    options = "--require-hashes --no-deps --only-binary :all: --no-input --disable-pip-version-check"
    command = [str(PYTHON), "-I", "-m", "pip", "install", *options.split(), "--progress-bar", "off"]
    said = []
    live = sys.stdout.isatty()
    with subprocess.Popen(
        [*command, "-r", str(LOCK)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            said.append("" if line.startswith("Requirement already") else line)
            if live and line.startswith("Collecting "):
                print("\r\033[K    " + line.split()[1], end="", flush=True)
    print("\r\033[K" if live else "", end="")
    if pip.returncode:
        raise Missing("pip could not install the packages (is there a network?):\n" + tail("".join(said)))
    STAMP.write_text(f"{digest()}\n{version_of(PYTHON)}\n{ROOT}\n", "utf-8")


def compile_all() -> None:
    """Bytecode and window texts, so that the first start is as fast as the second."""
    # A file that does not compile is shown by whoever runs it, with its line.
    run(str(PYTHON), "-m", "compileall", "-qq", "db", "ill_desktop", "ui")
    for texts in (ROOT / "resources" / "i18n").glob("*.ts"):
        compiled = texts.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime <= texts.stat().st_mtime:
            done = run(str(PYTHON), "packaging/translations.py", "compile")
            if done.returncode:
                raise Missing("The window texts could not be compiled:\n" + tail(done.stdout))


def prepare(extras: set[str]) -> None:
    """Raises Missing."""
    python = find_python()
    check_glibc()
    lock = made_from()
    provide(needs(extras, python, with_venv=not lock), python)
    if not lock:
        make_venv(python)
    if lock != digest():
        install_lock()
    compile_all()


def main(arguments: list[str]) -> int:
    if set(arguments) - EXTRAS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        prepare(set(arguments))
    except Missing as missing:
        print(f"\n{missing}\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next run takes up what was left half done.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
