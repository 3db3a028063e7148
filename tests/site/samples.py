"""Pages as different as pages can be, in both languages."""

from __future__ import annotations

from dataclasses import replace

from generator.render.page import Crumb, DataLink, Heading, Page

_BODIES = {
    "shortest": "",
    "text": "chỉ có chữ, không có thẻ",
    "headings": '<h1 id="a">Uông Bí</h1>\n\n\n<h2 id="b">Tiến độ</h2>\n\n<p>Một.</p>\n\n',
    "pre": "<h1>Mã</h1>\n<pre>\n\n  thụt vào\n\ttab\t.\n   \n\nhết   \n</pre>\n",
    "table": (
        "<table>\n<thead><tr><th>Xã<th>Số</thead>\n\n<tbody>\n"
        '<tr><td>A &amp; B</td><td class="n">85/101</td></tr>\n\n</tbody></table>'
    ),
    "svg": (
        '<svg viewBox="0 0 10 10" role="img">\n\n<title>Biểu đồ &lt;1&gt;</title>\n'
        '<linearGradient id="g"/>\n<path d="M0 0\n L1 1"/></svg>'
    ),
    "templates": "<p>{{ page.title }} {% raw %} {# x #} $a ${b} %s {0} \\1 \\n &amp;amp;</p>",
    "markdown": (
        "<div>\n\n# không phải tiêu đề\n\n- không phải danh sách\n\n    không phải mã\n\n"
        "**đậm** _nghiêng_ `mã` [a](b) ![c](d)\n\n[x]: https://example.org\n\n[TOC]\n</div>"
    ),
    "fences": "<pre>\n```python\nx = 1\n```\n~~~\ny\n~~~\n</pre>",
    "placeholders": (
        '<p>title sample-one</p><div class="page-body">\nbody sample-one\n</div>'
        "<p>id-sample-two wzxhzdk:0 \x02wzxhzdk:1\x03 \x02amp\x03</p>"
    ),
    "details": "<details open><summary>Nguồn</summary>\n\n<q>câu</q>\n</details>",
    "long": "<p>Đoạn văn dài.</p>\r\n\r\n" * 2000,
    "words": "<p>a<br>b<img src='x.png' alt='>'> 🙂 \u2028 \x85 \ufeff</p><hr><!-- c -->\n",
}


def _full(name: str, body: str) -> Page:
    return Page(
        lang="vi",
        url=f"units/{name}.html",
        title=f'{name} & <i>“Đ\'”</i> "x" {{{{ y }}}}',
        description=f"{name}: 85/101 thôn, khu > 84% & 'hơn'\n---\nhết",
        body=body,
        section="districts.html",
        headings=(
            Heading(level=3, id="first", text="cấp 3 trước"),
            Heading(level=2, id="a", text="Tiến độ & <đích>"),
            Heading(level=3, id="a-1", text="%s {0}"),
            Heading(level=3, id="a-2", text='"'),
            Heading(level=2, id="b", text="no"),
        ),
        breadcrumbs=(
            Crumb(title="A & <B>", url="index.html"),
            Crumb(title="1.0", url="units/p.html"),
        ),
        structured_data='{"name": "</script><script>alert(1)</script> & \\u00e0"}',
        data_links=(
            DataLink(url=f"units/{name}.csv", media_type="text/csv", title="CSV, 3 > 2"),
            DataLink(url=f"units/{name}.json", media_type="application/json", title="JSON"),
        ),
        edit_url="https://github.com/example/data/edit/main/a.csv?x=1&y=2",
        report_url='https://github.com/example/data/issues/new?title="',
        figure_url="https://github.com/example/data/issues/new?a=1&b=2",
    )


def _bare(name: str, body: str) -> Page:
    return Page(lang="vi", url=f"bare-{name}.html", title=name, description="", body=body)


def pages() -> list[Page]:
    """Each body in a page that has everything, one folder down, and in one that has nothing."""
    vietnamese = [make(name, body) for name, body in _BODIES.items() for make in (_full, _bare)]
    vietnamese.append(replace(_bare("home", "<h1>x</h1>"), url="index.html"))
    return [replace(page, lang=lang) for lang in ("vi", "en") for page in vietnamese]
