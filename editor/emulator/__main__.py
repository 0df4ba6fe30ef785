"""The emulator without Django, for those who start it as a child: prints its port, ends with its standard input."""

from __future__ import annotations

from argparse import ArgumentParser

from editor.emulator import serving


def main() -> None:
    """Serve until standard input ends."""
    parser = ArgumentParser(description=__doc__)
    serving.add_arguments(parser)
    parser.add_argument("--prebuild", default="", help="Flat pictures to make before serving: 1024x1024,4096x4096")
    chosen = parser.parse_args()
    serving.prebuild(chosen.prebuild)
    app = serving.provider(chosen)
    # The port is this program's output.
    serving.serve(app, chosen.port, lambda port: print(port, flush=True), until_eof=True)  # noqa: T201


if __name__ == "__main__":
    main()
