"""dpi-city: how a city adopts Digital Public Infrastructure, resident by resident."""
