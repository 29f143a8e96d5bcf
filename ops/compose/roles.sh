#!/bin/bash
# Run by PostgreSQL's image at the first start: the services' role owns their database and may do nothing beyond it.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v password="$(cat /secrets/database-password)" <<'SQL'
CREATE ROLE tableorder LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
ALTER DATABASE tableorder OWNER TO tableorder;
REVOKE ALL ON DATABASE tableorder FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
