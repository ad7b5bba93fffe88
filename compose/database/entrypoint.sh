#!/bin/sh
# Makes the cluster on the first start, then becomes PostgreSQL.
set -eu
if [ "$(id -u)" = 0 ]; then
  install -d -o postgres -g postgres -m 0700 "$PGDATA"
  install -d -o postgres -g postgres /run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

if [ ! -s "$PGDATA/ready" ]; then
  # A start that was cut short leaves half a cluster.
  find "$PGDATA" -mindepth 1 -delete
  printf '%s\n' "$DATABASE_PASSWORD" > /tmp/password
  initdb --no-sync --no-locale --encoding=UTF8 --username="$DATABASE_USER" --pwfile=/tmp/password \
    --auth-local=trust --auth-host=scram-sha-256 > /tmp/initdb.log 2>&1 || { cat /tmp/initdb.log >&2; exit 1; }
  rm /tmp/password
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  if [ "$DATABASE_NAME" != postgres ]; then
    # Single-user mode: no client can connect before everything is in place.
    echo "CREATE DATABASE \"$DATABASE_NAME\"" | postgres --single -j -D "$PGDATA" postgres > /dev/null
  fi
  echo 17 > "$PGDATA/ready"
fi
exec postgres -D "$PGDATA" -c listen_addresses='*' -c jit=off
