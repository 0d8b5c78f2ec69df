"""Charts as plain ECharts options, in the colours of the printed report."""
