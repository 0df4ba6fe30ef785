"""System checks, run at every start."""
