"""Refusing an input: a short code, and one plain sentence that says what to do."""

from crossbearing.errors import InputError
from crossbearing.model import Rejected

_REASONS = {
    "missing": "there is no such file or folder; check the path",
    "unreadable": "the file cannot be opened ({detail}); check its permissions",
    "not-a-file": "this is neither a file nor a folder; give a file of text, HTML or JSON",
    "empty": "the file is empty; nothing was read from it",
    "empty-folder": "the folder holds no report; give .txt, .md, .html, .json or .jsonl (or .gz of these)",
    "unknown-kind": "files of this kind ({detail}) are not read; save the report as .txt, .html or .jsonl",
    "binary": "this is not text ({detail}); save the report as text, HTML or JSON",
    "encoding": "the characters cannot be read ({detail}); save the file again as UTF-8",
    "too-large": "larger than max_file_bytes ({detail} bytes); split it, or raise that limit",
    "record-too-large": "longer than max_record_bytes ({detail} bytes); cut it, or raise that limit",
    "text-too-long": "longer than max_text_chars ({detail} characters); cut it, or raise that limit",
    "bomb": "unpacks to far more than its size ({detail}); unpack it yourself and look at it first",
    "damaged": "the packed file is damaged ({detail}); pack it again",
    "bad-json": "this is not valid JSON ({detail}); correct the line",
    "bad-record": "the record cannot be used: {detail}; correct the record",
    "no-text": "no report text was found in it; give the page or record with its text",
    "fault": "reading it failed, a fault of ours ({detail}); CROSSBEARING_DEBUG=1 shows where",
    "bad-text": "the text holds lone surrogates, which no file can hold; decode it again from its bytes",
}


class RefusalError(InputError):
    """Raised inside the room where an input cannot be used; the door turns it into a ``Rejected``."""

    def __init__(self, where: str, code: str, detail: object = "") -> None:
        self.code = code
        super().__init__(_REASONS[code].format(detail=detail), where=where)

    def rejected(self) -> Rejected:
        """The refusal as a value for the list of what was not read."""
        return Rejected(where=self.where or "", code=self.code, reason=self.message)


def said(error: Exception) -> str:
    """What an error of the system or a library says, as part of a sentence."""
    words = str(getattr(error, "strerror", None) or error or type(error).__name__)
    return words[:1].lower() + words[1:]
