"""How templates become Python: Jinja's own, less what none of ours needs; not their words.

A page asks for some thousand attributes and makes some hundred calls. Jinja looks an attribute
up as an item where there is none of its name, and looks whether a function wants the context or
not; our views are objects, and our functions want none. `benchmarks/RESULTS.md` says what pages
cost.
"""

from __future__ import annotations

from functools import cache
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Impossible, TemplateData

from generator.render.html import as_html, filled, shown

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from gettext import NullTranslations

    from jinja2 import nodes
    from jinja2.compiler import Frame, MacroRef
    from jinja2.environment import TemplateModule
    from markupsafe import Markup


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

    def visit_Call(  # noqa: N802 - theirs, as is the flag
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Write the call itself: none of our functions wants what a context knows."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            self.fail("of calls, only those with arguments one by one are compiled", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"**{{{named.key!r}: " if iskeyword(named.key) else f"{named.key}=")
            self.visit(named.value, frame)
            self.write("}, " if iskeyword(named.key) else ", ")
        self.write(")")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - theirs
        """Write the test; that for nothing, which most templates make, as Python has it."""
        if node.name != "none":
            super().visit_Test(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(" is None)")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Write what another template defines: it is the same for all pages at one depth."""
        if node.with_context:
            self.fail("a template that is imported knows nothing of a page", node.lineno)
        self.write("environment.imported(")
        self.visit(node.template, frame)
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, _frame: Frame) -> None:
        """Write the macro as a function of what stands in its brackets, which is called by place.

        What is not given is `missing`, as the body of each macro expects it.
        """
        arguments = len(macro_ref.node.args)
        self.write(f"environment.macro(macro, (missing,) * {arguments})")


def _macro(function: Callable[..., str], missing: tuple[object, ...]) -> Callable[..., Markup]:
    """A macro as templates call it, of the function that Jinja has made of its body."""
    function.__defaults__ = missing

    def macro(*arguments: object) -> Markup:
        return as_html(function(*arguments))

    return macro


class TemplateEnvironment(Environment):
    """An environment for templates whose values are objects, and whose functions are plain.

    Its globals are there before any template is loaded, and stay; so do the templates.
    """

    code_generator_class = _Compiler
    imported: Callable[[str], TemplateModule]
    """What a template defines, by its name: set by whoever sets the globals."""
    shown = staticmethod(shown)
    macro = staticmethod(_macro)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, in one mapping."""
        return {**self.globals, **(d or {})}


def word_functions(translations: NullTranslations) -> dict[str, Callable[..., Markup]]:
    """What templates call for their words, by name; a text in them is looked up once.

    As in Jinja's "newstyle", `%(name)s` stands for a value, which is escaped, and `%%` for a
    percent sign.
    """
    text, in_context = cache(translations.gettext), cache(translations.pgettext)
    alone = cache(lambda message: filled(text(message), {}))

    def gettext(message: str, /, **values: object) -> Markup:
        return filled(text(message), values) if values else alone(message)

    def pgettext(context: str, message: str, /, **values: object) -> Markup:
        return filled(in_context(context, message), values)

    def ngettext(singular: str, plural: str, n: int, /, **values: object) -> Markup:
        return filled(translations.ngettext(singular, plural, n), {"num": n, **values})

    def npgettext(context: str, singular: str, plural: str, n: int, /, **values: object) -> Markup:
        said = translations.npgettext(context, singular, plural, n)
        return filled(said, {"num": n, **values})

    return {
        "_": gettext,
        "gettext": gettext,
        "pgettext": pgettext,
        "ngettext": ngettext,
        "npgettext": npgettext,
    }
