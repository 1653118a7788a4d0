"""`python -m onrecord` is the command `onrecord`."""

try:
    from onrecord.cli import main

    main()
except KeyboardInterrupt:  # before the command itself could take care of it
    raise SystemExit(130) from None
