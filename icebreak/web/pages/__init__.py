"""Pages, one module a noun. Each form posts the command that scripts would send."""
