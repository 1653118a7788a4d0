"""The order of components, and what is said when there is none."""

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.components import Component, components, ordered
from onrecord.errors import IntegrityError


def part(name: str, needs: tuple[str, ...] = (), gives: tuple[str, ...] = ()) -> Component:
    """A component that does nothing."""
    return Component(name, "1", needs, gives, lambda _: ())


def test_each_comes_after_what_it_needs_whatever_the_order_given() -> None:
    """Needs decide the order; names only break ties, so it is the same every time."""
    parts = [part("c", ("y",), ("z",)), part("a", ("x",), ("y",)), part("b", (), ("x",))]
    names = [component.name for component in ordered(parts)]
    assert names == ["b", "a", "c"]
    assert names == [component.name for component in ordered(reversed(parts))]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([part("a", ("x",))], "needs x, which no component gives"),
        ([part("a", (), ("x",)), part("b", (), ("x",))], "two components give 'x'"),
        ([part("a", (), ("x",)), part("a", (), ("y",))], "two components are named 'a'"),
        ([part("a", ("y",), ("x",)), part("b", ("x",), ("y",))], "in a circle"),
    ],
)
def test_what_cannot_run_is_refused_in_one_line(parts: list[Component], words: str) -> None:
    """A missing, double or circular need stops the program before it reads anything."""
    with pytest.raises(IntegrityError, match=words) as caught:
        ordered(parts)
    assert "\n" not in str(caught.value)


def test_a_package_that_was_never_installed_says_so(tmp_path: Path) -> None:
    """The code alone, on the path without its entry points, would otherwise read every text as empty."""
    source = Path(onrecord.__file__).parent.parent
    program = "import sys; sys.path[:0] = sys.argv[1:]; from onrecord.components import components; components()"
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    for library in libraries:
        for entry in Path(library).iterdir():
            if not entry.name.startswith(("onrecord-", "_editable", "__editable__")) and entry.suffix != ".pth":
                (tmp_path / entry.name).symlink_to(entry)
    run = subprocess.run(
        [sys.executable, "-S", "-c", program, str(source), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.stderr.strip().splitlines()[-1].endswith("install the package (pip install -e . from its folder)")


def test_the_built_in_components_are_registered_and_fit_together() -> None:
    """Everything a reading needs comes through the same entry points as a plug-in."""
    names = {component.name for component in components()}
    assert {"blocks", "base", "quotes", "times", "names", "places", "coreference", "provenance"} <= names
    assert {"statements", "events", "acts"} <= names
