"""Entities decoded many words at a time are those that the recognizer itself finds."""

import pytest

from crossbearing.cli.work import samples
from crossbearing.reading.pipeline import pipeline

_HARD = (
    "",
    "Rebels",
    "On Tuesday, 13 December, the United Nations said 82 people were killed. Ban Ki-moon spoke in New York",
    "  Aleppo  \n\n The Syrian Observatory for Human Rights  ( SOHR ) , based in Britain .",
    "FSA. SDF! YPG? Jaysh al-Islam, Ahrar al-Sham and the Nusra Front: Idlib; Hama. $1.2 million, 45%",
)


@pytest.mark.parametrize("size", [1, 3, 64])
def test_entities_are_those_of_the_recognizer(size: int) -> None:
    nlp = pipeline()
    entities = nlp.get_pipe("crossbearing_entities")
    with samples() as folder:
        told = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
    texts = [*_HARD, *(line for text in told for line in text.splitlines() if line)]
    with nlp.select_pipes(disable=["crossbearing_entities"]):
        ours = list(entities.pipe(nlp.pipe(texts), batch_size=size))
        theirs = list(entities.recognizer.pipe(nlp.pipe(texts), batch_size=size))
    for mine, other in zip(ours, theirs, strict=True):
        assert [(e.start, e.end, e.label_) for e in mine.ents] == [
            (e.start, e.end, e.label_) for e in other.ents
        ]
        assert [t.ent_iob_ for t in mine] == [t.ent_iob_ for t in other]
    assert sum(len(doc.ents) for doc in ours) > 50
