"""The document model: text with marks, stories, edits and books. It imports nothing of the house but `errors`."""
