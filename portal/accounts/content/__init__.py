"""Words and offers of this part."""

# Each version of the code of conduct, and a fingerprint of its words in both languages as
# templates/accounts/conduct_text.html has them. Words that change without a new line here fail a test; a new line asks
# everybody to promise anew (SAF-9). Older lines stay, so that an old promise can be read.
CONDUCT_TEXTS = {
    "2026-1": "fe241b1fea3a9881d886fdab21fc5d417474b23dd051cd0b3c95d6176bfcf28e",
}
CONDUCT = list(CONDUCT_TEXTS)[-1]
