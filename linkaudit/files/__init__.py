"""The only door to the disk: what was named in, bytes or a reason out; text in, a whole file on disk or the old one untouched."""

from linkaudit.files.gathering import MAX_FILES, Gathered, gather, open_input
from linkaudit.files.local import Local, look_up
from linkaudit.files.opening import LARGEST, Input, beside, lies_below, lines, opened, printable, read_list, read_text
from linkaudit.files.writing import Kept, Spool, check_apart, check_writable, replacing, write_bytes, write_pieces, write_text

__all__ = [
    "LARGEST",
    "MAX_FILES",
    "Gathered",
    "Input",
    "Kept",
    "Local",
    "Spool",
    "beside",
    "check_apart",
    "check_writable",
    "gather",
    "lies_below",
    "lines",
    "look_up",
    "open_input",
    "opened",
    "printable",
    "read_list",
    "read_text",
    "replacing",
    "write_bytes",
    "write_pieces",
    "write_text",
]
