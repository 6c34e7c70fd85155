"""Who fits whom, and who sits with whom. Pure: no clock, no database, no global randomness."""
