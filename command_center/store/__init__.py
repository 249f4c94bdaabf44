"""The only SQL in the house: schema, statements named for what they do, tracks, records, migrations."""
