"""The emulator as a child process, for tests and benchmarks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import httpx

from editor.emulator.doors import TOKEN_LIFE_S, service_account
from editor.emulator.places import WISDOM_GATE_PREFIX

ROOT: Final = Path(__file__).resolve().parents[2]
END_S: Final = 10.0


class Emulator:
    """Context manager: it answers from `__enter__` to `__exit__`. `latency_s` is the time until an answer begins.

    With `plain` it sends flat pictures (made before, where `prebuild` names width and height in pixels); without, what
    the embedded engine draws. `log` is its account of calls, which `manage.py reconcile --provider` reads.
    """

    def __init__(
        self,
        latency_s: float = 0.0,
        *,
        plain: bool = True,
        prebuild: Sequence[tuple[int, int]] = (),
        faults: Sequence[str] = (),
        retired: str = "served",
        log: Path | None = None,
    ) -> None:
        sizes = ",".join(f"{width_px}x{height_px}" for width_px, height_px in prebuild)
        options = ["--port", "0", "--latency", str(latency_s), "--retired", retired, "--prebuild", sizes]
        options += [part for fault in faults for part in ("--fault", fault)]
        options += (["--plain"] if plain else []) + (["--log", str(log)] if log else [])
        self._command = [sys.executable, "-m", "editor.emulator", *options]
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> Emulator:
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        port = self._process.stdout.readline().strip()
        if not port:
            raise RuntimeError("The emulator ended before it was ready.")
        self.url = f"http://127.0.0.1:{port}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        try:
            self._process.communicate(timeout=END_S)  # closes its standard input: it ends
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    @property
    def env(self) -> dict[str, str]:
        """What the product needs in its environment to call this instead of the Gemini API."""
        return {"GEMINI_API_KEY": "dummy", "GEMINI_BASE_URL": self.url}

    @property
    def wisdom_env(self) -> dict[str, str]:
        """The same for Wisdom Gate."""
        return {"WISDOM_GATE_KEY": "dummy", "WISDOM_GATE_BASE_URL": self.url + WISDOM_GATE_PREFIX}

    def vertex_env(self, folder: Path, lifetime_s: float = TOKEN_LIFE_S) -> dict[str, str]:
        """The same for Vertex AI: a throwaway service account, written into `folder`, whose tokens live so long."""
        path, email, public_key = service_account(self.url, folder)
        self._post("admit", {"email": email, "public_key": public_key, "lifetime_s": lifetime_s})
        return {"VERTEX_CREDENTIALS_FILE": str(path), "VERTEX_BASE_URL": self.url}

    def calls(self) -> list[dict[str, Any]]:
        """What was asked so far, oldest first."""
        found: list[dict[str, Any]] = httpx.get(f"{self.url}/emulator/calls").raise_for_status().json()
        return found

    def forget(self) -> None:
        """Empty the list of calls, and let no fault of the script stay behind."""
        httpx.delete(f"{self.url}/emulator/calls").raise_for_status()
        httpx.delete(f"{self.url}/emulator/script").raise_for_status()

    def script(self, *faults: str | dict[str, Any]) -> None:
        """Queue faults, one per call to come: `NAME`, `NAME:TIMES`, or an object with the fault's arguments."""
        self._post("script", list(faults))

    def latency(self, latency_s: float) -> None:
        """Change how long answers take from now on."""
        self._post("latency", {"latency_s": latency_s})

    def mix(self, share: float, seed: int) -> None:
        """Let this share of the calls meet some fault."""
        self._post("mix", {"share": share, "seed": seed})

    def expire_tokens(self) -> None:
        """End every token that was given out."""
        self._post("expire", {})

    def _post(self, what: str, told: Any) -> None:
        answer = httpx.post(f"{self.url}/emulator/{what}", json=told)
        if answer.status_code == 400:
            raise ValueError(answer.json()["error"])
        answer.raise_for_status()
