"""Bytes in; text out, or the reason why they are none. A byte order mark decides, then what is declared, then what fits."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that the web reads otherwise than Python does (WHATWG Encoding Standard): latin-1 and ascii mean windows-1252.
WEB = {
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "l1": "windows-1252",
    "ascii": "windows-1252", "us-ascii": "windows-1252", "iso-8859-9": "windows-1254", "latin5": "windows-1254",
    "iso-8859-11": "windows-874", "tis-620": "windows-874", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "gb_2312-80": "gb18030", "chinese": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "ksc5601": "cp949", "korean": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "big5": "big5hkscs",
    "x-x-big5": "big5hkscs", "x-cp1250": "windows-1250", "x-cp1251": "windows-1251", "x-cp1252": "windows-1252", "koi": "koi8-r",
    "koi8": "koi8-r", "koi8-ru": "koi8-u", "unicode": "utf-16-le", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "x-mac-roman": "mac-roman", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic", "windows-874": "cp874", "utf-16": "utf-16-le",
    "visual": "iso-8859-8", "logical": "iso-8859-8", "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SAMPLE = 65536  # bytes that a guess looks at


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was read. `remark` is None when nothing had to be guessed."""

    text: str
    encoding: str
    remark: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded | str:
    """The text of `data`, its byte order mark taken off; or, in words, why it has none. `declared` is the label a header or tag gives."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, "its byte order mark")
    if declared and (codec := codec_of(declared)):
        if codec.startswith("utf-16") and b"\x00" not in data[:SAMPLE]:
            codec = "utf-8"  # a page that could be read as far as this tag is no UTF-16
        decoded = _strictly(data, codec, "declared")
        if isinstance(decoded, Decoded) or codec == "utf-8":
            return _patched(data, decoded) if isinstance(decoded, str) else decoded
    wide = _wide(data[:SAMPLE])
    if wide:
        return _strictly(data, wide, "every second byte is zero")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error)
    return "binary data, not text" if _is_binary(text[:SAMPLE]) else Decoded(text, "utf-8")


def codec_of(label: str) -> str | None:
    """The Python codec for a label as pages write it, read as the web reads it; None for a label that nobody knows."""
    label = label.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(WEB.get(label, label))
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding else None


def _strictly(data: bytes, encoding: str, why: str) -> Decoded | str:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        return f"not {encoding} ({why}): {_where(data, error)}"


def _where(data: bytes, error: UnicodeDecodeError) -> str:
    early = error.end >= len(data) and ("truncated" in error.reason or "unexpected end" in error.reason)
    return "it ends too early" if early else f"byte 0x{data[error.start]:02x} at offset {error.start} does not decode"


def _patched(data: bytes, reason: str) -> Decoded | str:
    """UTF-8 with a few broken bytes, as browsers show it: each as U+FFFD."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 50 > len(text) or _is_binary(text[:SAMPLE]):
        return reason
    return Decoded(text, "utf-8", f"{reason}; {broken} broken characters read as U+FFFD")


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark, told by where the zero bytes of its ASCII characters stand."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half >= 2 and odd * 2 > half and even * 20 < half:
        return "utf-16-le"
    if half >= 2 and even * 2 > half and odd * 20 < half:
        return "utf-16-be"
    return None


def _guess(data: bytes, error: UnicodeDecodeError) -> Decoded | str:
    if _is_binary(data[:SAMPLE].decode("latin-1")):
        return f"binary data, not text ({_where(data, error)} as UTF-8)"
    patched = _patched(data, f"not utf-8: {_where(data, error)}")
    valid_multibyte = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]{1,3}", data))
    if isinstance(patched, Decoded) and valid_multibyte > 4 * patched.text.count("\ufffd"):
        return patched
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    for codec in (best.encoding if best else "", "cp1252"):
        try:
            return Decoded(data.decode(codec), codec, f"not utf-8, no encoding declared: read as {codec}")
        except (UnicodeDecodeError, LookupError):
            continue
    return f"no encoding fits: not utf-8 ({_where(data, error)}), and nothing is declared"


def _is_binary(text: str) -> bool:
    return BINARY.search(text) is not None
