/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-replay.c: a replay reads after each revision only what that changed, and yet keeps the very
 * schema that a look at everything gives. */

#include <string.h>

#include "hw-catalog.h"
#include "hw-test-project.h"
#include "hw-test-server.h"

typedef struct
{
  const char *id;
  const char *up;
} Revision;

/* What can be told from the counts, and what cannot, in turns: what a revision adds to the schema
 * must be there for the next one. */
static const Revision alembic[] = {
  { "tables", "op.create_table('people', sa.Column('id', sa.Integer, primary_key=True),\n"
              "    sa.Column('name', sa.String(20), nullable=False, unique=True, comment='who'),\n"
              "    sa.Column('born', sa.Date, server_default='2000-01-01', index=True))\n"
              "op.create_table('pets', sa.Column('id', sa.BigInteger, sa.Identity(),\n"
              "    primary_key=True), sa.Column('owner', sa.Integer, sa.ForeignKey('people.id')),\n"
              "    comment='cats and dogs')" },
  { "rows", "op.execute(\"INSERT INTO people (name) VALUES ('a'), ('b')\")" },
  { "column", "op.add_column('people', sa.Column('age', sa.Integer, sa.CheckConstraint('age > 0',\n"
              "    name='aged')))" },
  { "reads", "rows = op.get_bind().execute(sa.text('SELECT id FROM people')).fetchall()\n"
             "op.add_column('pets', sa.Column('n', sa.Integer, server_default=str(len(rows))))" },
  { "inspects", "if not sa.inspect(op.get_bind()).has_table('houses'):\n"
                "    op.create_table('houses', sa.Column('id', sa.Integer, primary_key=True))" },
  { "enum", "kind = sa.Enum('cat', 'dog', name='kind')\n"
            "kind.create(op.get_bind(), checkfirst=True)\n"
            "op.add_column('pets', sa.Column('kind', kind))" },
  { "beside_enum", "op.add_column('houses', sa.Column('color', sa.Text))" },
  { "index", "op.create_index('pets_by_kind', 'pets', ['kind', sa.text('n DESC')],\n"
             "    postgresql_where=sa.text('n > 0'))" },
  { "view", "op.execute('CREATE VIEW grown AS SELECT id, name FROM people WHERE age > 17')" },
  { "beside_view", "op.add_column('people', sa.Column('nick', sa.Text))\n"
                   "op.create_foreign_key('home', 'pets', 'houses', ['n'], ['id'])" },
  { "rename", "op.alter_column('people', 'nick', new_column_name='called')" },
  { "drop", "op.drop_column('pets', 'n')" },
  { "autocommit",
    "with op.get_context().autocommit_block():\n"
    "    op.create_index('called', 'people', ['called'], postgresql_concurrently=True)\n"
    "op.execute('CREATE TABLE after_block (id serial)')" },
  { "commits", "op.execute('CREATE TABLE before (id int)')\n"
               "op.execute('COMMIT')\n"
               "op.execute('BEGIN')\n"
               "op.execute('CREATE TABLE behind (id int)')" },
  { "savepoint", "op.execute('SAVEPOINT a')\n"
                 "op.execute('CREATE TABLE gone (id int)')\n"
                 "op.execute('ROLLBACK TO a')\n"
                 "op.execute('CREATE TABLE stays (id int)')" },
  { "other_connection", "with op.get_bind().engine.connect() as other:\n"
                        "    with other.begin():\n"
                        "        other.execute(sa.text('CREATE TABLE from_elsewhere (id int)'))\n"
                        "op.execute('CREATE TABLE from_here (id int)')" },
  { "beside_us", "import psycopg2\n"
                 "other = psycopg2.connect(op.get_bind().connection.dsn)\n"
                 "op.execute('CREATE TABLE told (id int)')\n"
                 "other.cursor().execute('CREATE TABLE untold (id int)')\n"
                 "other.commit()" },
  { "function", "op.execute(\"CREATE FUNCTION one() RETURNS trigger LANGUAGE plpgsql AS \"\n"
                "    \"'BEGIN RETURN NEW; END'\")\n"
                "op.execute('CREATE TRIGGER one BEFORE INSERT ON pets EXECUTE FUNCTION one()')" },
  { "forgiven", "op.execute('INSERT INTO nowhere VALUES (1)')\n"
                "op.execute('ALTER TABLE houses ADD rooms int')" },
  { "comment", "op.execute(\"COMMENT ON COLUMN houses.rooms IS 'how many'\")" },
  { "partitions", "op.execute('CREATE TABLE months (month int) PARTITION BY LIST (month)')\n"
                  "op.execute('CREATE TABLE january PARTITION OF months FOR VALUES IN (1)')" },
  { "of_partitions", "op.execute('CREATE INDEX ON months (month)')" },
  { "schema", "op.execute('CREATE SCHEMA app')\nop.execute('CREATE TABLE app.inside (id int)')" },
  { "in_schema", "op.execute('ALTER TABLE app.inside ADD b serial')" },
  { "extension", "op.execute('CREATE EXTENSION citext')" },
  { "of_extension", "op.execute('ALTER TABLE houses ADD street citext')" },
  { "sequence", "op.execute('CREATE SEQUENCE numbers OWNED BY houses.rooms')" },
  { "uncounted", "op.execute('SET LOCAL track_counts = off')\n"
                 "op.execute('CREATE TABLE unseen (id int)')" },
  { "nothing", "pass" },
  { "last", "op.execute('CREATE TABLE last (id int REFERENCES houses)')" },
};

