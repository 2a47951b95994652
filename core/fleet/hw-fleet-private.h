/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-fleet-private.h: the insides of fleet, service and database, for the files that fill them. */

#pragma once

#include "hw-fleet.h"
#include "hw-keyring.h"
#include "hw-tunnel.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  gboolean is_protected;
} HwEnvironment;

/* Everything but the trust is set while loading and never changed after. */
struct _HwFleet
{
  GObject parent_instance;

  char *path;
  char *folder;
  char *name;
  char *shadow;
  guint jobs;
  guint connect_timeout;
  HwCompareOptions comparison; /* what counts as drift, whichever the database */
  guint lock_timeout;
  guint statement_timeout;
  GPtrArray *environments;      /* of HwEnvironment */
  GPtrArray *environment_names; /* of char*, NULL-terminated, names of the former */
  GPtrArray *services;          /* of HwService */

  HwKeyring *keyring;
  int is_trusted; /* atomic: trusted in this process, no need to look again */
};

struct _HwService
{
  GObject parent_instance;

  HwFleet *fleet; /* it holds us */
  char *name;
  char *migrations;
  char *format;
  char *version_table;
  char *snapshots;
  char *python;
  char *runner;
  GStrv after;
  GStrv ignore;         /* (nullable) */
  GPtrArray *databases; /* of HwDatabase */
  guint wave;
  guint line;       /* of its group in the file, from 0 */
  guint after_line; /* of its key After */

  GMutex lock;
  HwHistory *history; /* under the lock */
};

/* Where the password of a database came from when it last worked. */
typedef enum
{
  HW_PASSWORD_UNKNOWN,
  HW_PASSWORD_KEPT, /* given by the user for this process */
  HW_PASSWORD_KEYRING,
  HW_PASSWORD_LIBPQ, /* its own ways, or the server wants none */
  HW_PASSWORD_FILE,
  HW_PASSWORD_COMMAND,
} HwPasswordSource;

struct _HwDatabase
{
  GObject parent_instance;

  HwFleet *fleet;     /* it holds us */
  HwService *service; /* it holds us */
  char *environment;
  char *title;
  gboolean is_protected;
  char *conninfo;
  char *tunnel_command;
  char *password_file;
  char *password_command;
  GStrv ignore;     /* (nullable) */
  HwFilter *filter; /* (nullable): all but what is ignored here or in the whole service */
  guint line;

  int source; /* atomic: HwPasswordSource */
  GMutex lock;
  HwTunnel *tunnel; /* under the lock; started when first needed */
  char *kept;       /* (nullable): under the lock; in non-pageable memory */
};

G_END_DECLS
