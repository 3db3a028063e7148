"""Headers for hosts that take a file of them; the pages hold without.

Written as Netlify and Cloudflare Pages read it: of a header that several rules name, a page
gets all values. See https://docs.netlify.com/routing/headers/ and
https://developers.cloudflare.com/pages/configuration/headers/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.policy import REFERRER, digest, policy, script_digests
from generator.render.chart_files import drawing_styles
from generator.site.policies import NOT_FOUND
from generator.views.urls import in_language

if TYPE_CHECKING:
    from generator.settings import Settings
    from generator.site.stamping import Shells

_UNUSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)


def headers(shells: Shells, settings: Settings) -> Artifact:
    """`_headers`: the policy of all pages at once, and what a page cannot say of itself.

    No other site may frame a page, but for the charts in `embed/`: where `frame-ancestors`
    is, browsers pass over X-Frame-Options.
    """
    of_all = {
        "Content-Security-Policy": policy(
            _scripts(shells, settings), [digest(drawing_styles(settings))]
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
        "Access-Control-Allow-Origin": "*",  # open data: programs in other pages may read it
    }
    rules = {"/*": of_all}
    for lang in settings.languages:
        charts = in_language("embed/*", lang, settings.languages)
        rules[f"/{charts}"] = {"Content-Security-Policy": "frame-ancestors *"}
    text = "".join(
        f"{place}\n" + "".join(f"  {name}: {value}\n" for name, value in told.items())
        for place, told in rules.items()
    )
    return Artifact("_headers", text.encode())


def _scripts(shells: Shells, settings: Settings) -> list[str]:
    """The digests of the scripts in all pages of the theme."""
    not_found = {in_language(NOT_FOUND, lang, settings.languages) for lang in settings.languages}
    pages = ["".join(texts) for texts in shells.constants.values()]
    pages += [file.data.decode() for file in shells.artifacts if file.path in not_found]
    return sorted({found for page in pages for found in script_digests(page)})
