-- Row security policies come, go and change; the flags of their table too.
-- == both
CREATE TABLE t (a int, b text);
CREATE TABLE u (a int);
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
-- == from
CREATE POLICY kept ON t USING (a > 1);
CREATE POLICY changed ON t FOR SELECT TO alice USING (a > 1);
CREATE POLICY "re made" ON t AS RESTRICTIVE FOR UPDATE USING (a > 1) WITH CHECK (a > 2);
CREATE POLICY gone ON t FOR INSERT WITH CHECK (b = '''');
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
COMMENT ON POLICY kept ON t IS 'Old';
-- == to
CREATE POLICY kept ON t USING (a > 1);
CREATE POLICY changed ON t FOR SELECT USING (a > 3);
CREATE POLICY "re made" ON t AS PERMISSIVE FOR UPDATE USING (a > 1);
CREATE POLICY fresh ON t FOR DELETE USING (a IN (SELECT u.a FROM u));
ALTER TABLE t FORCE ROW LEVEL SECURITY;
COMMENT ON POLICY kept ON t IS 'New';
