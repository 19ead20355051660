-- A dry run tells what would be taken away (a list's price) from what is refused: looked = created + changed + removed + refused + waiting + same.
-- Of a line: action create | change | remove | refuse.
ALTER TABLE dry_run_passes ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;

-- More lines are kept a lane, so a line's slot is another: what was laid down by the former number is made anew by the next pass.
DELETE FROM dry_run_lines;
DELETE FROM dry_run_passes;
