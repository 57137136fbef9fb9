-- What a function names is looked for when it runs, in the search_path of whoever runs it: none while a dump is
-- restored, another one under a role that has one of its own. Each function whose body PostgreSQL has not bound to
-- what it names gets the path that it was written for. Immutable ones name nothing but PostgreSQL's own.
DO $$
DECLARE
  own regprocedure;
BEGIN
  FOR own IN
    SELECT p.oid FROM pg_proc p
    WHERE p.pronamespace IN ('public'::regnamespace, 'search'::regnamespace)
      AND p.prosqlbody IS NULL AND p.provolatile <> 'i'
      AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
      )
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', own);
  END LOOP;
END
$$;
