"""A policy names the scripts and styles that a page has in itself, and no others."""

from __future__ import annotations

from generator.policy import digest, policy, script_digests


def test_a_script_is_named_as_browsers_name_it() -> None:
    # As `openssl dgst -sha256 -binary | base64` has it.
    assert digest("console.log('hi')") == "'sha256-1ohZFo3B9w3UOFBbfx6JSomkpkME90iPs1r/qXzvX7Y='"


def test_scripts_that_run_are_found_and_those_that_are_data_or_files_are_not() -> None:
    page = """<script>a < b && "</p>"</script><p>c</p><script type="module">d</script>
        <script src="e.js"></script><script type="application/ld+json">{}</script>
        <script id="__config" type="application/json">{}</script><script>d</script>"""
    assert script_digests(page) == (digest('a < b && "</p>"'), digest("d"))


def test_a_policy_allows_what_it_names() -> None:
    assert policy(["'sha256-a'"], ["'sha256-b'"]) == (
        "default-src 'none'; script-src 'self' file: 'sha256-a'; "
        "style-src 'self' file: 'sha256-b'; img-src 'self' file: data:; "
        "connect-src 'self'; form-action 'self' file:; base-uri 'none'"
    )
