"""How what is seen of a noun phrase beside a claim is spelt as traits: "plain+lemma=nsubj|shell".

A telling is one of these functions with its values: (``way_by``, "lemma", "nsubj", "shell"). It stands
for the traits that the function gives of the values. The same tellings come again and again, so that their
weights need to be looked up once.
"""

from collections.abc import Iterable
from typing import Any

from crossbearing.reading.lexicon import event_words, word_class

Telling = tuple[Any, ...]
Traits = tuple[str, ...]

_CLASSES = (
    *("people", "force", "perpetrator", "victim", "territory", "weapon", "vehicle", "crewed", "measure"),
    *("body", "teller", "happening", "series", "idle", "abstract", "fallen", "toll_noun"),
)
_SLIGHT = ("suffer", "copula", "light")
"""Classes of verbs beside which often nobody is named."""

_WAY = "plain+"


def spelt(tellings: Iterable[Telling]) -> list[str]:
    """The traits of some tellings."""
    return [trait for tell, *values in tellings for trait in tell(*values)]


def single(trait: str) -> Traits:
    """A trait that stands alone."""
    return (trait,)


def standing(tag: str, dep: str) -> Traits:
    """A phrase's head: its tag, what it is to its own head."""
    return f"tag={tag}", f"dep={dep}"


def listed(lemma: str) -> Traits:
    """The classes of words in which a lemma is."""
    found = tuple(f"is={name}" for name in _CLASSES if lemma in word_class(name))
    return (*found, "is=event") if lemma in event_words().nouns else found


def below(dep: str, value: str, mark: str) -> Traits:
    """What hangs on a phrase's head."""
    return (f"with {dep}{mark}{value}",)


def owned(kind: str, owning: bool) -> Traits:
    """What a phrase names, and whether it only says whose something is."""
    return f"kind={kind}", f"owning={owning}"


def along(way: str) -> Traits:
    """The way from the event's word to a phrase, and how far up it leads."""
    return f"plain={way}", f"rises={way.count('<')} of {way.count(' ')}"


def way_by(name: str, way: str, value: str) -> Traits:
    """The way with something else."""
    return (f"{_WAY}{name}={way}|{value}",)


def is_way(trait: str) -> bool:
    """Whether a trait is a way with something else."""
    return trait.startswith(_WAY)


def way_told(trait: str) -> Telling:
    """The telling that such a trait comes from."""
    name, _, rest = trait.removeprefix(_WAY).partition("=")
    way, _, value = rest.rpartition("|")
    return way_by, name, way, value


def place(where: str, side: str, far: int, verbs: int, form: str) -> Traits:
    """On which side of the event's word, how far, in which clause, past how many verbs."""
    sides = f"{side} {far}", f"{side} {form}", f"{side} verbs={verbs} {form}"
    return *sides, f"in={where}", f"in={where} {side} {form}"


def subject(form: str, lemma: str) -> Traits:
    """The event's subject."""
    return f"subject {form}", f"subject {lemma}"


def teller(category: str | None) -> Traits:
    """Who tells the claim."""
    return "teller", f"teller {category}"


def hosted(host: str, part: str, own: str, form: str, category: str | None) -> Traits:
    """The verb or the event's noun that a phrase stands by; ``own`` is that word's form."""
    told = f"hosted {host} {part}"
    return f"{told} {own}", f"{told} {own}|{form}", f"{told} {category}"


def host_word(lemma: str, first: str) -> Traits:
    """That word, and the first step from it."""
    return (f"host {lemma} {first}",)


def of_another(plover: str | None, first: str, category: str | None) -> Traits:
    """A phrase that stands by another event's word."""
    return (f"another's {plover} {first} {category}",)


def named(kind: str, category: str | None, topic: str, form: str) -> Traits:
    """What a phrase names, with what the claim is about."""
    return f"kind+plover={kind}|{category}", f"kind+topic={kind}|{topic}", f"kind+form={kind}|{form}"


def led(before: str, side: str, form: str) -> Traits:
    """The word that leads to a phrase."""
    return (f"led {before} {side} {form}",)


def led_named(before: str, kind: str) -> Traits:
    """The same, with what the phrase names."""
    return (f"led {before} {kind}",)


def named_at(side: str, host: str, form: str, kind: str) -> Traits:
    """What a phrase names, with where it stands."""
    return f"{side}+kind={form} {kind}", f"hosted {host} {form} {kind}"


def ruled(how: str, form: str, category: str | None, doers: int, targets: int) -> Traits:
    """What the rules have a phrase do or suffer: "is doer", "meets target"."""
    return how, f"{how} {form}", f"{how} {category}", f"{how} of {doers} {targets}"


def ruled_named(how: str, kind: str, way: str) -> Traits:
    """The same, with what it names and the way to it."""
    return f"{how} {kind}", f"{how} way={way}"


def unruled(name: str, form: str, first: str) -> Traits:
    """That the rules name nobody, with the first step to the phrase."""
    return f"no {name}", f"no {name} {form} {first}"


def beside(name: str, side: str, form: str) -> Traits:
    """What the rules have a phrase do or suffer by another event's word."""
    return (f"{name} beside {side} {form}",)


def beside_plover(name: str, plover: str | None, category: str | None) -> Traits:
    """The same, with the categories of both events."""
    return (f"{name} beside {plover} {category}",)


def beside_topic(name: str, topic: str, own: str, doers: bool, targets: bool) -> Traits:
    """The same, with the topics of both, and whether the rules name somebody of the claim's own."""
    return (f"{name} beside {topic} {own} {doers} {targets}",)


def nobody_by(lemma: str, form: str, dep: str, has_subject: bool) -> Traits:
    """What the event's word says for nobody being named."""
    slight = (f"nobody {name}" for name in _SLIGHT if lemma in word_class(name))
    word = f"nobody form={form}", f"nobody lemma={lemma}", f"nobody dep={dep}"
    return "nobody", *word, f"nobody subject={has_subject} {form}", *slight


def nobody_in(category: str | None, topic: str, status: str, voice: str) -> Traits:
    """What the claim says for it."""
    about = f"nobody plover={category}", f"nobody topic={topic}"
    return *about, f"nobody status={status}", f"nobody voice={voice}"


def nobody_ruled(doers: int, targets: int, form: str) -> Traits:
    """What the rules say for it."""
    return (
        f"nobody doers={doers} targets={targets}",
        f"nobody doers={doers} {form}",
        f"nobody targets={targets} {form}",
    )
