"""Words that everybody here would try first, however dressed up: capitals, digits, signs for letters (SEC-5)."""

import re
import unicodedata

from portal.text.bigrams import CJK

# Our own names in both writings, as a child and as a stranger would type them.
OURS = (
    "同檐", "童言", "协作者", "tongyan", "yanxia", "xiezuozhe", "underoneeave", "oneeave",
)  # fmt: skip
LOOKALIKES = str.maketrans("0134578@$!|+", "oieastbasilt")
TELLING = 4  # letters; a Chinese character counts as two. Shorter ones stand in half of all passphrases by chance
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
    """Whether one of the guesses stands in the words in any form; one of a few letters says nothing."""
    wanted = {form for guess in guesses for form in (folded(guess), re.sub(r"\d", "", folded(guess)))}
    wanted |= {re.sub(r"([a-z])\1+", r"\1", form) for form in wanted}
    return any(guess in form for form in forms(words) for guess in wanted if _length(guess) >= TELLING)


def _length(guess: str) -> int:
    return len(guess) + sum(len(run) for run in CJK.findall(guess))


def _bare(text: str) -> str:
    return "".join(each for each in text if unicodedata.category(each)[0] not in "ZPC")
