-- The person who looks after one record of the desk, and until when it may rest. Beside desk_care, which is of a whole cause.
ALTER TABLE desk ADD COLUMN assignee TEXT;          -- the name of a token or a person; NULL: no one
ALTER TABLE desk ADD COLUMN snoozed_until INTEGER;  -- epoch ms: until then its list says so; NULL: it may not rest