static const Revision sql[] = {
  { "tables", "CREATE TABLE people (id int PRIMARY KEY, name text);" },
  { "column", "ALTER TABLE people ADD age int CHECK (age > 0);\nINSERT INTO people VALUES (1);" },
  { "alone", "CREATE INDEX CONCURRENTLY by_age ON people (age);" },
  { "index", "CREATE INDEX by_name ON people (name);\nCOMMENT ON TABLE people IS 'who';" },
  { "drop", "ALTER TABLE people DROP age;\nALTER TABLE people ADD grown boolean;" },
  { "view", "CREATE VIEW names AS SELECT name FROM people;" },
  { "beside_view", "ALTER TABLE people ADD since date DEFAULT now();" },
};

/* Runs what the recording says on a database of our own, and looks at everything there.
 * (transfer full) */
static HwSchema *
run_and_look (HwConnection *connection, HwRecording *recording)
{
  g_autoptr (GError) error = NULL;
  HwSchema *schema;

  for (guint i = 0; i < recording->up.statements->len; i++)
    {
      const HwRecordedStatement *statement = g_ptr_array_index (recording->up.statements, i);

      /* No statement of it is recorded. */
      if (strstr (statement->sql, "TABLE told") != NULL)
        hw_test_execute (connection, "CREATE TABLE untold (id int)");
      /* The copy forgives what fails on its rows. */
      if (strstr (statement->sql, "nowhere") == NULL)
        hw_test_execute (connection, statement->sql);
    }
  schema = hw_catalog_read (connection, "alembic_version", NULL, &error);
  g_assert_no_error (error);
  return schema;
}

/* That each state of @project is what a look at everything gives. @ids: of its revisions, parted by
 * spaces */
static void
compare (HwTestProject *project, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);

  hw_test_project_open (project, TRUE);
  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwSchema) kept = hw_test_project_expect (project, list[i]);
      g_autoptr (HwRecording) recording = hw_test_project_record (project, list[i], &error);
      g_autoptr (HwSchema) whole = run_and_look (connection, recording);
      g_autoptr (GBytes) kept_bytes = hw_schema_serialize (kept);
      g_autoptr (GBytes) whole_bytes = hw_schema_serialize (whole);

      g_assert_no_error (error);
      g_test_message ("%s", list[i]);
      g_assert_cmpstr (hw_schema_get_digest (kept), ==, hw_schema_get_digest (whole));
      /* With all that depends on something. */
      g_assert_true (g_bytes_equal (kept_bytes, whole_bytes));
    }
}

static void
test_alembic (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (alembic); i++)
    {
      hw_test_project_revise (project, alembic[i].id, i > 0 ? alembic[i - 1].id : "", alembic[i].up,
                              NULL);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", alembic[i].id);
    }
  compare (project, ids->str);
}

static void
test_sql (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (FALSE);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autofree char *name = g_strdup_printf ("migrations/%03u_%s.sql", i + 1, sql[i].id);

      hw_test_project_write (project, name, sql[i].up);
      g_string_append_printf (ids, "%s%03u", i > 0 ? " " : "", i + 1);
    }
  compare (project, ids->str);
}

int
main (int argc, char **argv)
{
  hw_test_project_prepare (&argc, &argv);
  g_test_add_func ("/replay/alembic", test_alembic);
  g_test_add_func ("/replay/sql", test_sql);
  return g_test_run ();
}
