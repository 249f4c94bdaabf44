"""A trial of rules or places over recorded tracks: followed, told in words, laid on the map."""
