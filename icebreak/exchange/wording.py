"""The few words that icebreak itself writes into a file, so that they can be translated."""

from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date


@dataclass(frozen=True, slots=True)
class Wording:
    """Templates with named gaps; the locale (CLDR) writes dates and names of languages."""

    locale: str = "en_GB"
    met: str = "Met at {where}"
    room: str = "room {room}"
    round: str = "round {round}"
    in_common: str = "In common: {phrases}"
    pronouns: str = "Pronouns: {pronouns}"
    language: str = "Language: {language}"
    extension: str = "Phone ext.: {extension}"
    write_to: str = "Write to {name}"

    def day(self, on: date) -> str:
        return format_date(on, "long", locale=self.locale)

    def language_name(self, tag: str) -> str:
        """The name of a language by its tag (BCP 47), or the tag where CLDR has none."""
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self.locale)
        except (ValueError, UnknownLocaleError):
            return tag
        return name or tag


ENGLISH = Wording()
