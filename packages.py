"""Prints what pip is to install, with versions and hashes from constraints.txt: the packages that pyproject.toml asks
for to run and build, or those of the extras named as arguments, each with all that it needs.
"""

import re
import sys
import tomllib
from pathlib import Path

here = Path(__file__).parent
project = tomllib.loads((here / "pyproject.toml").read_text(encoding="utf-8"))
extras = project["project"]["optional-dependencies"]


def name_of(requirement: str) -> str:
    """The normalised name of a requirement such as "Foo_bar>=2" (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


def pins() -> dict[str, tuple[str, set[str]]]:
    """By package its lines of constraints.txt (version and hashes) and the packages that need it ("via")."""
    found: dict[str, tuple[str, set[str]]] = {}
    text = (here / "constraints.txt").read_text(encoding="utf-8")
    for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE):
        lines = block.splitlines()
        if lines and "==" in lines[0]:
            needed_by = {
                word for line in lines if line.startswith("    #") for word in line.split()[1:] if word != "via"
            }
            found[name_of(lines[0])] = "\n".join(line for line in lines if "#" not in line), needed_by
    return found


wanted = [name for extra in sys.argv[1:] for name in extras[extra]]
# Hatchling asks for editables only when it is told to build, so no package is seen to need it.
chosen = {name_of(name) for name in wanted or [*project["project"]["dependencies"], "hatchling", "editables"]}
known = pins()
missing = sorted(chosen - known.keys())
if missing:
    sys.exit(f"packages.py: constraints.txt does not pin {', '.join(missing)}; run make constraints")
more = chosen
while more:
    more = {name for name, (_, needed_by) in known.items() if name not in chosen and chosen & needed_by}
    chosen |= more
print("\n".join(known[name][0] for name in sorted(chosen)))
