-- Of the tries in a row without a picture those that were answered with something else: only they lengthen the next wait.
ALTER TABLE images ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
