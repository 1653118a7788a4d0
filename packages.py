"""Prints the packages that pyproject.toml asks for: to run and build, or those of the extras named as arguments."""

import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path(__file__).with_name("pyproject.toml").read_text(encoding="utf-8"))
extras = project["project"]["optional-dependencies"]
if len(sys.argv) > 1:
    wanted = [package for extra in sys.argv[1:] for package in extras[extra]]
else:
    wanted = project["project"]["dependencies"] + project["build-system"]["requires"]
print("\n".join(wanted))
