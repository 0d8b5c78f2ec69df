"""How far an answer hangs on what nobody knows: assumptions, starting conditions, luck."""
