-- There while the demo is being loaded: a start that finds it goes on with a load that was cut short. Without it, rows
-- in a database whose site has no settings come from somebody else and are left alone.
CREATE TABLE demo_load (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1)
);
