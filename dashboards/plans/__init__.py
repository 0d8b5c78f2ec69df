"""The plans on the page: what they are, how levers change them, how a link brings them back."""
