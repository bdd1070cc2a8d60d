"""Redirect wrappers are taken off and named; secrets never leave a URL that is printed."""

import pytest

from linkaudit import urls


@pytest.mark.parametrize(
    ("url", "inner", "wrapper"),
    [
        ("https://www.google.com/url?sa=t&q=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&ved=x", "https://example.org/a?b=1", "google"),
        ("https://google.co.uk/url?url=https://example.org/a", "https://example.org/a", "google"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=AT0", "https://example.org/", "facebook"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=05", "https://example.org/", "safelinks"),
        ("https://out.reddit.com/t3_x?url=https%3A%2F%2Fexample.org%2F&token=x", "https://example.org/", "reddit"),
        (
            "https://www.google.com/url?q=https://l.facebook.com/l.php?u%3Dhttps%253A%252F%252Fexample.org%252F",
            "https://example.org/",
            "google",
        ),
    ],
)
def test_unwrapped(url: str, inner: str, wrapper: str) -> None:
    """What a wrapper leads to is found, wrapper inside wrapper too; the outermost one's name is told."""
    assert urls.unwrap_redirect(url) == (inner, wrapper)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/search?q=https://example.org",
        "https://www.google.com/url?q=notes",
        "https://example.org/url?q=https://other.example",
        "https://www.facebook.com/someone?u=https://example.org",
        "https://[broken/url?q=https://example.org",
    ],
)
def test_no_wrapper(url: str) -> None:
    """A search, another host's `url=` and broken addresses are let be."""
    assert urls.unwrap_redirect(url) is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:pass@example.org/a", "https://***@example.org/a"),
        ("https://user@example.org/", "https://***@example.org/"),
        ("https://bucket.example/x?X-Amz-Signature=abc&X-Amz-Date=1", "https://bucket.example/x?X-Amz-Signature=***&X-Amz-Date=1"),
        ("https://example.org/a?access_token=abc&page=2#id_token=xyz", "https://example.org/a?access_token=***&page=2#id_token=***"),
        ("https://web.archive.org/web/2019/http://user:pass@example.org/", "https://web.archive.org/web/2019/http://***@example.org/"),
        ("https://example.org/?u=https%3A%2F%2Fme%3Apw%40host.example%2F", "https://example.org/?u=https%3A%2F%2F***%40host.example%2F"),
        (
            "https://example.org/?u=https%3A%2F%2Fa.example%2F%3Ftoken%3Dabc%26x%3D1&v=2",
            "https://example.org/?u=https%3A%2F%2Fa.example%2F%3Ftoken%3D***%26x%3D1&v=2",
        ),
        ("//user:pass@example.org/", "//***@example.org/"),
        ("https://example.org/a@b?keyword=x&author=y", "https://example.org/a@b?keyword=x&author=y"),
        ("https://example.org/?code=fn+main&key=collections&state=open", "https://example.org/?code=fn+main&key=collections&state=open"),
        ("https://example.org/?code=4%2F0AX4XfWh9&key=AIza0123456789", "https://example.org/?code=***&key=***"),
        ("https://example.org/?u=http://a.example/?token=abc&v=2", "https://example.org/?u=http://a.example/?token=***&v=2"),
        ("https://example.org/?a=%3Fpage%3D2%20%3Ftoken%3Dabc", "https://example.org/?a=%3Fpage%3D2%20%3Ftoken%3D***"),
        ("https://example.org/?token=a?b=c;d", "https://example.org/?token=***;d"),
        ("https://example.org/?token=&key=" + "x1" * 2000, "https://example.org/?token=&key=***"),
        ("https://example.org/@user/123", "https://example.org/@user/123"),
        ("mailto:me@example.org", "mailto:me@example.org"),
    ],
)
def test_secrets(url: str, shown: str) -> None:
    """Userinfo and the values of signing and token parameters become ***, nothing else changes."""
    assert urls.redact(url) == (shown, shown != url)


def test_secrets_in_a_text() -> None:
    """URLs in a text, the parts of URLs that a page repeats, and values that are known lose their secrets; other words stay."""
    text = "You asked for /a?token=abc&page=2, see <http://me:pw@a.test/> and 'x=1'; your key is s3cr3tK4n4ry. Ask bob@a.test: 2 = 2."
    shown = "You asked for /a?token=***&page=2, see <http://***@a.test/> and 'x=1'; your key is ***. Ask bob@a.test: 2 = 2."
    assert urls.redact_text(text, urls.held_back("http://a.test/?sig=s3cr3tK4n4ry")) == shown
    assert urls.held_back("http://me:hunter%21two@a.test/?page=2") == {"me:hunter%21two", "hunter%21two", "me:hunter!two", "hunter!two"}
