"""The command in a process of its own that need not load first: forked from one that has loaded models and tables.

`python -I -S warm.py ADDRESS ARGUMENT…` is `onrecord ARGUMENT…` with its own arguments, environment, folder and
streams. It hands them to the process that listens there (`--serve`), which forks for it and runs the command as
`python -m onrecord` does; only what is read while modules load (PYTHONHASHSEED…) stays as it was there. A signal to it
does not reach the command.
"""

import marshal
import os
import socket
import sys

_HEADER = 8
_STREAMS = (0, 1, 2)


def ask(address: str) -> int:
    """The exit status of the command, as `os.wait` gives it."""
    asked = ([os.fsencode(one) for one in sys.argv[2:]], dict(os.environb), os.fsencode(os.getcwd()))
    message = marshal.dumps(asked)
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        socket.send_fds(line, [len(message).to_bytes(_HEADER, "big")], _STREAMS)
        line.sendall(message)
        status = line.recv(_HEADER)
    if not status:
        sys.exit("warm.py: the process that was to run the command has ended")
    return int.from_bytes(status, "big")


def wait_for_commands(listener: socket.socket, lifeline: int) -> None:
    """Returns in a process that is to be the command, once for each that is asked for.

    Ends when the other end of `lifeline` is closed.
    """
    import select

    while True:
        ready, _, _ = select.select([listener.fileno(), lifeline], [], [])
        if lifeline in ready:
            os.unlink(listener.getsockname())
            os.rmdir(os.path.dirname(listener.getsockname()))
            os._exit(0)
        line, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            os.close(lifeline)
            return _become(line)
        line.close()
        while _ended():
            pass


def _ended() -> bool:
    """True if a child that nobody waits for any longer has ended."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _become(line: socket.socket) -> None:
    """Returns in the child that is to be the command; this process only tells how that ended."""
    header, streams, _, _ = socket.recv_fds(line, _HEADER, len(_STREAMS))
    with line.makefile("rb") as rest:
        arguments, variables, folder = marshal.loads(rest.read(int.from_bytes(header, "big")))  # noqa: S302
    child = os.fork()
    if child:
        for stream in streams:
            os.close(stream)
        line.sendall(os.waitpid(child, 0)[1].to_bytes(_HEADER, "big"))
        os._exit(0)
    line.close()
    for number, stream in zip(_STREAMS, streams, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environb.clear()
    os.environb.update(variables)
    sys.path[0] = os.fsdecode(folder)
    sys.argv = ["onrecord", *map(os.fsdecode, arguments)]
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        was = getattr(sys, name)
        made = open(number, mode, 1 if number == 2 else -1, was.encoding, was.errors, closefd=False)  # noqa: SIM115
        setattr(sys, name, made)
        setattr(sys, f"__{name}__", made)


def load() -> None:
    """Returns nothing: everything of ours is imported, and the models and tables are in memory."""
    import pkgutil
    from importlib import import_module

    import onrecord

    for module in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            import_module(module.name)
    text = "Defence Minister Ann Roe said on Monday that Norway will build two ships for Peru by 2030."
    onrecord.read(text, reader="rules")  # each command loads the network for itself: its library starts a thread
    if (threads := len(os.listdir("/proc/self/task"))) > 1:
        sys.exit(f"warm.py: {threads} threads run here; what forks must have one")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        import gc
        import runpy

        load()
        gc.freeze()
        wait_for_commands(socket.socket(fileno=int(sys.argv[2])), int(sys.argv[3]))
        runpy.run_module("onrecord", run_name="__main__", alter_sys=True)
    else:
        ended = os.waitstatus_to_exitcode(ask(sys.argv[1]))
        if ended < 0:
            os.kill(os.getpid(), -ended)
        sys.exit(ended)
