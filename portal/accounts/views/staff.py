"""The desk on which managers look after colleagues: roles, checks, promises, sessions, pauses, leaving."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import View

from portal.accounts import actions, policy, queries
from portal.accounts.actions import powers
from portal.accounts.forms.staff import CheckForm, LeaveForm, PauseForm, RoleForm
from portal.accounts.kinds import Kind
from portal.accounts.queries.partners import looks_after_partners, partners
from portal.accounts.roles import GIVEN_BY_TWO, MANAGERS, Role
from portal.accounts.routes import Audience, Declaration, Fresh
from portal.directory.queries import our_offices
from portal.ui.refusals import Refusal


def managers(purpose: str, fresh: Fresh = Fresh.NO, roles: frozenset = MANAGERS):
    """Marks a page for those who look after colleagues; a superuser may break the glass, with two factors."""

    def mark(view):
        view = never_cache(view)
        view.declaration = Declaration(Audience.STAFF, purpose, roles, break_glass=True, fresh=fresh)
        return view

    return mark


@managers("see the colleagues of one's offices")
def listing(request):
    at = policy.now()
    people = queries.with_rights(queries.colleagues(request.user, at=at)).order_by("pseudonym", "pk")
    rows = [
        {"person": each, "papers": queries.papers_of(each, at=at), "promise": queries.promise_of(each)}
        for each in people
    ]
    context = {"offices": by_office(rows), "proposals": queries.proposals_for(request.user, at=at), "at": at}
    context["may_welcome"] = powers.may_welcome(request.user, at=at)
    context["sees_partners"] = looks_after_partners(request.user, at=at)
    return render(request, "accounts/staff_list.html", context)


@managers("see one colleague's roles and checks")
def one(request, pk):
    return _page(request, _colleague(request, pk))


@managers("give a colleague a role", fresh=Fresh.ACT)
@require_POST
def give(request, pk):
    """Alone where one person gives it, as the first of two where two do (SEC-9)."""
    person, form = _colleague(request, pk), RoleForm(request.POST, offices=_offices(request))
    if not form.is_valid():
        return _page(request, person, role_form=form)
    role = Role(form.cleaned_data["role"])
    two = role in GIVEN_BY_TWO and not request.user.is_superuser
    act = actions.propose_role if two else actions.grant_role
    said = _("Proposed. A colleague says the second yes.") if two else _("The role is given.")
    return _done(request, person, said, act, person=person, role=role, office=form.cleaned_data["office"])


@managers("say the second yes to a role", fresh=Fresh.ACT)
@require_POST
def confirm(request, proposal):
    found = get_object_or_404(queries.proposals_for(request.user, at=policy.now()), pk=proposal)
    return _done(request, found.user, _("The role is given."), actions.confirm_role, proposal=found)


@managers("drop a proposed role")
@require_POST
def drop(request, proposal):
    found = get_object_or_404(queries.proposals_for(request.user, at=policy.now()), pk=proposal)
    return _done(request, found.user, _("The proposal is dropped."), actions.drop_proposal, proposal=found)


@managers("end a colleague's role")
@require_POST
def take(request, grant):
    found = get_object_or_404(queries.grants_of(_people(request)), pk=grant)
    return _done(request, found.user, _("The role has ended."), actions.take_role, grant=found)


@managers("record a colleague's check", fresh=Fresh.ACT)
@require_POST
def check(request, pk):
    person, form = _colleague(request, pk), CheckForm(request.POST)
    if not form.is_valid():
        return _page(request, person, check_form=form)
    facts = {name: form.cleaned_data[name] for name in ("kind", "checked_on", "result", "reference")}
    return _done(
        request,
        person,
        _("The check is recorded."),
        actions.record_qualification,
        person=person,
        expires_at=form.expires_at,
        **facts,
    )


@managers("pause a colleague's account")
@require_POST
def pause(request, pk):
    """At once, without asking again who one is: a danger does not wait for a code."""
    person, form = _colleague(request, pk), PauseForm(request.POST)
    if not form.is_valid():
        return _page(request, person, pause_form=form)
    said = _("The account is paused. Every session has ended.")
    return _done(
        request, person, said, actions.pause, person=person, code=form.cleaned_data["code"], until=form.ends_at
    )


@managers("lift a pause", fresh=Fresh.ACT)
@require_POST
def unpause(request, pk):
    person = _colleague(request, pk)
    return _done(request, person, _("The pause is lifted."), actions.unpause, person=person)


@managers("end a colleague's sessions")
@require_POST
def close(request, pk, session=None):
    person = _colleague(request, pk)
    return _done(request, person, _("Ended."), actions.close_sessions, person=person, only=session)


@method_decorator(never_cache, name="dispatch")
class Leave(View):
    """One page for one step that cannot be taken back."""

    declaration = Declaration(
        Audience.STAFF, "close the account of who leaves", MANAGERS, break_glass=True, fresh=Fresh.ACT
    )

    def get(self, request, pk, form=None):
        person = _colleague(request, pk)
        context = {"person": person, "form": form or LeaveForm(), "can": _can(request, person)}
        return render(request, "accounts/staff_leave.html", context)

    def post(self, request, pk):
        person, form = _colleague(request, pk), LeaveForm(request.POST)
        if not form.is_valid():
            return self.get(request, pk, form)
        said = _("The account is closed, and every door with it.")
        return _done(request, None, said, actions.leave, person=person)


def by_office(rows) -> list[tuple]:
    """(office or None, rows): somebody with roles in two offices stands under both, who has none under the last."""
    found: dict = {}
    for row in rows:
        for office in {grant.office for grant in row["person"].live_grants} or {None}:
            found.setdefault(office, []).append(row)
    return sorted(found.items(), key=lambda row: (row[0] is None, str(row[0] or "")))


def _people(request):
    """Whom this manager looks after: colleagues, and people of partner offices."""
    at = policy.now()
    return queries.colleagues(request.user, at=at) | partners(request.user, at=at)


def _colleague(request, pk):
    return get_object_or_404(queries.with_rights(_people(request)), pk=pk)


def _offices(request):
    reach = queries.reach(request.user, MANAGERS, at=policy.now())
    everywhere = request.user.is_superuser or reach.everywhere
    return our_offices() if everywhere else our_offices().filter(pk__in=reach.offices)


def _page(request, person, **forms):
    at = policy.now()
    context = {
        "person": person,
        "at": at,
        "can": _can(request, person),
        "grants": [(grant, powers.may_take(request.user, grant, at=at)) for grant in person.live_grants],
        "held": queries.roles(person, at=at),
        "papers": queries.papers_of(person, at=at),
        "promise": queries.promise_of(person),
        "sessions": [row for row in queries.sessions_of(person) if not policy.is_over(row.remembers, person, at=at)],
        "proposals": queries.proposals_for(request.user, at=at).filter(user=person),
        "role_form": RoleForm(offices=_offices(request)),
        "check_form": CheckForm(initial={"checked_on": policy.today(at)}),
        "pause_form": PauseForm(),
    }
    return render(request, "accounts/staff_one.html", context | forms)


def _can(request, person) -> dict:
    """Which steps this manager may take with this person now; the page shows no others."""
    by, at = request.user, policy.now()
    gone = not person.is_active and not person.pause_code
    ours = person.kind == Kind.STAFF  # a partner has one role, and no checks of ours
    return {
        "ours": ours,
        "manage": ours and not gone and powers.may_manage(by, person, at=at),
        "pause": not gone and not person.pause_code and powers.may_pause(by, person, at=at),
        "unpause": bool(person.pause_code) and powers.may_unpause(by, person, at=at),
        "leave": not gone and powers.may_let_go(by, person, at=at),
        "give": ours and person.is_active and by.pk != person.pk,
        "gone": gone,
    }


def _done(request, person, said: str, act, /, **facts):
    try:
        act(by=request.user, at=policy.now(), **facts)
    except Refusal as no:
        messages.error(request, no.message)
    else:
        messages.success(request, said)
    return redirect("people:one", person.pk) if person else redirect("people:list")
