# SPDX-License-Identifier: GPL-3.0-or-later
# The demo fleet, for scripts that source this file: data/demo/run and the tests of the command.
#
# It expects: demo_source (this folder), demo (the folder of the fleet), PGHOST and PGUSER (a server
# on which databases may be made and dropped), and database_prefix (what their names begin with).

services="auth restaurant customer order"
export PGHOST PGUSER PYTHONDONTWRITEBYTECODE=1 PGOPTIONS="-c client_min_messages=warning"

# Copies the services and writes the fleet file, so that nothing in the checkout is touched.
make_fleet () {
  cp -R "$demo_source/services" "$demo/services"
  sed -e "s|@HOST@|$PGHOST|" -e "s|@USER@|$PGUSER|" -e "s|@PREFIX@|$database_prefix|" \
    "$demo_source/headway.fleet.in" >"$demo/headway.fleet"
}

# new_database SERVICE: an empty database, whatever was there before
new_database () {
  dropdb --maintenance-db=postgres --if-exists --force "$database_prefix$1" 2>/dev/null
  createdb --maintenance-db=postgres "$database_prefix$1"
}

# in_service SERVICE ARGUMENT…: runs Debian's Python in the service's folder, on its database
in_service () {
  (
    cd "$demo/services/$1"
    export DATABASE_URL="postgresql+psycopg2://$PGUSER@/$database_prefix$1?host=$PGHOST"
    shift
    exec /usr/bin/python3 "$@"
  )
}

# migrate SERVICE ARGUMENT…: plain Alembic
migrate () {
  service=$1
  shift
  in_service "$service" -m alembic "$@"
}

# create_all SERVICE old_models|models: what the service's image does when it starts
create_all () {
  in_service "$1" -c "import os, sqlalchemy, app.$2 as it
it.Base.metadata.create_all(sqlalchemy.create_engine(os.environ['DATABASE_URL']))"
}

# query SERVICE ARGUMENT…: psql on its database
query () {
  database=$database_prefix$1
  shift
  psql -X -q -v ON_ERROR_STOP=1 -d "$database" "$@"
}

# sample_rows: what a healthy system holds
sample_rows () {
  for service in $services; do
    query "$service" -f "$demo_source/services/$service/sample.sql"
  done
}

# make_healthy: every database at its head by plain Alembic, with rows
make_healthy () {
  for service in $services; do
    new_database "$service"
    [ "$service" != order ] || create_all order old_models
    migrate "$service" upgrade head
  done
  sample_rows
}

# restore_dump SERVICE REVISION: the database as a dump from the time of REVISION has it
restore_dump () {
  migrate "$1" downgrade "$2"
  pg_dump -Fc -f "$demo/$1.dump" "$database_prefix$1"
  new_database "$1"
  pg_restore -d "$database_prefix$1" "$demo/$1.dump"
}

# load_incident NAME: defines its functions: story, happen, and decide where a person must
load_incident () {
  # shellcheck disable=SC1090 # one of incidents/
  . "$demo_source/incidents/$1"
}
decide () { :; }
