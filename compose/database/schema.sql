-- Run by provision, any number of times.
SET client_min_messages = warning;

-- What was pushed to this environment's registry.
CREATE TABLE IF NOT EXISTS function (
  name   text PRIMARY KEY,
  digest text NOT NULL,
  pushed timestamptz NOT NULL DEFAULT now()
);
