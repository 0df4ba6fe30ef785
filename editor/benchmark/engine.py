"""The embedded engine shows what it can: every cell of the showcase drawn, timed and laid out to be looked at."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from editor.benchmark import cells, gallery, sheet
from editor.benchmark.cells import Cell, Drawn
from editor.benchmark.figures import Report, load_note, median, verdict
from editor.benchmark.showcase import Chain, chains
from editor.providers.embedded.edits import mask

AIM_SMALL_S: Final = 1.5  # CPU seconds of a 1K preview, and of a 4K final, PNG and JSON included
AIM_LARGE_S: Final = 12.0
AIM_ALIKE: Final = 0.95
SLOWEST: Final = 5
COLUMNS: Final = (
    "family", "cells", "drawn", "done", "partly", "not possible",
    "1K median s", "1K max s", "4K median s", "4K max s", "least alike",
)  # fmt: skip


class NoSuchCell(LookupError):
    """Nothing in the showcase has this name."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which cells, and how: `only` a family or a conversation, `ratio` in place of each one's own, `jobs` at a time."""

    only: str = ""
    ratio: str = ""
    jobs: int = 1
    is_full: bool = False
    is_quick: bool = False


def run(folder: Path, wish: Wish, say: Callable[[str], object]) -> Report:
    """Draw the showcase into `folder` (emptied first): index.html, sheet.png and the figures."""
    chosen = chains(wish.only, wish.ratio)
    if not chosen:
        raise NoSuchCell(f"No family or conversation is called {wish.only}.")
    load = os.getloadavg()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = _in_order(chosen, _drawn(chosen, folder, wish, say))
    report = summed_up(found, is_full=wish.is_full)
    report.notes += [f"CPU seconds in one process, {wish.jobs} at a time. {load_note(load)}"]
    sheet.write(folder, found)
    report.notes += [f"Look at {gallery.write(folder, found, report)}"]
    return report


def _drawn(chosen: Sequence[Chain], folder: Path, wish: Wish, say: Callable[[str], object]) -> Iterator[list[Cell]]:
    """The cells of each conversation as they come; each worker draws on one core."""
    most = 1 if wish.is_quick else None
    chosen = [chain for number, chain in enumerate(chosen) if not wish.is_quick or _is_first(chosen, number)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(wish.jobs, mp_context=spawn, initializer=_warm) as pool:
        waits = [pool.submit(cells.draw, chain, folder, is_full=wish.is_full, most=most) for chain in chosen]
        for number, done in enumerate(as_completed(waits), start=1):
            found = done.result()
            say(f"{number} of {len(waits)}  {', '.join(_line(cell) for cell in found)}")
            yield found


def _warm() -> None:
    """What every process loads once: it belongs to no cell."""
    for name in ("skia", "editor.providers.embedded.lettering", "editor.providers.embedded.scenes.landscape"):
        with suppress(ImportError):  # the engine says in its answers what it misses
            import_module(name)
    with suppress(mask.NoNetwork):
        mask.load()


def _is_first(chosen: Sequence[Chain], number: int) -> bool:
    return chosen[number].family not in {chain.family for chain in chosen[:number]}


def _in_order(chosen: Sequence[Chain], found: Iterator[list[Cell]]) -> list[Cell]:
    places = {chain.name: number for number, chain in enumerate(chosen)}
    return sorted((cell for group in found for cell in group), key=lambda cell: (places[cell.chain], cell.number))


def _line(cell: Cell) -> str:
    return f"{cell.name} {_seconds([cell.small.cpu_s])}" if cell.small else f"{cell.name} refused"


def summed_up(found: Sequence[Cell], *, is_full: bool) -> Report:
    """The table by family, and what is over the aims."""
    report = Report("engine", COLUMNS)
    families = list(dict.fromkeys(cell.family for cell in found))
    for family in families:
        report.add(family, *_figures([cell for cell in found if cell.family == family]))
    report.add("all", *_figures(found))
    report.notes += [*_against(found, "1K", AIM_SMALL_S, _small), *_slowest(found, "1K", _small)]
    if is_full:
        report.notes += [*_against(found, "4K", AIM_LARGE_S, _large), *_slowest(found, "4K", _large), *_unlike(found)]
    report.data = {"cells": [asdict(cell) for cell in found]}
    return report


def _figures(found: Sequence[Cell]) -> list[object]:
    states = [state for cell in found for _, state, _ in cell.clauses]
    small, large = ([each.cpu_s for each in map(of, found) if each] for of in (_small, _large))
    alike = [cell.alike for cell in found if cell.alike is not None]
    return [
        len(found), sum(cell.small is not None for cell in found),
        *(states.count(state) for state in ("done", "partly", "not possible")),
        _seconds(small), _seconds(small, max), _seconds(large), _seconds(large, max),
        f"{min(alike):.3f}" if alike else "–",
    ]  # fmt: skip


def _seconds(values: Sequence[float], of: Callable[[Sequence[float]], float] = median) -> str:
    return f"{of(values):.2f}" if values else "–"


def _small(cell: Cell) -> Drawn | None:
    return cell.small


def _large(cell: Cell) -> Drawn | None:
    return cell.large


def _against(found: Sequence[Cell], size: str, aim_s: float, of: Callable[[Cell], Drawn | None]) -> list[str]:
    """Whether every cell keeps the aim, and which do not."""
    timed = {cell.name: drawn.cpu_s for cell in found if (drawn := of(cell))}
    over = {name: cpu_s for name, cpu_s in timed.items() if cpu_s > aim_s}
    said = ", ".join(f"{name} {cpu_s:.2f}" for name, cpu_s in over.items())
    worst = verdict(max(timed.values()), aim_s) if timed else "nothing was drawn"
    return [f"{size}: aim at most {aim_s:g} s of CPU for every cell: {worst}. {len(over)} over it. {said}".rstrip()]


def _slowest(found: Sequence[Cell], size: str, of: Callable[[Cell], Drawn | None]) -> list[str]:
    timed = sorted(((drawn.cpu_s, cell.name) for cell in found if (drawn := of(cell))), reverse=True)
    return [f"Slowest at {size}: " + ", ".join(f"{name} {cpu_s:.2f}" for cpu_s, name in timed[:SLOWEST])]


def _unlike(found: Sequence[Cell]) -> list[str]:
    """Own scenes whose 4K picture, made small, differs from the 1K picture."""
    alike = {cell.name: cell.alike for cell in found if cell.alike is not None and cell.family != "photograph"}
    off = ", ".join(f"{name} {value:.3f}" for name, value in alike.items() if value < AIM_ALIKE)
    worst = verdict(min(alike.values()), AIM_ALIKE, at_least=True) if alike else "nothing was drawn"
    return [f"4K against 1K, similarity at least {AIM_ALIKE:g} for own scenes: {worst}. {off}".rstrip()]
