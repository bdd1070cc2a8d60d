"""Side-by-side measurements on a web of our own: `python -m bench --help`."""
