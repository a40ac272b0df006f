"""What every table has: the one database."""

from __future__ import annotations

from peewee import Model

from db.connection import database


class Table(Model):
    class Meta:
        database = database
        legacy_table_names = False
