"""How templates become Python: Jinja's own, less what none of ours needs; not their words.

A page asks for some thousand attributes and makes some hundred calls. Jinja looks an attribute
up as an item where there is none of its name, and looks whether a function wants the context or
not; our views are objects, and our functions want none. `benchmarks/RESULTS.md` says what pages
cost.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Impossible, TemplateData
from jinja2.runtime import Context
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from gettext import NullTranslations

    from jinja2 import nodes
    from jinja2.compiler import Frame


class _Compiler(CodeGenerator):
    """Compiles `unit.name` to the lookup of an attribute; what is HTML already is not copied.

    No filter is called by it, not even for a constant: its words would be those of one language.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - theirs
        """Write the lookup. What has no such attribute is an error, as an unknown name is."""
        self.write("getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def _output_child_to_const(
        self,
        node: nodes.Expr,
        frame: Frame,
        finalize: CodeGenerator._FinalizeInfo,
    ) -> str:
        """What stands in the template as text; nothing else is known yet."""
        if not isinstance(node, TemplateData):
            raise Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(
        self,
        _node: nodes.Expr,
        _frame: Frame,
        _finalize: CodeGenerator._FinalizeInfo,
    ) -> None:
        """Write what shows a value: all of it is escaped, unless it is HTML."""
        self.write("environment.shown(")


class _Calls(Context):
    """Calls functions, none of which wants the context."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,  # noqa: ANN401 - whatever a template gives
        _loop_vars: object = None,
        _block_vars: object = None,
        **kwargs: Any,  # noqa: ANN401 - likewise
    ) -> Any:  # noqa: ANN401 - likewise
        """Call a function of a template, without the variables that Jinja hands on."""
        return function(*args, **kwargs)


_escaped = lru_cache(maxsize=65_536)(escape)  # names, labels and addresses stand on many pages


def _shown(value: object) -> str:
    """A value as it stands in HTML; most of it is, from macros, and need not be copied."""
    if type(value) is Markup:
        return value
    return _escaped(value) if type(value) is str else escape(value)


class TemplateEnvironment(Environment):
    """An environment for templates whose values are objects, and whose functions are plain.

    Its globals are there before any template is loaded, and stay.
    """

    code_generator_class = _Compiler
    context_class = _Calls
    shown = staticmethod(_shown)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, in one mapping."""
        return {**self.globals, **(d or {})}


def word_functions(translations: NullTranslations) -> dict[str, Callable[..., Markup]]:
    """What templates call for their words, by name; a text in them is looked up once.

    As in Jinja's "newstyle", `%(name)s` stands for a value, which is escaped, and `%%` for a
    percent sign.
    """
    known: dict[tuple[str, ...], Markup] = {}

    def gettext(message: str, /, **values: object) -> Markup:
        words = known.get((message,))
        if words is None:
            words = known[message,] = Markup(translations.gettext(message))  # noqa: S704 - ours
        return words % values

    def pgettext(context: str, message: str, /, **values: object) -> Markup:
        words = known.get((context, message))
        if words is None:
            words = Markup(translations.pgettext(context, message))  # noqa: S704 - likewise
            known[context, message] = words
        return words % values

    def ngettext(singular: str, plural: str, n: int, /, **values: object) -> Markup:
        words = Markup(translations.ngettext(singular, plural, n))  # noqa: S704 - likewise
        return words % {"num": n, **values}

    def npgettext(context: str, singular: str, plural: str, n: int, /, **values: object) -> Markup:
        words = Markup(  # noqa: S704 - likewise
            translations.npgettext(context, singular, plural, n)
        )
        return words % {"num": n, **values}

    return {
        "_": gettext,
        "gettext": gettext,
        "pgettext": pgettext,
        "ngettext": ngettext,
        "npgettext": npgettext,
    }
