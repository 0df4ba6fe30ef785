"""docs/emulator.md says what there is."""

from __future__ import annotations

from argparse import ArgumentParser

from editor.emulator import serving
from editor.emulator.child import ROOT
from editor.emulator.faults import BATCH_FAULTS, FAULTS

TEXT = (ROOT / "docs" / "emulator.md").read_text("utf-8")


def test_every_fault_is_named() -> None:
    named = [name for name in (*FAULTS, *BATCH_FAULTS) if not name.startswith(("finish-", "blocked-", "status"))]
    assert [name for name in named if f"`{name}`" not in TEXT] == []


def test_every_option_is_named() -> None:
    parser = ArgumentParser(add_help=False)
    serving.add_arguments(parser)
    options = [option for action in parser._actions for option in action.option_strings]
    assert [option for option in options if option not in TEXT] == []
