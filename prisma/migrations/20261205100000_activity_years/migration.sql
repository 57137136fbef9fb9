-- How many years the activity log is kept.
ALTER TABLE site_settings ADD COLUMN activity_years smallint NOT NULL DEFAULT 5
  CONSTRAINT site_settings_activity_years CHECK (activity_years BETWEEN 1 AND 20);
