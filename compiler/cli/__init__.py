"""The command line: the only room that prints or exits."""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from compiler.cli.commands import cli
from compiler.cli.console import ERR, print_error
from compiler.errors import AnthologyError, CommandError, Fault

__all__ = ["cli", "main", "run"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; nothing but this function sees an unforeseen exception."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code, everything said."""
    try:
        code = cli.main(arguments, prog_name="anthology", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        ERR.print("stopped; nothing was written")
        return 130
    except click.ClickException as error:
        error.show()
        return CommandError.exit_code
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except AnthologyError as error:
        print_error(error)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a message
        if "--debug" in (arguments if arguments is not None else sys.argv):
            traceback.print_exc()
        fault = Fault(
            f"the program itself failed: {type(error).__name__}: {error}",
            mend="see where with: anthology --debug …",
        )
        print_error(fault)
        return fault.exit_code
