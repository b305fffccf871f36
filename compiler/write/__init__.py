"""The writers: a book becomes bytes."""
