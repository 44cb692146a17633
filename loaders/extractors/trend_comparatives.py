"""Trends told by a comparison with before, or by a verb that pictures the change.

Jaarwisselingen verlopen rustiger dan voorheen.
De doelgroep van geldezels wordt snel jonger.
De bereidheid om aangifte te doen kalft af.
Fietsendiefstal schommelt al jaren rond hetzelfde peil.
Ondernemers krijgen in toenemende mate verzoeken om ruimte te verhuren.

What stands first in such a sentence is a thing or people, not the parties themselves ("we").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.clauses import tidy
from loaders.extractors.trend_patterns import Told
from loaders.numbers import WORD_NUMBER

_WHO = r"(?P<who>(?!(?:We|Wij|Ze|Zij|Hij|Het is|Dit|Dat|Deze|Als|Wie|Om|Door|Met|Wel|Zo|Toch|Niet|Er)\b)[A-ZÀ-Ý][^.;:,()\d]{2,90}?)"
_NOT_COMPARED = r"(?!(?:meer|weer|onder|over|ander|later|eerder|zeker|keer|hier|daar|verder|waar|zonder|liever|sneller)\b)"
_COMPARATIVE = rf"{_NOT_COMPARED}[a-zà-ÿ]{{3,}}er"
_BEFORE = (
    rf"dan (?:voorheen|vroeger|eerder|toen|(?:een|{WORD_NUMBER}|\d+) jaar (?:geleden|terug|eerder)|in (?:19|20)\d\d|"
    r"(?:het|een) jaar (?:ervoor|daarvoor))\b"
)
_GRADUALLY = r"(?:snel|steeds|almaar|alsmaar|gaandeweg|geleidelijk|langzaam|zienderogen|gestaag)"
_LESS = re.compile(r"\b(?:minder|lager|kleiner|korter|rustiger|stiller|zeldzamer|zwakker|schaarser|goedkoper)\b", re.I)
_MORE = re.compile(r"\b(?:meer|vaker|hoger|groter|langer|heviger|drukker|zwaarder|sterker|talrijker|erger|duurder)\b", re.I)
_END = r"(?=\s*[.,;:]|$| en (?:de|het|een)\b)"

# (pattern, direction; None where the words of the comparison tell)
_PATTERNS: tuple[tuple[re.Pattern[str], str | None], ...] = tuple(
    (re.compile(pattern), way)
    for pattern, way in (
        (rf"^(?P<all>{_WHO} [^.;:,()\d]*?\b(?:meer|minder|vaker|{_COMPARATIVE})\b[^.;:,()\d]{{0,40}}? {_BEFORE}(?: dat [^.;:,]+)?)(?=\s*[.,;:]|$| en | al )", None),
        (rf"^(?P<all>{_WHO} (?:wordt|worden|werd|werden|raakt|raken) {_GRADUALLY} {_COMPARATIVE}){_END}", None),
        (rf"(?:^|\. |^(?:En|Ook) )(?P<all>(?:[Dd]e |[Hh]et )?[a-zà-ÿA-ZÀ-Ý][a-zà-ÿ -]{{3,60}}? (?:uit|uiten) zich (?:steeds )?{_COMPARATIVE}){_END}", None),
        (rf"^(?P<all>{_WHO} (?:kalft|kalven|kalfde|brokkelt|brokkelen|brokkelde|vlakt|vlakken|zwakt|bladdert)(?: [a-zà-ÿ]+){{0,3}} af){_END}", "afname"),
        (rf"^(?P<all>{_WHO} (?:verdampt|verwatert|slinkt|slinken|slonk|tanen|taant|verflauwt|ebt weg))\b", "afname"),
        (rf"^(?P<all>{_WHO} (?:sijpelt|sijpelen|dringt|dringen)(?: [a-zà-ÿ]+){{0,3}} door(?: (?:in|tot) [^.;:,]+)?)", "toename"),
        (rf"^(?P<all>{_WHO} (?:breidt|breiden|breidde) zich(?: [a-zà-ÿ]+){{0,4}} uit(?: (?:naar|over|tot) [^.;:,]+)?)", "toename"),
        (rf"^(?P<all>{_WHO} (?:zit|zitten|zat)(?: [a-zà-ÿ]+){{0,2}} in de lift)\b", "toename"),
        (rf"^(?P<all>{_WHO} (?:rukt|rukken|rukte)(?: [a-zà-ÿ]+){{0,3}} op)\b", "toename"),
        (rf"^(?P<all>{_WHO} (?:schommelt|schommelen|schommelde|schommelden) [^.;:,]*?(?:rond|tussen|om) [^.;:,]+)", "stabiel"),
        (rf"^(?P<all>{_WHO} (?:verlegt|verleggen|verlegde|verlegden) (?:hun|zijn|haar|het|de) [^.;:,]+)", ""),
        (rf"^(?P<all>{_WHO} (?:verplaatst|verplaatsen|verplaatste) zich [^.;:,]+)", ""),
        (rf"^(?P<all>{_WHO} (?:is|zijn)(?: [a-zà-ÿ]+){{0,2}} in (?:opkomst|opmars))\b", "toename"),
        (rf"^(?P<all>{_WHO} (?:krijgt|krijgen|hebben|heeft|zien|ziet|maken|maakt|gebruiken|gebruikt|worden|wordt|richten|melden) in toenemende mate [^.;:,]+)", "toename"),
        (rf"^(?P<all>{_WHO} (?:worden|wordt|raken|raakt|zijn|komen|beginnen|plegen|krijgen) [^.;:,]*?\bop (?:steeds )?(?:jongere|latere|hogere) leeftijd[^.;:,]*)", ""),
        (rf"^(?P<all>{_WHO} (?:maakt|maken|zorgt ervoor|zorgen ervoor|leidt ertoe|betekent) dat (?:steeds )?meer [^.;:,]+)", "toename"),
        (rf"^(?P<all>{_WHO} (?:maakt|maken|zorgt ervoor|zorgen ervoor|leidt ertoe|betekent) dat (?:steeds )?minder [^.;:,]+)", "afname"),
    )
)  # fmt: skip
# With something else in front the verb comes first: "Onder jongeren zijn vooral sexting en geldezelarij in opkomst".
_RISING = re.compile(r"\b(?:is|zijn) (?:vooral |ook |met name |opnieuw )?(?P<who>(?!er\b)[a-zà-ÿ][^.;:,]{3,60}?) in (?P<in>opkomst|opmars)\b")
_OFTEN = re.compile(
    r"^(?:Ook|Daarnaast|Verder|Bovendien|Daarbij) (?P<verb>[a-zà-ÿ]+(?:t|en|de|am|am)) (?P<who>(?!(?:we|wij|ze|zij)\b)[^.;:,]{3,60}?) "
    r"(?:steeds )?vaker (?P<what>[^.;:,]+)"
)
_MEANT = re.compile(r"\b(?:zal|zullen|moet|moeten|willen|wil|wordt gestreefd|zodat|opdat)\b")


def compared(sentence: str) -> Iterator[Told]:
    """The trends a sentence tells by a comparison or by a verb that pictures the change."""
    if _MEANT.search(sentence):
        return
    for pattern, way in _PATTERNS:
        match = pattern.search(sentence)
        if match is not None and len(match.group("all").split()) <= 22:
            words = match.group("all")
            yield Told(tidy(words), _way(words) if way is None else way, match.start("all"), match.end("all"))
            return
    if match := _RISING.search(sentence):
        yield Told(f"{tidy(match.group('who'))} in {match.group('in')}", "toename", match.start(), match.end())
    elif match := _OFTEN.match(sentence):
        label = f"{tidy(match.group('who'))} {match.group('verb')} vaker {match.group('what').strip()}"
        yield Told(label, "toename", match.start(), match.end())


def _way(words: str) -> str:
    """The direction of a comparison; empty where more and less of it are no matter of number ("jonger")."""
    return "afname" if _LESS.search(words) else "toename" if _MORE.search(words) else ""
