"""Where the command `regesta` begins."""

import atexit
import gc
import os
import signal
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line, with few looks of the garbage collector on the way and none at the end.

    Reading makes many objects and throws few away. When the interpreter ends, it would look through all of them twice,
    which is a fifth of the time of `regesta validate one.yaml`, and take each apart.
    """
    _read_names_as_utf8()
    gc.set_threshold(250_000, 20, 50)
    for name in ("SIGTERM", "SIGHUP"):  # so that what was begun is put away
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores the other
            signal.signal(number, lambda ended, _: sys.exit(128 + ended))
    try:
        from regesta.cli import main as run  # noqa: PLC0415 - after the collector is told

        run()
    except SystemExit as ended:
        if isinstance(ended.code, int):
            end(ended.code)
        raise


def _read_names_as_utf8() -> None:
    """Begin anew where Python takes names of files and words of the command for another encoding than UTF-8.

    A locale such as de_DE.ISO-8859-1 makes it do so, and reports would name files that nobody has. It goes on as it is
    where it could not begin in the same way: read from stdin, in another program, made into one of its own.
    """
    may_begin = sys.executable and "utf8" not in sys._xoptions and not hasattr(sys, "frozen")  # noqa: SLF001 - documented
    if sys.getfilesystemencoding() == "utf-8" or not may_begin or _main_file() in (None, "<stdin>"):
        return
    with suppress(OSError):  # as where no program may begin another
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - no shell; this program again


def _main_file() -> str | None:
    """Where the program that runs is written; None of `python -c`, and of Python within another program."""
    return getattr(sys.modules.get("__main__"), "__file__", None)


def end(code: int) -> None:
    """End the process here, with what is registered for its end; return if something printed cannot be written."""
    atexit._run_exitfuncs()  # noqa: SLF001 - as the interpreter does, without what follows there
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the interpreter tells it
        return
    os._exit(code)
