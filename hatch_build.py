"""Put the faces and the themes into what is built, so that an installed compiler needs no other package for them.

Which faces: those that the themes name. They go to compiler/faces/<package>/, where compiler.themes looks first, with
their licences beside them. They come from the packages that requirements-faces.txt pins or, where our own sdist is
built, from its compiler/faces/. A working copy (an editable install) is left as it is: there the packages serve.
"""

import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STYLES = ("regular", "italic", "bold", "bold-italic")
LICENCES = ("*LICENSE*", "AUTHORS", "README-TeX*")
MISSING = """{what}
  mend: run `make wheel`; or python -m pip install --no-deps -r requirements-faces.txt where hatchling is
        installed as well, and build there without isolation (pip wheel --no-build-isolation .)"""


class CustomBuildHook(BuildHookInterface[Any]):
    """Copy in what is not in the package folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the faces to any sdist and wheel, and the themes to the wheel (an sdist has them in their place)."""
        if version == "editable":
            return
        styles = Path(self.root, "styles")
        themes = sorted(styles.glob("*/theme.toml"))
        if not themes:
            raise FileNotFoundError("no theme in styles/, and without one nothing can be made")
        include: dict[str, str] = build_data["force_include"]
        for theme in themes:
            for face in tomllib.loads(theme.read_text("utf-8"))["faces"]:
                for file in self._files(face):
                    include[str(file)] = f"compiler/faces/{face['package']}/{file.name}"
        if self.target_name == "wheel":
            include[str(styles)] = "compiler/styles"

    def _files(self, face: dict[str, str]) -> Iterator[Path]:
        package = face["package"]
        folder = Path(self.root, "compiler", "faces", package)
        if not folder.is_dir():
            spec = find_spec(package)  # found, never imported: it would ask for a typesetting system
            if spec is None or spec.origin is None:
                raise FileNotFoundError(MISSING.format(what=f"the package {package} is not installed"))
            folder = Path(spec.origin).parent
        files = [folder / face[style] for style in STYLES if style in face]
        licences = [file for pattern in LICENCES for file in sorted(folder.glob(pattern))]
        for file in files:
            if not file.is_file():
                raise FileNotFoundError(MISSING.format(what=f"{package} has no file {file.name}"))
        if not licences:
            raise FileNotFoundError(f"{package} has no licence, and may not be copied without one")
        yield from files + licences
