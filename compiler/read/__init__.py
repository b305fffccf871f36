"""The readers: each lowers one format to blocks, faithfully and without judging."""
