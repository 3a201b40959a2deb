-- Which role an act rested on and by which way it came in. Events from before have neither, and their hashes leave both out (docs/adr/0030).

ALTER TABLE case_events ADD COLUMN role TEXT;
ALTER TABLE case_events ADD COLUMN channel TEXT;
