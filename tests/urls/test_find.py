"""URLs in running text: all that a reader would recognise, and nothing that belongs to the sentence."""

import pytest

from linkaudit import urls


def found(text: str, **options: bool) -> list[str]:
    return [one.url for one in urls.find(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read https://example.org/a.", ["https://example.org/a"]),
        ("Read “https://example.org/a”, they said", ["https://example.org/a"]),
        ("cut short https://example.org/a… and on", ["https://example.org/a"]),
        ("詳しくはhttps://example.org/aa。次の文", ["https://example.org/aa"]),
        ("http://example.comです", ["http://example.com"]),
        ("参见（https://example.org/x），然后", ["https://example.org/x"]),
        ("«https://example.org/x»", ["https://example.org/x"]),
        ("देखें https://example.org/x। फिर", ["https://example.org/x"]),
        ("(https://example.org/w/A_(b))", ["https://example.org/w/A_(b)"]),
        ("[https://example.org/a] {https://example.org/b}", ["https://example.org/a", "https://example.org/b"]),
        ("https://example.org/foo._bar_-_baz", ["https://example.org/foo._bar_-_baz"]),
        ("*https://example.org/a*b*c*", ["https://example.org/a*b*c"]),
        ("https://example.org/a|b", ["https://example.org/a|b"]),
        ("|https://example.org/a|https://example.org/b|", ["https://example.org/a", "https://example.org/b"]),
        ("https://example.org/a,https://example.org/b", ["https://example.org/a", "https://example.org/b"]),
        ("as shown.https://example.org/a[12] Then", ["https://example.org/a"]),
        ("https://example.org/i'm-in and https://example.org/page's author", ["https://example.org/i'm-in", "https://example.org/page"]),
        ("https://xn--bcher-kva.example:8080/p?q=%20#f", ["https://xn--bcher-kva.example:8080/p?q=%20#f"]),
        ("http://bücher.example/straße", ["http://bücher.example/straße"]),
        ("ask http://user:word@host.example/x now", ["http://user:word@host.example/x"]),
        ("http://[2001:db8::1]:80/x", ["http://[2001:db8::1]:80/x"]),
        ("<URL:https://example.org/a\n  b>", ["https://example.org/a\n  b"]),
        ("http:// http://. http://-a.example ahttp://b.example _http://c.example", []),
        ("at https://example.org/a(see below) and https://example.org/b[its label]", ["https://example.org/a", "https://example.org/b"]),
        ("[url]https://example.org/a[/url], https://example.org/b?c[d]=1", ["https://example.org/a", "https://example.org/b?c[d]=1"]),
        ("in https://example.org/a\u200b, then", ["https://example.org/a"]),
        ("1.2.3 node.js e.g. path/to/file.py", []),
        ("by http://example.org's keeper", ["http://example.org"]),
        ("at https://example.org/wiki/Lloyd's, https://example.org/it's", ["https://example.org/wiki/Lloyd's", "https://example.org/it's"]),
        ("网址:www.example.org Web:www.example.com http:www.example.net", ["www.example.org", "www.example.com"]),
        ("http://https://example.org/a and http://http://", ["https://example.org/a"]),
        ("http://www(example.org http://www=example.org http://a[.]example", []),
        ("http://example.org:٣٩/", ["http://example.org"]),
        (
            "https://example.org/wiki/《新青年》编辑部 and https://example.org/《甲》",
            ["https://example.org/wiki/《新青年》编辑部", "https://example.org/"],
        ),
    ],
)
def test_urls_in_prose(text: str, expected: list[str]) -> None:
    """What a sentence puts around a URL is not part of it, in any script."""
    assert found(text) == expected


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u2060"])
def test_leave_to_break_a_line(mark: str) -> None:
    """Soft hyphens and zero-width spaces inside a URL belong to its place and not to what is asked for."""
    [one] = urls.find(f"https://example.org/long{mark}name/{mark}b")
    assert (one.url, one.target) == (f"https://example.org/long{mark}name/{mark}b", "https://example.org/longname/b")


@pytest.mark.parametrize(
    ("text", "target", "written_as"),
    [
        ("see doi:10.1000/182.", "https://doi.org/10.1000/182", "doi"),
        ("DOI 10.1016/S0140-6736(20)30183-5)", "https://doi.org/10.1016/S0140-6736(20)30183-5", "doi"),
        ("arXiv:2101.00001v2 [cs.LG]", "https://arxiv.org/abs/2101.00001v2", "arxiv"),
        ("hdl:2027/mdp.390150", "https://hdl.handle.net/2027/mdp.390150", "hdl"),
        ("PMID: 31978945.", "https://pubmed.ncbi.nlm.nih.gov/31978945/", "pmid"),
        ("urn:nbn:de:101:1-2011", "https://nbn-resolving.org/urn:nbn:de:101:1-2011", "urn:nbn"),
        ("urn:nbn:fi:abc-1,", "https://urn.fi/urn:nbn:fi:abc-1", "urn:nbn"),
        ("www.example.org/x.", "http://www.example.org/x", "www"),
    ],
)
def test_short_forms(text: str, target: str, written_as: str) -> None:
    """Identifiers and `www.` hosts lead to what is asked for, and say how they were written."""
    assert [(one.target, one.written_as) for one in urls.find(text)] == [(target, written_as)]


@pytest.mark.parametrize(
    ("text", "url", "target"),
    [
        ("seen at hxxps://evil[.]example/x, then", "hxxps://evil[.]example/x", "https://evil.example/x"),
        ("hXXp[:]//evil(.)example/x", "hXXp[:]//evil(.)example/x", "http://evil.example/x"),
        ("http[://]evil[dot]example", "http[://]evil[dot]example", "http://evil.example"),
        ("the host cdn.evil[.]example/drop.php?x=1.", "cdn.evil[.]example/drop.php?x=1", "http://cdn.evil.example/drop.php?x=1"),
        ("192.0.2[.]7 answered", "192.0.2[.]7", "http://192.0.2.7"),
    ],
)
def test_defanged_on_demand(text: str, url: str, target: str) -> None:
    """A link made unclickable is found when asked for, at its own place, with or without scheme."""
    assert [(text[one.start : one.end], one.target) for one in urls.find(text, defanged=True)] == [(url, target)]
    assert "evil" not in "".join(found(text))


def test_defanged_only_on_demand() -> None:
    """`hxxps://a[.]example` is found only when asked for, at its own place."""
    text = "seen at hxxps://evil[.]example/x, then"
    assert found(text) == []
    [one] = urls.find(text, defanged=True)
    assert (text[one.start : one.end], one.target, one.written_as) == ("hxxps://evil[.]example/x", "https://evil.example/x", "defanged")
