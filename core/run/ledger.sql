-- Headway's own schema: the append-only record of what it did in this database.
create schema if not exists headway;
create table if not exists headway.ledger (
  number bigint generated always as identity primary key,
  step uuid not null,
  event text not null check (event in ('begun', 'progress', 'done', 'failed')),
  at timestamptz not null default pg_catalog.clock_timestamp(),
  action text not null,
  revision text not null,
  version_before text[] not null,
  version_after text[] not null,
  statements integer not null,
  statements_done integer not null,
  digest text not null,
  duration interval not null,
  role text not null default session_user,
  who text not null,
  application text not null,
  error text,
  sql text not null
);
create index if not exists ledger_step on headway.ledger (step);
comment on schema headway is 'Made by Headway: what it did in this database. No part of the service''s schema.';
comment on table headway.ledger is 'Append-only: one row for each event of each step.';
