-- How the rows of a materialized view are kept: ALTER … SET ACCESS METHOD came with 15.
-- from 15
-- == both
CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler;
-- == from
CREATE MATERIALIZED VIEW one USING other AS SELECT 1 AS a;
CREATE MATERIALIZED VIEW two AS SELECT 1 AS a;
-- == to
CREATE MATERIALIZED VIEW one AS SELECT 1 AS a;
CREATE MATERIALIZED VIEW two USING other WITH (fillfactor = 70) AS SELECT 1 AS a;
