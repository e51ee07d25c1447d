"""The language of the pages: Jinja2, with the few functions that templates call."""

from __future__ import annotations

from copy import copy
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.backends.jinja2 import Jinja2, Template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from .figures.marks import hero, thumb
from .person.marks import dose_words, icon


def words(text: str) -> Markup:
    """Words of ours in the reader's language."""
    return Markup(gettext(text))  # noqa: S704 our own words


def date_words(day: date, form: str) -> str:
    """A day or a moment in the reader's language; `form` as in Django's date filter."""
    return date_format(day, form)


@lru_cache(maxsize=1024)
def address(name: str, *arguments: str) -> str:
    """Where a page is. Kept: the pages link to each other many times."""
    return reverse(name, args=arguments)


# What these give for fixed arguments is the same for everybody who reads this language.
FIXED = {"_": words, "icon": icon, "static": static, "url": address}
OTHERS = {"date": date_words, "dose_words": dose_words, "hero": hero, "language": get_language, "thumb": thumb}


class Fixed(NodeTransformer):
    """Puts what a call with fixed arguments gives in its place: most of a page is known once its template is compiled."""

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        """The call, or the constant that it always is."""
        node = self.generic_visit(node, *args, **kwargs)
        called = FIXED.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if called is None or node.kwargs or not all(isinstance(item, nodes.Const) for item in node.args):
            return node
        return nodes.Const(called(*(item.value for item in node.args)), lineno=node.lineno)


class PageEnvironment(Environment):
    """Compiles templates with their fixed parts filled in (`_generate` is Jinja2's hook for that)."""

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(Fixed().visit(source), *args, **kwargs)


def environment(**options: Any) -> Environment:
    """The environment of all templates. Django turns escaping on."""
    made = PageEnvironment(extensions=["jinja2.ext.i18n"], **options)
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= FIXED | OTHERS
    return made


class Pages(Jinja2):
    """Django's backend, with templates compiled once for each language."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._spoken: dict[str, Jinja2] = {}

    def get_template(self, template_name: str) -> Template:
        """The template in the language of this request. Raises TemplateDoesNotExist."""
        language = get_language()
        if language not in self._spoken:
            spoken = copy(self)
            # An overlay shares everything but the compiled templates.
            spoken.env = self.env.overlay()
            self._spoken[language] = spoken
        return Jinja2.get_template(self._spoken[language], template_name)
