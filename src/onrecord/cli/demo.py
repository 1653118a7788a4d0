"""`onrecord demo`: the sample documents, and whom they commit to what."""

from rich.text import Text

from onrecord.cli import exits
from onrecord.cli.streams import console
from onrecord.export.table import about, commitments, counted, title
from onrecord.reader import read_bytes
from onrecord.samples import samples


def demo(color: bool = True) -> int:
    """The exit code after the samples were read and printed."""
    screen = console(color)
    partial = False
    for number, sample in enumerate(samples(), 1):
        reading = read_bytes(
            sample.data, sample.name, published=sample.published, publisher=sample.publisher, kind=sample.kind
        )
        screen.print(Text(f"{number}. {title(reading)}", style="bold"))
        screen.print(Text(f"   {' · '.join(about(reading))}", style="dim"))
        for party, acts in commitments(reading):
            screen.print(Text("   ").append(party))
            screen.print(acts)
        found = (
            counted(len(reading.statements), "statement"),
            counted(len(reading.events), "event"),
            counted(len(reading.acts), "act"),
        )
        screen.print(Text(f"   {', '.join(found)}; every word of them stands in the text\n", style="dim"))
        for finding in reading.findings:
            exits.say(f"note: {sample.name}: {finding.message}")
            partial = partial or finding.code == "component-failed"
    screen.print(
        Text("Read your own:  onrecord read FILE   onrecord read FILE --html page.html   onrecord read FILE | jq")
    )
    return exits.PARTIAL if partial else exits.DONE
