"""E-mail: bodies, alternatives, transfer encodings, what is no e-mail."""

from __future__ import annotations

import random
from datetime import date
from email.message import EmailMessage

from linkaudit.documents import Options, read
from linkaudit.model import Document, Unreadable


def message() -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "The bridge — a release"
    made["Date"] = "Thu, 14 May 2020 09:00:00 +0200"
    made.set_content("Plain https://plain.example/a")
    html = '<p>The council <a href="https://a.example/x?a=1&amp;b=2">paid for it</a>.</p>\n<p>' + "long " * 40 + "https://b.example/y</p>"
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    made.add_attachment("See https://attached.example", filename="note.txt")
    return made


def mail(data: bytes) -> Document:
    found = read("a.eml", data)
    assert isinstance(found, Document), found
    return found


def test_the_richest_alternative_is_read() -> None:
    """Of alternatives the HTML counts, its encoding undone; an attachment is a remark; subject and date are the document's."""
    document = mail(message().as_bytes())
    found = [(link.target, link.at.part, link.at.line, link.at.column, link.start) for link in document.links]
    assert found == [("https://a.example/x?a=1&b=2", "body", 1, 25, None), ("https://b.example/y", "body", 2, 204, None)]
    assert (document.title, str(document.published)) == ("The bridge — a release", "2020-05-14")
    assert document.remarks == ("attachment text/plain is not read",)
    told = read("a.eml", message().as_bytes(), options=Options(published=date(2021, 1, 2)))
    assert isinstance(told, Document) and told.published == date(2021, 1, 2)


def test_plain_and_forwarded() -> None:
    """A text body is read as text, flowed lines joined; a message within one is a part of its own."""
    inner = message()
    outer = EmailMessage()
    outer.set_content("See https://o.example/one,\nand more.", params={"format": "flowed"})
    outer.add_attachment(inner)
    document = mail(outer.as_bytes())
    assert [(link.target, link.at.part) for link in document.links] == [
        ("https://o.example/one", "body"),
        ("https://a.example/x?a=1&b=2", "forwarded message"),
        ("https://b.example/y", "forwarded message"),
    ]
    flowed = b"Content-Type: text/plain; format=flowed; delsp=yes\n\nSee https://o.example/a-long- \nname for more.\n"
    assert [link.target for link in mail(flowed).links] == ["https://o.example/a-long-name"]


def test_what_is_no_mail() -> None:
    """What has no header, no text or endless parts is unreadable, with the reason."""
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(300))
    reasons = []
    for data in (b"Just words.\n", b"Content-Type: image/png\n\nx", nested):
        found = read("a.eml", data)
        assert isinstance(found, Unreadable)
        reasons.append(found.reason.split(":")[0].split(" (")[0])
    assert reasons == ["not an e-mail", "an e-mail without text", "an e-mail of more than 200 nested parts"]


def test_mutants() -> None:
    """300 broken messages: a document or a reason, never a crash."""
    chance = random.Random("mail")
    whole = message().as_bytes()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(30)] = chance.choice(
                [b"", b"\xff\0", b"\r", b"--", b'boundary="', b"=?x?b?", b"\n\n", bytes(data[at : at + 40])]
            )
        found = read("a.eml", bytes(data))
        assert isinstance(found, Document | Unreadable)
