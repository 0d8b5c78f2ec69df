"""One command of `dpi-city` per file: the file's name is the command, its function of that name the act."""
