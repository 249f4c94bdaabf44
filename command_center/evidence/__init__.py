"""Evidence that would stand: what is kept, whether it is complete, and the dossier anyone can verify."""
