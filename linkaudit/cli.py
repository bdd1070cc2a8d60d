"""The command line: flags in, exit code out; the only room that prints and exits."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def linkaudit() -> None:
    """Audits the sources behind the claims."""


def run() -> None:
    """Run the command line."""
    app()
