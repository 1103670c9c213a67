"""How a room says no: a sentence a child may read, blaming nobody."""

from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import Refusal

REASONS = {
    "closed": _("This room is not open."),
    "out": _("You are not in this room just now."),
    "waiting": _("The adults let you in soon. You need not do anything."),
    "not_for_you": _("That is not yours to change."),
    "uncovered": _("We wait until two adults are here. Then we go on."),
    "paused": _("We are taking a short break. Your words are still on this device."),
    "text_off": _("Writing is off until one more adult is here. You can still raise your hand."),
    "not_begun": _("The door is not open yet. What you tell each other is written under “Among adults”."),
    "no_hand": _("That hand is not up any more."),
    "round_running": _("A round is going on. End it first."),
    "round_soon": _("A round began just now. Wait a minute before the next one."),
    "steps_unclear": _("One step a line, twelve at most: the minutes first, then a few words."),
    "no_step": _("That step is not on the list."),
    "mood_running": _("The check-in is still open. Close it first."),
    "mood_over": _("The check-in is closed."),
    "poll_running": _("One question is still open. Close it first."),
    "poll_over": _("That question is closed."),
    "no_choice": _("That answer is not on the list."),
    "too_many_dots": _("That is more than you have. Take one away first."),
    "same_choices": _("Two answers are the same. Please change one."),
    "unwatched": _("In a small group nobody writes until two adults are there. Hands and taps work."),
    "moved": _("You are in another room now."),
    "groups_open": _("The small groups are open. Bring them back first."),
    "no_groups": _("The small groups are not open."),
    "no_small_group": _("There is no such group. Say first how many groups there are."),
    "nobody_placed": _("No child is in a group yet. Divide the children first."),
    "too_few": _("There are fewer children here than groups."),
    "words_running": _("One collection of words is still open. Close it first."),
    "words_over": _("This collection of words is closed."),
    "enough_words": _("You have given three words. Take one back to give another."),
    "board_running": _("One board is still open. Close it first."),
    "board_over": _("This board takes no more notes."),
    "enough_notes": _("You have put five notes. Take one back to put another."),
    "no_group": _("That group is not on the board."),
    "adults_name": _("The adults name the groups here. Tell one of them your idea."),
    "few_notes": _("Dots need two notes on the board at least."),
    "no_line": _("Only lines of the minutes are corrected. What somebody said stays as they said it."),
    "screen_full": _("Four are on the screen already. Take one off first."),
    "gone": _("That message is not there any more."),
    "with_lead": _("The safeguarding lead has this one now. It is not decided here."),
    "unheard": _(
        "Thank you for telling us. It did not reach an adult yet. Please send it again, or tell an adult near you."
    ),
    "not_handed": _("This could not be handed to the safeguarding lead, so nothing was changed. Please try again."),
    "own": _("Another adult has to decide this one."),
    "nobody": _("That person is not in this room."),
    "screened": _("These words carry something private or unsafe. Please write them another way."),
    "too_fast": _("A little slower, please. Wait a moment and send it again."),
    "unreadable": _("We could not read that. Please try again."),
}


class NotNow(Refusal):
    """The room's rules say no; `code` is one of REASONS."""

    def __init__(self, code: str):
        super().__init__(REASONS[code])
        self.code = code


class NotHere(Refusal):
    """Not a member of this room, for whatever reason; the reason is nobody's to hear (SEC-32)."""

    def __init__(self):
        super().__init__(REASONS["out"])
        self.code = "out"
