"""The best mixes of policies, and when to start them, under a budget and a floor for those worst off."""
