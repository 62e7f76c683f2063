"""The one settings object; every limit and switch has its reason beside it."""

from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    """Limits and switches of a run.

    ``max_file_bytes``: a larger single report is refused; no news report is near it.
    ``max_record_bytes``: the same for one record of a file of many, which may itself be of any size.
    ``max_text_chars``: the parser's memory grows with a text's length; longer ones are refused.
    ``languages``: read these; others are kept, unread, and said so.
    ``gazetteers``: the user's own places, as CSV files.
    ``actors``: the user's own actors, as CSV files.
    ``workers``: processes that read side by side where many reports wait. A script that asks for more than
    one needs the guard ``if __name__ == "__main__"``, as all that starts processes.
    """

    max_file_bytes: int = 20_000_000
    max_record_bytes: int = 5_000_000
    max_text_chars: int = 400_000
    languages: tuple[str, ...] = ("en",)
    gazetteers: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    workers: int = 1
