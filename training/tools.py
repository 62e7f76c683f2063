"""What every program that trains needs of an encoder: its tokenizer and its marks."""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer


@dataclass(frozen=True)
class Tools:
    """The encoder's tokenizer, its marks around a window, and the straight quotes for curly ones."""

    tokenizer: Tokenizer
    marks: tuple[int, int]
    straight: dict[int, int]

    @classmethod
    def of(cls, encoder: Path) -> "Tools":
        """Open an encoder's tokenizer."""
        tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        number = tokenizer.token_to_id
        pairs = (("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"))
        straight = {number(curly): number(plain) for curly, plain in pairs}
        return cls(tokenizer, (number("[CLS]"), number("[SEP]")), straight)
