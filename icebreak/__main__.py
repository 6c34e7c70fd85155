"""``python -m icebreak`` is the same program as ``icebreak``."""

from icebreak.cli import main

if __name__ == "__main__":
    main(prog_name="icebreak")
