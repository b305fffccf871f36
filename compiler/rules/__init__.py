"""The rules: every judgement about a story, as named rules that return edits."""
