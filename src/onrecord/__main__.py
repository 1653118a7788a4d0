"""The command `onrecord`, also as `python -m onrecord`."""

import sys


def main() -> None:
    """Runs the command and leaves the process; an interrupt while it still loads ends it as any other does."""
    try:
        from onrecord.cli import main as command  # loading takes long enough to be interrupted

        command()
    except KeyboardInterrupt:
        print("onrecord: interrupted", file=sys.stderr)  # noqa: T201 - what says so elsewhere may not be loaded
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
