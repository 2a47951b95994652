#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every incident of the demo, made on real databases: seen for what it is, and mended."""

import demo
import tap

UNVERSIONED = dict.fromkeys(demo.SERVICES, "unversioned")
HEALTHY = dict.fromkeys(demo.SERVICES, "up-to-date")


class Incidents(demo.DemoCase):
    """Verdict, remedy, and the rows that must still be there."""

    def mend(self, verdicts):
        """Sees these verdicts, and that the order fails; reconciles; sees it mended."""
        self.assertEqual(verdicts, self.verdicts(status=1))
        self.assertFalse(self.place_order())
        self.demo.headway("reconcile", "--yes")

    def assert_order_placed(self):
        self.assertTrue(self.place_order())
        self.assertEqual(
            "1", self.demo.value("order", "SELECT count(*) FROM orders WHERE total = 17.50"
                                          " AND customer_name = 'Noor Haddad'")
        )

    def test_healthy(self):
        self.healthy()
        self.assertEqual(HEALTHY, self.verdicts(status=0))
        self.assertEqual("", self.demo.headway("check").stdout)
        self.demo.headway("reconcile", "--yes")
        self.assert_mended()

    def test_volume_lost(self):
        self.demo.happen("volume-lost")
        self.mend(UNVERSIONED)
        self.assert_mended()
        self.assertEqual(
            [["Jonas Berg", "+46705550106"], ["Noor Haddad", "+46705550105"]],
            self.demo.query("customer", "SELECT full_name, phone_e164 FROM customers ORDER BY 1"),
        )
        self.assertEqual("4", self.demo.value("auth", "SELECT count(*) FROM roles"))
        self.assert_order_placed()

    def test_volume_lost_identified(self):
        self.demo.happen("volume-lost")
        answer = self.demo.headway_json("status", status=1)
        identified = {row["service"]: row["identified"] for row in answer["databases"]}
        self.assertEqual("8d20b6e5f1a3", identified["auth"]["revision"])
        self.assertEqual("e95a3c1d0f72", identified["restaurant"]["revision"])
        self.assertEqual("0e7d52a9c4b8", identified["customer"]["revision"])
        self.assertEqual({"revision": "base", "distance": 0}, identified["order"])

    def test_volume_lost_new_models(self):
        self.demo.happen("volume-lost-new-models")
        self.mend(UNVERSIONED)
        self.assert_mended()
        self.assert_order_placed()

    def test_old_dump(self):
        self.healthy()
        self.demo.happen("old-dump")
        self.mend(dict.fromkeys(demo.SERVICES, "behind"))
        self.assert_mended()
        self.assertEqual("3", self.demo.value("auth", "SELECT count(*) FROM users"))
        self.assertEqual("3", self.demo.value("customer", "SELECT count(*) FROM customers"))
        self.assertEqual(
            [["+351 21 555 0102"], ["+46 8 555 0101"]],
            self.demo.query("restaurant", "SELECT phone_number FROM restaurants ORDER BY 1"),
        )
        self.assertEqual(
            [["14.50", "RECEIVED"], ["17.50", "DONE"], ["35.80", "RECEIVED"]],
            self.demo.query("order", "SELECT total, status FROM orders ORDER BY 1"),
        )
        self.assert_order_placed()

    def test_half_applied(self):
        self.healthy()
        self.demo.happen("half-applied")
        self.mend({**HEALTHY, "order": "drifted"})
        self.assert_mended()
        self.assertEqual(
            [["14.50", "RECEIVED"], ["17.50", "DONE"], ["35.80", "RECEIVED"]],
            self.demo.query("order", "SELECT total, status FROM orders ORDER BY 1"),
        )
        self.assert_order_placed()

    def test_blind_stamp(self):
        self.healthy()
        self.demo.happen("blind-stamp")
        self.mend({**HEALTHY, "order": "drifted"})
        self.assert_mended()
        self.assertEqual("3", self.demo.value("order", "SELECT count(*) FROM orders"))
        self.assert_order_placed()

    def test_phantom_revision(self):
        self.healthy()
        self.demo.happen("phantom-revision")
        self.assertEqual({**HEALTHY, "order": "ahead"}, self.verdicts(status=1))
        self.assertFalse(self.place_order())
        refused = self.demo.headway("reconcile", "--yes", status=4)
        self.assertIn("e7b1c55d9a20", refused.said)
        self.assertEqual(
            "e7b1c55d9a20", self.demo.value("order", "SELECT version_num FROM alembic_version")
        )
        candidates = self.demo.headway_json("identify", "order")["candidates"]
        self.assertEqual(("004", 0), (candidates[0]["revision"], candidates[0]["distance"]))
        self.demo.headway("stamp", "order", "004", "--yes")
        self.demo.headway("reconcile", "--yes")
        self.assert_mended()
        self.assert_order_placed()

    def test_two_heads(self):
        self.healthy()
        self.demo.happen("two-heads")
        self.assertEqual({**HEALTHY, "order": "diverged"}, self.verdicts(status=1))
        self.assertIn("headway upgrade order@local heads", self.demo.headway("status", status=1).stdout)
        refused = self.demo.headway("upgrade", "order", "head", "--yes", status=None)
        self.assertNotEqual(0, refused.returncode)
        self.assertIn("005_tips", refused.said)
        self.demo.headway("merge", "order", "-m", "Join tips and the kitchen queue")
        heads = self.demo.alembic("order", "heads").split()
        self.assertEqual("(head)", heads[1])
        self.demo.headway("reconcile", "--yes")
        self.assert_mended({**demo.HEADS, "order": [heads[0]]})
        self.assertEqual("3", self.demo.value("order", "SELECT count(tip) FROM orders"))
        self.assert_order_placed()

    def test_empty(self):
        self.demo.happen("empty")
        self.mend(dict.fromkeys(demo.SERVICES, "empty"))
        self.assert_mended()
        self.assertEqual("4", self.demo.value("auth", "SELECT count(*) FROM roles"))
        self.assert_order_placed()


if __name__ == "__main__":
    tap.main()
