"""Put the faces and the themes into what is built, so that an installed compiler needs no other package for them.

The faces are copied from the packages that requirements-faces.txt pins, or, where an sdist of ours is built, from
its own compiler/faces/. A working copy (an editable install) is left as it is: there the packages serve.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MISSING = """the face {family} is not here: {what}
  mend: run `make wheel`; or python -m pip install --no-deps -r requirements-faces.txt where hatchling is
        installed as well, and build there without isolation (pip wheel --no-build-isolation .)"""


class CustomBuildHook(BuildHookInterface[Any]):
    """Copy in what is not in the package folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the faces to any sdist and wheel, and the themes to the wheel (an sdist has them in their place)."""
        if version == "editable":
            return
        include: dict[str, str] = build_data["force_include"]
        for family, patterns in self.config["faces"].items():
            for file in self._files(family, patterns):
                include[str(file)] = f"compiler/faces/{family}/{file.name}"
        if self.target_name == "wheel":
            styles = Path(self.root, "styles")
            if not styles.is_dir():
                raise FileNotFoundError("styles/ is not here, and without a theme nothing can be made")
            include[str(styles)] = "compiler/styles"

    def _files(self, family: str, patterns: list[str]) -> list[Path]:
        folder = Path(self.root, "compiler", "faces", family)
        if not folder.is_dir():
            spec = find_spec(f"rinoh_typeface_{family}")  # found, never imported: it would ask for rinohtype
            if spec is None or spec.origin is None:
                raise FileNotFoundError(MISSING.format(family=family, what="its package is not installed"))
            folder = Path(spec.origin).parent
        files = []
        for pattern in patterns:
            found = sorted(folder.glob(pattern))
            if not found:
                raise FileNotFoundError(MISSING.format(family=family, what=f"no {pattern} in {folder}"))
            files += found
        return files
