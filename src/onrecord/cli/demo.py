"""`onrecord demo`: the sample documents, and whom they commit to what."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from onrecord.cli import exits, streams
from onrecord.export.table import about, commitments, counted, title
from onrecord.reader import read_bytes
from onrecord.records import Reading
from onrecord.samples import Sample, samples


def demo(color: bool = True) -> int:
    """The exit code after the samples were read and printed."""
    screen = streams.console(color)
    code = exits.DONE
    for number, sample in enumerate(samples(), 1):
        reading = _reading(sample)
        streams.show(screen, *_parts(number, reading))
        for finding in reading.findings:
            exits.say(f"note: {sample.name}: {finding.message}")
            code = exits.PARTIAL if finding.code == "component-failed" else code
    streams.show(screen, Text("Read your own:  onrecord read FILE    onrecord read FILE --html page.html"))
    return code


def _reading(sample: Sample) -> Reading:
    return read_bytes(
        sample.data, sample.name, published=sample.published, publisher=sample.publisher, kind=sample.kind
    )


def _parts(number: int, reading: Reading) -> Iterator[RenderableType]:
    yield Text(f"{number}. {title(reading)}", style="bold")
    yield Text(f"   {' · '.join(about(reading))}\n", style="dim")
    for party, acts in commitments(reading):
        yield Text("   ").append(party)
        yield acts
    if not reading.acts:
        yield Text("   It commits nobody to anything that was found.")
    counts = (
        counted(len(reading.statements), "statement"),
        counted(len(reading.events), "event"),
        counted(len(reading.acts), "act"),
    )
    yield Text(f"\n   {', '.join(counts)}\n", style="dim")
