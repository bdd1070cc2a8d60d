"""`python -m linkaudit` and the console script."""

import sys


def main() -> None:
    """Run the command line; `--version` alone answers before anything heavy is imported (it must take < 200 ms)."""
    if sys.argv[1:] == ["--version"]:
        from linkaudit import __version__

        print(f"linkaudit {__version__}")
        return
    from linkaudit.cli import run

    run()


if __name__ == "__main__":
    main()
