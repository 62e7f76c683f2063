"""Ten small stories, each proving one promise; see README.md."""
