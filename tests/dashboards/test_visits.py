"""Visits that share a process with others."""

from __future__ import annotations

from tests.dashboards.conftest import Visit, small


def test_a_visit_leaves_nothing_to_the_next_one(browser, home, address: str) -> None:
    one = Visit(browser, address + small(), home=home, width=360, color_scheme="dark")
    one.page.evaluate("localStorage.setItem('dpi-city:work', 'mine')")
    assert home.cookies()
    home.new_page()
    home.set_offline(True)
    one.close()
    assert (home.cookies(), len(home.pages)) == ([], 1)
    assert home.pages[0].evaluate("[localStorage.length, navigator.onLine]") == [0, True]
    two = Visit(browser, address + small(), home=home)
    assert two.page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [
        1366,
        False,
    ]
    two.close()
