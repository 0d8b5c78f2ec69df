"""Pages in which people steer a city and see what follows; no rule of the model lives here."""
