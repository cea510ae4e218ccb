"""Group 6 and part of 7 of PDF/X-4: which colours a file may use, in every place that has one."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.checks.preflight.colours import ColourSpace
from octavo.checks.preflight.rules.rule import Hit, Inspection

_GROUP = "transparency group"
_DEVICE = {"DeviceGray": "gray", "DeviceRGB": "rgb", "DeviceCMYK": "cmyk"}


def allowed(seen: Inspection) -> Iterator[Hit]:
    """Device colours of the output alone; others have a profile or are inks by name."""
    intent = seen.document.intent
    model = intent.model if intent and intent.model else "cmyk"
    for page in seen.pages:
        for use in page.spaces.values():
            if use.what == _GROUP:
                continue
            wrong = next((space for space in use.space.chain if _foreign(space, model)), None)
            if wrong is not None:
                why = wrong.fault or f"is not for {model.upper()} output"
                message = f"{use.space.name} is used for {_one(use.what)}: {why}."
                yield Hit(message, page.number, use.box, use.what, (use.space.name, use.what))


def _foreign(space: ColourSpace, model: str) -> bool:
    if space.family == "unknown":
        return True
    return space.family in ("DeviceRGB", "DeviceCMYK") and _DEVICE[space.family] != model


def _one(what: str) -> str:
    return what if what in ("text", "outlined text") else f"a {what}".replace("a i", "an i")


def printed_in(seen: Inspection) -> Iterator[Hit]:
    """No red, green and blue where a printer wants inks; no colour where it wants gray."""
    if seen.limits.colour == "rgb":
        return
    wanted = {"cmyk": "inks", "gray": "black alone"}[seen.limits.colour]
    for page in seen.pages:
        for use in page.spaces.values():
            coloured = use.space.model in ("rgb", "lab") or (
                seen.limits.colour == "gray" and use.space.model in ("cmyk", "spot")
            )
            if coloured and use.what != _GROUP:
                message = f"{use.space.name} is used for {_one(use.what)}; {wanted} are wanted."
                yield Hit(message, page.number, use.box, use.what, (use.space.name, use.what))


def profiles_sound(seen: Inspection) -> Iterator[Hit]:
    """An ICC-based CMYK space is not the output's own profile; /N is what the profile has."""
    intent = seen.document.intent
    for page in seen.pages:
        for use in page.spaces.values():
            for space in use.space.chain:
                if space.family != "ICCBased":
                    continue
                if space.fault:
                    message = f"The profile of a {use.what} is wrong: {space.fault}."
                    yield Hit(message, page.number, use.box, use.what, space)
                elif space.model == "cmyk" and intent and intent.profile == space.profile:
                    message = f"A {use.what} carries the output's own profile; DeviceCMYK says so."
                    yield Hit(message, page.number, use.box, use.what, space)


def functions_fit(seen: Inspection) -> Iterator[Hit]:
    """Functions of inks and gradients give as many values as their space has."""
    for page in seen.pages:
        for use in page.spaces.values():
            for space in use.space.chain:
                if space.fault and space.family in ("Separation", "DeviceN"):
                    message = f"The ink {', '.join(space.colorants)} is broken: {space.fault}."
                    yield Hit(message, page.number, use.box, use.what, space)
        for odd in page.oddities:
            if odd.code == "preflight-colour-function":
                message = f"Broken is {odd.message}."
                yield Hit(message, page.number, odd.box, odd.object, odd.message)


def groups_match(seen: Inspection) -> Iterator[Hit]:
    """A transparency group's device space is that of the output; masks are gray."""
    intent = seen.document.intent
    model = intent.model if intent and intent.model else "cmyk"
    for page in seen.pages:
        for use in page.spaces.values():
            if use.what != _GROUP:
                continue
            own = _DEVICE.get(use.space.family)
            if own in ("rgb", "cmyk") and own != model:
                message = f"Transparency is computed in {use.space.name}, the output is {model}."
                yield Hit(message, page.number, use.box, _GROUP, use.space.name)
