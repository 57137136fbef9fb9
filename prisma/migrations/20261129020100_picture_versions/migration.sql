-- A picture's version goes up with every change of its texts or focus: who saves later than a colleague is told. It is
-- nothing that readers see.
ALTER TABLE picture ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
DROP TRIGGER announce_updated ON picture;
CREATE TRIGGER announce_updated AFTER UPDATE ON picture
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changed_pictures('key', 'file_name', 'added_by_id', 'added_at', 'version');
