"""The words of a report: one icon, one name and one meaning for each state, the same in every form that people read."""

from __future__ import annotations

# state: (icon, word, what it means)
HEALTH = {
    "live": ("✅", "Live", "the page opens and looks like the page that was cited"),
    "moved": ("➡️", "Moved", "the page opens under another URL, to which the site redirects for good"),
    "drifted": ("⚠️", "Changed", "the page opens, but what is cited is no longer on it (a saved copy still shows it)"),
    "blocked": ("⛔", "Refused us", "somebody answered but refused an automated visitor; a reader may get in"),
    "unsure": ("❔", "Unsure", "what was seen does not decide it: time-outs, server errors, certificates, name servers"),
    "dead": ("🟥", "Dead", "there is evidence that the content is gone: 404 twice, 410, no such name, a page that says so"),
    "skipped": ("⏭️", "Not asked", "listed, but nobody asked for it; the reason is given"),
}
CLAIM = {
    "live": ("✅", "live source", "at least one of its sources opens"),
    "live_not_located": ("⚠️", "not located on its source", "a source opens, but what the claim says was not found on it"),
    "archived_only": ("🟧", "archived copy only", "none of its sources opens, but a saved copy of one was opened"),
    "unknown": ("❔", "source undecided", "none of its sources is known to open, and not all are known to be dead"),
    "lost": ("🟥", "lost its source", "all its sources are dead and no saved copy was opened"),
    "none": ("⬜", "no source", "no link is tied to it"),
}
# A number of claims in each state, after the number.
CLAIMS = {
    "live": "with a live source",
    "live_not_located": "not located on a live source",
    "archived_only": "only in a saved copy",
    "unknown": "with no source known to open",
    "lost": "with no source left",
    "none": "without a source",
}
CERTAINTY = {
    "certain": "the evidence leaves no other reading",
    "probable": "the evidence points one way, from few observations",
    "suspected": "signs only; look before you act",
}
GAP = {
    "none": "no copy: the archives that were asked have none",
    "unusable": "no usable copy: the captures do not show the page",
    "excluded": "no copy to be had: excluded from the archive",
    "unknown": "not known: the archive could not be asked",
}
# What was seen of a claim, and where: on the live page or in the saved copy.
EVIDENCE = {
    "quote_found": "the quotation is {where}",
    "evidence_located": "what the claim says was located {where}",
    "partly_located": "partly located {where}",
    "value_not_on_page": "a value of the claim is not {where}",
    "value_differs": "another value stands {where}",
    "not_located": "not located {where}",
    "not_checkable": "the text {where} could not be searched",
}
WHERE = {"live": "on the page", "snapshot": "in the saved copy"}
DISAGREEMENT = {
    "number": "the numbers differ",
    "unit": "the units differ",
    "date": "the dates differ",
    "negation": "one says that it is so, the other that it is not",
    "attribution": "one says it more firmly than the other",
}
# When they may still both be right: with a value on either side, and on one side only.
TOLD_DIFFERENTLY = {"number": "the numbers are told differently", "unit": "the units differ", "date": "the dates are told differently"}
TOLD_ONCE = {"number": "only one gives the number", "unit": "only one gives the unit", "date": "only one gives the date"}
# rule: (level, what was found, what to do about it)
RULES = {
    "dead_source": ("error", "the content of a source is gone", "cite the saved copy if one is given, else look for another source"),
    "lost_claim": (
        "error",
        "all sources of a claim are dead and no saved copy was opened",
        "find a new source, or say that the old one is gone",
    ),
    "archived_only": ("warning", "a claim rests on a saved copy alone", "cite the copy, so that readers reach it"),
    "no_snapshot": ("warning", "a dead source has no copy that shows the page", "look in other archives, or for another source"),
    "unverified_snapshot": (
        "warning",
        "there is a capture of a dead source, but it could not be opened",
        "open it by hand before you cite it",
    ),
    "given_copy_does_not_open": (
        "warning",
        "a saved copy that a document cites did not open",
        "cite another copy, or the original if it opens",
    ),
    "unreliable_archive": (
        "warning",
        "a link leads to archive.today, which has no interface, bars robots and was banned by Wikipedia; it is never asked",
        "cite the original, or a copy in another archive",
    ),
    "drifted_source": ("warning", "a page opens but no longer shows what is cited", "re-read the page; cite the saved copy that shows it"),
    "unsure_source": ("warning", "what was seen does not decide whether a source opens", "run the audit again another day"),
    "missing_fragment": ("warning", "a page opens but lacks the anchor that a link names", "correct the part of the URL after `#`"),
    "missing_file": ("error", "a relative link names a file that is not there", "correct the link, or restore the file"),
    "missing_anchor": ("warning", "a link names an anchor that the document or file does not have", "correct the part after `#`"),
    "value_differs": ("warning", "the page gives another value than the claim", "compare both by hand; the report quotes them"),
    "value_not_on_page": ("warning", "a number or date of the claim is nowhere on the page", "check the number against its source"),
    "not_located": ("note", "nothing on the page resembles the claim", "see whether this is the source that was meant"),
    "moved_source": ("note", "a source redirects for good", "cite the new URL that the report gives"),
    "blocked_source": ("note", "a site answers but refuses automated visitors", "open it by hand"),
    "snapshot_unknown": ("note", "an archive could not be asked about a dead source", "run the audit again; it asks for these first"),
    "unarchived": ("note", "a live source is held by no archive that was asked", "have it kept: `linkaudit save`"),
    "dangling_callout": (
        "warning",
        "a call-out names a reference that the document does not have",
        "add the reference or drop the call-out",
    ),
    "orphan_reference": ("note", "no call-out names this reference", "add the call-out, or drop the reference"),
    "duplicate_reference": ("note", "a block or list gives one source twice", "drop one, or name the page that the other means"),
    "single_source": ("note", "every sourced claim of a document rests on one source", "look for a second one"),
}
# What the numbers beside a claim and its source mean.
NUMBERS = (
    "Links that stand together after a passage belong to all of it; the **likeliest claim** is the sentence that each fits best, with the "
    "probability that it is the one. Words and figures of a claim are looked for on the page and in the saved copy: *right in 97% of cases "
    "measured* says how often such a finding held for claims whose truth was known. That words were found does not show that a page "
    "supports the claim: people read it for that."
)
SCOPE = "Whether sources can be *found*, not whether claims are *true*."


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 claim`, `2 claims`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def from_publication(days: int) -> str:
    """How far a saved copy stands from publication."""
    if days == 0:
        return "the day of publication"
    return f"{count(abs(days), 'day')} {'after' if days > 0 else 'before'} publication"
