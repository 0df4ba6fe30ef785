"""What append-only rows share: the ways to change many at once are closed too."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

from sessions.errors import ReadOnly

Row = TypeVar("Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Reads and creates; never updates or deletes."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise ReadOnly(f"Rows of {self.model.__name__} are never changed")

    def delete(self) -> NoReturn:
        raise ReadOnly(f"Rows of {self.model.__name__} are never deleted")
