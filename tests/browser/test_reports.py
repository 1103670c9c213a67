"""A true browser refuses a planted script, and tells us so in either of the two ways (SEC-12)."""

import time

import pytest

from tests import browsing, serving

pytestmark = pytest.mark.browser

PLANTED = "<script>document.title='ran'</script><p style='color:red'>x</p>"
WHERE = "/zh-hans/help/"
SAID = [f"script-src-elem refused inline on {WHERE}", f"style-src-attr refused inline on {WHERE}"]


def plant(page):
    """The page as the server sends it, its policy and all, with something in it that we did not write."""

    def answer(route):
        told = route.fetch()
        route.fulfill(response=told, body=told.text().replace("</main>", PLANTED + "</main>"))

    page.route(f"**{WHERE}*", answer)


def heard(site, page):
    """The browser sends its letters when it likes."""
    end = time.monotonic() + 20
    while time.monotonic() < end and not all(line in site.said() for line in SAID):
        page.wait_for_timeout(100)
    return [line for line in SAID if line in site.said()]


def test_a_planted_script_does_not_run_and_is_reported(site, visit):
    visit.allow("Content Security Policy")
    page = visit(site.url)
    plant(page)
    with page.expect_response("**/csp/") as report:
        page.goto(f"{WHERE}?q=secret")
    assert report.value.status == 204
    assert report.value.request.headers["content-type"] == "application/csp-report"
    assert page.title() != "ran"
    assert heard(site, page) == SAID
    assert "secret" not in site.said()


def test_over_https_it_is_reported_the_new_way(copied_database):
    # One without a window has no post office of its own, and would send nothing.
    unasked = ("--ignore-certificate-errors", "--short-reporting-delay")  # a minute otherwise
    with serving.serving(1, secret=True) as site, browsing.launched(*unasked, whole=True) as chromium:
        page = chromium.new_page(base_url=site.url, ignore_https_errors=True)
        letters = []
        page.on("request", lambda request: request.url.endswith("/csp/") and letters.append(request))
        plant(page)
        answer = page.goto(WHERE)
        assert "report-to csp" in answer.headers["content-security-policy"]
        assert page.title() != "ran"
        assert heard(site, page) == SAID
        assert letters == []  # not the old way: such letters the page sends itself
