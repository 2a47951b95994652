# SPDX-License-Identifier: GPL-3.0-or-later
# Where the demo lives while it runs: a folder of the user's own with its server, its fleet and
# everything Headway keeps (cache, trust). Sourced by data/demo/run and data/demo/stop, which set
# source_root. A test sets HEADWAY_DEMO to have a folder of its own; the path must be short, since
# that of a unix socket is.

demo=${HEADWAY_DEMO:-/tmp/headway-demo-$(id -u)}

# start_demo FOLDER: with the programs of FOLDER first on the PATH
start_demo () {
  mkdir -m 711 "$demo"
  "$source_root/data/private-postgres" start "$demo/server"
  unset "${!PG@}" DATABASE_URL HEADWAY_FLEET
  cat >"$demo/environment" <<TEXT
export PATH='$1':/usr/bin:"\$PATH"
export PGHOST='$demo/server' PGUSER=admin
export XDG_CACHE_HOME='$demo/cache' XDG_CONFIG_HOME='$demo/config'
export XDG_DATA_HOME='$demo/share' XDG_STATE_HOME='$demo/state'
cd '$demo'
TEXT
  . "$demo/environment"
  database_prefix=
}

stop_demo () {
  [ -e "$demo" ] || return 0
  [ -O "$demo" ] || { echo "$demo belongs to somebody else: the demo cannot use it." >&2; exit 3; }
  "$source_root/data/private-postgres" stop "$demo/server"
  rm -rf "$demo"
}
