"""What templates may rely on, and what they are kept from."""

from decimal import Decimal
from pathlib import Path

import jinja2
import pytest

from generator.dates import parse
from generator.render.environment import environment
from generator.settings import Settings, discover


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A project whose templates are yet to be written; the words are the site's own."""
    for folder in ("templates", "pages/vi", "pages/en"):
        (tmp_path / "site_src" / folder).mkdir(parents=True)
    (tmp_path / "mkdocs.en.yml").touch()
    return discover(project=tmp_path, base_url="https://example.org/", environ={})


def _render(settings: Settings, lang: str, template: str, **values: object) -> str:
    (settings.site_src / "templates/page.html").write_text(template, encoding="utf-8")
    return environment(settings, lang).get_template("page.html").render(values)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_texts_of_the_data_are_escaped(settings: Settings, lang: str) -> None:
    template = '{{ quote }} {{ quote|lang_span("vi") }} {{ _("about %(date)s", date=quote) }}'
    assert "<script>" not in _render(settings, lang, template, quote="<script>")


def test_a_name_that_no_view_has_is_an_error(settings: Settings) -> None:
    with pytest.raises(jinja2.UndefinedError, match="'quotation' is undefined"):
        _render(settings, "vi", "{% if quotation %}{% endif %}")


def test_words_come_from_the_catalogue_of_the_language(settings: Settings) -> None:
    template = '{{ ngettext("%(num)s byte", "%(num)s bytes", 2) }}'
    assert _render(settings, "vi", template) == "2 byte"
    assert _render(settings, "en", template) == "2 bytes"


@pytest.mark.parametrize(
    ("lang", "one", "several"), [("en", "(villages)", "villages"), ("vi", "villages", "villages")]
)
def test_what_is_counted_has_one_form_which_is_set_apart_beside_a_single_one(
    lang: str, one: str, several: str
) -> None:
    parts = environment(discover(environ={}), lang).get_template("partials/parts.html").module
    said = [str(parts.counted(number, "villages")) for number in (1, 2)]  # type: ignore[attr-defined]
    assert said == [one, several]


def test_a_macro_takes_what_it_is_given_by_place_and_its_own_word_for_the_rest(
    settings: Settings,
) -> None:
    template = "{% macro m(a, b='<i>' | safe, c=none) %}{{ a }}{{ b }}{{ c is none }}{% endmacro %}"
    given = f"{template}{{{{ m('<') }}}} {{{{ m('1', '>', 2) }}}}"
    assert _render(settings, "vi", given) == "&lt;<i>True 1&gt;False"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("m()", "parameter 'a' was not provided"),
        ("m(1, 2)", "takes from 0 to 1 positional arguments but 2 were given"),
        ("m(b=1)", "unexpected keyword argument 'b'"),
        ("m(*[1])", "only those with arguments one by one"),
    ],
)
def test_a_macro_that_is_called_otherwise_is_an_error(
    settings: Settings, call: str, told: str
) -> None:
    with pytest.raises((jinja2.TemplateError, TypeError), match=told):
        _render(settings, "vi", f"{{% macro m(a) %}}{{{{ a }}}}{{% endmacro %}}{{{{ {call} }}}}")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(7, "7"), (0.5, "0.5"), (Decimal("90.80"), "90.80"), (True, "True"), ("a & b", "a &amp; b")],
)
def test_every_value_is_shown_as_it_is(settings: Settings, value: object, shown: str) -> None:
    assert _render(settings, "vi", "{{ value }}", value=value) == shown


def test_filters_speak_the_language_of_the_page(settings: Settings) -> None:
    template = (
        "{{ when|date }}, {{ when|date_short }}, {{ when|date_short_html }}, {{ 1234|number }}"
    )
    when = parse("2018-06")
    assert _render(settings, "vi", template, when=when) == (
        'tháng 6-2018, 6-2018, <time datetime="2018-06">6-2018</time>, 1.234'
    )
    assert _render(settings, "en", template, when=when) == (
        'June 2018, Jun 2018, <time datetime="2018-06">Jun 2018</time>, 1,234'
    )


def test_a_template_knows_its_language_and_the_others(settings: Settings) -> None:
    template = "{{ lang }} {{ base_url }} {{ languages.items()|map('join', '=')|join(' ') }}"
    assert _render(settings, "en", template) == "en https://example.org/ vi=Tiếng Việt en=English"


def test_an_environment_is_made_once(settings: Settings) -> None:
    assert environment(settings, "vi") is environment(settings, "vi")
