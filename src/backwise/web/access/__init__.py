"""Letting a browser in: by the passphrase, or by a code shown on the computer."""
