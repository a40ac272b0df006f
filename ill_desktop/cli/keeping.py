"""The commands that look after the library itself."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ill_desktop.cli.line import ACTOR, Command, Line
from ill_desktop.clock import Clock, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.keeping import key_code, manifest, salvage
from ill_desktop.keeping.reading import Listed, listed
from ill_desktop.keeping.restore import Key, restore
from ill_desktop.keeping.sealing import ENDING
from ill_desktop.paths import Folder
from ill_desktop.words import Words


def _backup(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        folder, key = desk.ground.folder, desk.ground.folder.key
        if asked.output and folder.owns(asked.output) and asked.output.resolve() != folder.backups.resolve():
            raise Refusal("output.own", file=str(asked.output))
        result = desk.keeping.backup(ACTOR, asked.output, line.progress())
    size = f"{result.size / (1 << 20):,.1f}"
    print(line.say("cli.done.backup", folder=result.folder, size=size, documents=result.documents, key=key))
    if result.second:
        print(line.say("cli.done.backup_second", folder=result.second))
    return line.fail(line.say.refusal(result.problem)) if result.problem else 0


def _backups(line: Line, _asked: argparse.Namespace) -> int:
    problem = None
    try:
        with line.desk() as desk:
            found = [*desk.keeping.backups(), *desk.keeping.copies()]
    except Refusal as refusal:  # they are needed most when the library does not open
        found, problem = listed(Folder(line.root).backups), refusal
    for each in found:
        print(_line(line, each))
    return line.fail(line.say.refusal(problem)) if problem else 0


def _line(line: Line, each: Listed) -> str:
    made_at = _local(each.made_at) if each.made_at else "—"
    if each.manifest is not None:
        size = f"{each.manifest.whole_size / (1 << 20):9,.1f}"
        return line.say("cli.done.backups", made_at=made_at, size=size, name=each.folder)
    kind = "sealed" if each.sealed else "unsealed"
    return line.say(f"cli.done.backups_{kind}", made_at=made_at, name=each.folder)


def _local(instant: str) -> str:
    return f"{Clock().local(utc_time(instant)):%Y-%m-%d %H:%M}"


def _verify(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        findings = desk.keeping.verify(ACTOR, asked.head or "")
        if findings and asked.live_with is not None:
            desk.keeping.live_with(ACTOR, findings, asked.live_with)
    for finding in findings:
        print(finding.line(line.say))
    if findings and asked.live_with is not None:
        print(line.say("cli.done.verify_known", count=len(findings)))
    if findings:
        return 1
    print(line.say("cli.done.verify", folder=line.root))
    return 0


def _restore(line: Line, asked: argparse.Namespace) -> int:
    source = _source(line.root, asked.backup)
    root = asked.into or line.root
    _sealed(source, asked.passphrase)
    if asked.into and asked.into.exists() and any(asked.into.iterdir()):
        raise Refusal("restore.into", folder=str(asked.into))
    try:
        mark = restore(
            *(source, root, lambda _ground: ACTOR),
            passphrase=_passphrase(line) if asked.passphrase else "",
            key=_key(line.root if asked.into else None, asked),
            progress=line.progress(),
            unsealed=asked.unsealed,
        )
    except Refusal as refusal:
        return _refused(line, refusal)
    _tell(line, "restore", source=source, made_at=_local(mark.made_at) if mark.made_at else "—")
    if (aside := Folder(root).aside / mark.aside).exists():
        _tell(line, "restore_aside", aside=aside)
    if mark.mended:
        _tell(line, "restore_mended", count=mark.mended)
    if mark.kept_out:
        _tell(line, "restore_kept_out", logins=mark.kept_out)
    _tell(line, "restore_series", series=mark.series)
    _tell(line, "restore_revoked", revoked=mark.revoked)
    _tell(line, "restore_held", held=mark.held)
    for shift in mark.shifts:
        _tell(line, "restore_shift", till=shift.till, opened_at=_local(shift.opened_at))
    return 0


def _salvage(line: Line, asked: argparse.Namespace) -> int:
    if asked.csv is not None:
        saved = salvage.to_csv(line.root, asked.csv, line.progress())
        _tell(line, "salvage_csv", folder=asked.csv, rows=f"{saved.rows:,}", tables=saved.tables)
    else:
        saved = salvage.to_library(
            *(line.root, lambda _ground: ACTOR),
            profile=asked.profile or "",
            key=_key(None, asked),
            progress=line.progress(),
        )
        assert saved.mark is not None  # it became a library, or was refused
        aside = Folder(line.root).aside / saved.mark.aside
        _tell(
            line, "salvage", rows=f"{saved.rows:,}", tables=saved.tables, lost=len(saved.losses), aside=aside
        )
        if saved.assumed:
            _tell(line, "salvage_assumed", names=", ".join(saved.assumed))
        _tell(line, "restore_series", series=saved.mark.series)
        _tell(line, "restore_held", held=saved.mark.held)
    for loss in saved.losses:
        _tell(line, "salvage_lost", table=loss.table, backup=f"{loss.from_backup:,}")
    for finding in saved.findings:
        print(finding.line(line.say))
    return 1 if saved.losses or saved.findings or saved.assumed else 0


def _tell(line: Line, key: str, **facts: object) -> None:
    print(line.say(f"cli.done.{key}", **facts))


def _source(root: Path, asked: Path | None) -> Path:
    """The backup that was named, by its folder or its bare name; else the newest."""
    backups = Folder(root).backups
    if asked is not None:
        return asked if asked.exists() or not (backups / asked).exists() else backups / asked
    found = listed(backups)
    if not found:
        raise Refusal("backup.nothing")
    return found[0].folder


def _sealed(source: Path, asked: bool) -> None:
    """Raise Refusal ``backup.sealed`` for an encrypted copy that nobody gives a passphrase for."""
    if not asked and (source / (manifest.NAME + ENDING)).is_file():
        raise Refusal("backup.sealed", name=source.name)


def _passphrase(line: Line) -> str:
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(line.say("cli.password") + " ")
    return sys.stdin.readline().rstrip("\r\n")


def _key(beside: Path | None, asked: argparse.Namespace) -> Key:
    """The key asked for: a file of its bytes or with its code, else that of the library beside.

    Raises Refusal ``key.code``.
    """
    if asked.key is not None:
        return Key(given=key_code.from_file(asked.key.read_bytes()))
    if beside is not None and not asked.new_key and Folder(beside).key.exists():
        return Key(given=Folder(beside).key.read_bytes())
    return Key(fresh=asked.new_key)


def _refused(line: Line, refusal: Refusal) -> int:
    """The sentence, and what was found behind it."""
    for finding in refusal.facts.get("findings", ()):
        print(finding.line(line.say), file=sys.stderr)
    return line.fail(line.say.refusal(refusal))


def _drill(line: Line, asked: argparse.Namespace) -> int:
    source = _source(line.root, asked.backup)
    _sealed(source, asked.passphrase)
    passphrase = _passphrase(line) if asked.passphrase else ""
    with line.desk() as desk:
        try:
            done = desk.keeping.drill(ACTOR, source, passphrase, line.progress())
        except Refusal as refusal:
            return _refused(line, refusal)
    _tell(
        *(line, "drill"),
        name=done.backup.name,
        made_at=_local(done.made_at),
        seconds=f"{done.seconds:.1f}",
        postings=f"{done.counts['posting']:,}",
        documents=done.documents,
    )
    return 0


def _key_code(line: Line, _asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        print(desk.keeping.key_code(ACTOR))
    return 0


def add(command: Command, say: Words) -> None:
    """Backup, restore and verification."""
    backup = command("backup", _backup)
    backup.add_argument("-o", "--output", type=Path, metavar="DIR", help=say("cli.help.backup_output"))
    command("backups", _backups)
    back, drill = command("restore", _restore), command("drill", _drill)
    for each in (back, drill):
        text = say("cli.help.restore_backup")
        each.add_argument("backup", type=Path, nargs="?", metavar="BACKUP", help=text)
        each.add_argument("--passphrase", action="store_true", help=say("cli.help.restore_passphrase"))
    back.add_argument("--into", type=Path, metavar="DIR", help=say("cli.help.restore_into"))
    back.add_argument("--unsealed", action="store_true", help=say("cli.help.restore_unsealed"))
    saving = command("salvage", _salvage)
    saving.add_argument("--csv", type=Path, metavar="DIR", help=say("cli.help.salvage_csv"))
    saving.add_argument("--profile", metavar="CODE", help=say("cli.help.salvage_profile"))
    for each in (back, saving):
        each.add_argument("--key", type=Path, metavar="FILE", help=say("cli.help.restore_key"))
        each.add_argument("--new-key", action="store_true", help=say("cli.help.restore_new_key"))
    checking = command("verify", _verify)
    checking.add_argument("--head", metavar="HASH", help=say("cli.help.verify_head"))
    checking.add_argument("--live-with", metavar="REASON", help=say("cli.help.verify_live_with"))
    command("key-code", _key_code)
