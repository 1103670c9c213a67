"""Words that everybody here would try first, however dressed up: capitals, digits, signs for letters (SEC-5)."""

import re
import unicodedata

# Our own names in both writings, as a child and as a stranger would type them.
OURS = (
    "同檐", "童言", "协作者", "tongyan", "yanxia", "xiezuozhe", "underoneeave", "oneeave",
)  # fmt: skip
LOOKALIKES = str.maketrans("0134578@$!|+", "oieastbasilt")
TRADITIONAL = str.maketrans("簷協", "檐协")


def folded(words: str) -> str:
    """What counts of a passphrase: full-width and half-width, capitals, spaces and commas are alike."""
    return _bare(unicodedata.normalize("NFKC", words).casefold())


def forms(words: str) -> set[str]:
    """The same words undressed: signs read as letters, digits left out, doubled letters once."""
    text = unicodedata.normalize("NFKC", words).casefold().translate(TRADITIONAL)
    plain, read = _bare(text), _bare(text.translate(LOOKALIKES))
    found = {plain, read, re.sub(r"\d", "", plain), re.sub(r"\d", "", _bare(re.sub(r"\d+\W*$", "", text)))}
    found |= {_bare(re.sub(r"\d+\W*$", "", text).translate(LOOKALIKES))}
    return found | {re.sub(r"([a-z])\1+", r"\1", form) for form in found}


def holds(words: str, guesses) -> bool:
    """Whether one of the guesses stands in the words in any form."""
    wanted = {form for guess in guesses if len(guess) > 1 for form in (folded(guess), re.sub(r"\d", "", folded(guess)))}
    wanted |= {re.sub(r"([a-z])\1+", r"\1", form) for form in wanted}
    return any(guess in form for form in forms(words) for guess in wanted if len(guess) > 1)


def _bare(text: str) -> str:
    return "".join(each for each in text if unicodedata.category(each)[0] not in "ZPC")
