"""Which icon and which colour belong to which state; the word comes from the part that owns the state."""

STATES = {
    "writing": ("pencil", "ink"),
    "sent": ("plane", "sky"),
    "reading": ("eye", "plum"),
    "change": ("pencil-loop", "persimmon"),
    "kept": ("lantern", "indigo"),
    "public": ("window", "moss"),
    "forwarded": ("arrow", "sky"),
    "answered": ("echo", "moss"),
    "silent": ("hourglass", "persimmon"),
    "nod": ("hand", "persimmon"),
    "home": ("family", "plum"),
    "not_shown": ("lantern", "ink"),
    "put_away": ("lantern", "indigo"),
    "taken_back": ("return", "ink"),
}
TONES = ("ink", "sky", "plum", "persimmon", "indigo", "moss", "rose")
