"""City services that ride on the digital public infrastructure, one file each."""
