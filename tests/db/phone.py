"""A phone without a screen: it keeps cookies, reads the forms of a page and sends them as a browser would."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.test import TestResponse

from db import connection
from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.desk import Desk
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import VISITOR, Profile
from ill_desktop.staff.rules import Actor
from ill_desktop.web.app import make_app
from ill_desktop.web.limits import Rate

LOCAL = PageSettings(on=True)
READER = {"name": "赵一鸣", "number": "22012345", "last_six": "12345X"}
PASSWORD = "rain12345"
REVIEWER = Actor("孙悦", "reviewer")
MANY = Rate(1_000_000, 1e6)


class _Compiled(BytecodeCache):
    """Templates that a test before has compiled: every test has a page of its own."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := self._known.get(bucket.key):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()


def app_of(desk: Desk, settings: PageSettings = LOCAL, pages: Rate = MANY, posts: Rate = MANY) -> Flask:
    """The page without its server; a bug becomes a page, as for readers."""
    app = make_app(desk, settings, pages, posts)
    app.jinja_env.bytecode_cache = COMPILED
    return app


def in_registry(desk: Desk, department: str = "信息学院", valid_until: str | None = None, **who: str) -> None:
    """Put somebody into the campus registry."""
    person = {**READER, **who}
    keyed = desk.ground.keyed("last_six", person["last_six"])
    with connection.transaction():
        connection.execute(
            "INSERT INTO registry_import (id, at, actor, file, added, updated, left_out) "
            "VALUES (1, '', '', '', 0, 0, 0) ON CONFLICT DO NOTHING"
        )
        connection.execute(
            "INSERT INTO registry_person (number, name, class, department, last_six, valid_until, import_id) "
            "VALUES (?, ?, 'graduate', ?, ?, ?, 1)",
            (person["number"], person["name"], department, keyed, valid_until),
        )


def home_id(desk: Desk) -> int:
    return queries.institutions(desk.library.home_institution)[0].id


def approved(desk: Desk, **changes: str) -> int:
    """A reader who may activate."""
    facts: dict[str, Any] = {
        **READER,
        "email": "zym@126.com",
        "mobile": "13957102231",
        "sex": "m",
        "unit": "",
        "class_": "graduate",
        "password": PASSWORD,
        "confirmation": PASSWORD,
    }
    institution = next(row for row in queries.institutions() if not row.automatic)
    profile = Profile(institution_id=institution.id, **{**facts, **changes})
    patron_id = desk.patrons.register_form(VISITOR, "campus_form", profile)
    desk.patrons.approve(REVIEWER, patron_id)
    return patron_id


@dataclass
class Form:
    """One form of a page: where it goes, what stands in it."""

    action: str = ""
    method: str = "get"
    values: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = Form(given.get("action") or "", (given.get("method") or "get").lower())
            self.forms.append(self._inside)
            return
        if self._inside is None:
            return
        name = given.get("name") or ""
        if tag == "select":
            self._select = name
            self._inside.names.add(name)
        elif tag == "option" and "selected" in given:
            self._inside.values[self._select] = given.get("value") or ""
        elif tag == "input" and name:
            self._inside.names.add(name)
            if given.get("type") != "radio" or "checked" in given:
                self._inside.values[name] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None


class Phone:
    """Opens pages and sends their forms; follows where it is sent."""

    def __init__(self, app: Flask, address: str = "127.0.0.1", language: str = "zh-CN") -> None:
        self.client: FlaskClient = app.test_client()
        self._environ = {"REMOTE_ADDR": address}
        self._headers = {"Accept-Language": language}
        self.page: TestResponse

    def open(self, path: str, **headers: str) -> TestResponse:
        self.page = self.client.get(
            path, headers={**self._headers, **headers}, environ_overrides=self._environ, follow_redirects=True
        )
        return self.page

    def look(self, path: str) -> TestResponse:
        """Fetch what a page shows; the page stays."""
        return self.client.get(path, headers=self._headers, environ_overrides=self._environ)

    def send(self, to: str = "", follow: bool = True, **answers: str) -> TestResponse:
        """Fill in the form of this page that goes ``to`` (default: the first by POST), and send it."""
        form = self.form(to)
        self.page = self.post(form.action, {**form.values, **answers}, follow)
        return self.page

    def post(self, path: str, answers: dict[str, str], follow: bool = True) -> TestResponse:
        return self.client.post(
            path,
            data=answers,
            headers=self._headers,
            environ_overrides=self._environ,
            follow_redirects=follow,
        )

    def form(self, to: str = "") -> Form:
        parser = _Forms()
        parser.feed(self.page.text)
        posted = [form for form in parser.forms if form.method == "post"]
        return next(form for form in posted if form.action.startswith(to))

    @property
    def text(self) -> str:
        """What is read on the page."""
        body = self.page.text.partition("<main")[2]
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())

    @property
    def title(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.page.text, re.S)
        return html.unescape(found[1]).strip() if found else ""

    def errors(self) -> dict[str, str]:
        """The sentence beside each field."""
        found = re.findall(r'<p class="error" id="(\w+)-error">(.*?)</p>', self.page.text)
        return {name: html.unescape(sentence) for name, sentence in found}
