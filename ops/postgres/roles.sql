-- A role for each service that uses PostgreSQL, with what it needs and no more; sse-notifier has none. A superuser or the database's owner runs
-- this, before the first start or on a database in use, as often as they like:
--
--   CREATE ROLE tableorder_api LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '...';
--   CREATE ROLE tableorder_projector LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '...';
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -1 -f ops/postgres/roles.sql
--
-- order-api owns the accounts and reads the read models. order-projector owns the read models, whose generations are schemas that it makes, and
-- does not see the accounts. docs/production.md says which of the two the operators' commands take.

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO tableorder_api, tableorder_projector', current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO tableorder_projector', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS accounts;
CREATE SCHEMA IF NOT EXISTS orders;

-- What a role of before owned, the two take over.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT nspname, CASE WHEN nspname = 'accounts' THEN 'tableorder_api' ELSE 'tableorder_projector' END AS owner
        FROM pg_namespace WHERE nspname ~ '^(accounts|orders(_g[0-9]+)?)$'
    LOOP
        EXECUTE format('ALTER SCHEMA %I OWNER TO %I', one.nspname, one.owner);
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', one.nspname);
    END LOOP;
    FOR one IN
        SELECT n.nspname, c.relname, c.relkind,
            CASE WHEN n.nspname = 'accounts' THEN 'tableorder_api' ELSE 'tableorder_projector' END AS owner
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname ~ '^(accounts|orders(_g[0-9]+)?)$' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
          -- A column's own sequence goes with its table.
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND c.relkind = 'S' AND d.deptype IN ('a', 'i'))
    LOOP
        EXECUTE format('ALTER %s %I.%I OWNER TO %I',
            CASE one.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
            one.nspname, one.relname, one.owner);
    END LOOP;
    FOR one IN
        SELECT p.oid::regprocedure AS routine,
            CASE WHEN n.nspname = 'accounts' THEN 'tableorder_api' ELSE 'tableorder_projector' END AS owner
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname ~ '^(accounts|orders(_g[0-9]+)?)$'
    LOOP
        EXECUTE format('ALTER ROUTINE %s OWNER TO %I', one.routine, one.owner);
    END LOOP;
END $$;

-- The views of this schema are all that order-api asks; what they show is theirs, and generations change behind them.
GRANT USAGE ON SCHEMA orders TO tableorder_api;
GRANT SELECT ON ALL TABLES IN SCHEMA orders TO tableorder_api;
ALTER DEFAULT PRIVILEGES FOR ROLE tableorder_projector IN SCHEMA orders GRANT SELECT ON TABLES TO tableorder_api;
