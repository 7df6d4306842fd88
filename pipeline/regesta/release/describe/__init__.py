"""The descriptions of a release: each is written from the contract, the settings and the tables, and reads no record."""
