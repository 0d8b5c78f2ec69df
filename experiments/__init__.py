"""Running, comparing and reading many simulated futures."""
