"""Ctrl-C reaches what the tests start, also where they themselves run in the background and a shell has it ignored."""

import signal

signal.signal(signal.SIGINT, signal.default_int_handler)
