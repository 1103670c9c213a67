"""The guards of every browser test really catch what they are there for."""

import pytest

pytestmark = pytest.mark.browser

EVIL = "<!doctype html><title>x</title><script>document.title='ran'</script><p style='color:red'>x</p>"


def test_an_injected_inline_script_does_not_run_and_is_noticed(site, visit):  # SEC-12
    page = visit(site.url)
    answer = page.goto("/dev/mail/")
    policy = answer.headers["content-security-policy"]

    def with_evil(route):
        body = route.fetch().text().replace("</main>", EVIL + "</main>")
        route.fulfill(body=body, headers={"content-type": "text/html", "content-security-policy": policy})

    page.route("**/dev/mail/", with_evil)
    page.goto("/dev/mail/")
    assert page.title() != "ran"
    assert len([problem for problem in visit.problems if "Content Security Policy" in problem]) >= 2
    visit.problems.clear()


def test_requests_to_others_and_script_errors_are_noticed(site, visit):
    page = visit(site.url)
    page.goto("/dev/mail/")
    page.evaluate("() => { setTimeout(() => { throw new Error('broken') }) }")
    page.route("**/far.example/**", lambda route: route.abort())
    page.evaluate("() => { new Image().src = 'http://far.example/a.png' }")
    page.wait_for_timeout(100)
    assert any("broken" in problem for problem in visit.problems)
    visit.problems.clear()
