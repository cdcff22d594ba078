"""The check of answers against openapi.json finds what it exists for, and closes the objects that people read."""
import copy
import unittest

from contract import Contract, contract
from halves import check_halves
from path import YI, Walk, ok
from suite import Suite

CLOSED = ["Interview", "InterviewClock", "InterviewPaper", "InterviewNotice", "Notification", "AwardRun", "AwardFigures",
          "AwardLine", "AwardExcluded", "Policy", "DispatchLine", "DispatchCycle", "Hindrance", "Ticket", "Project",
          "Referral", "Park", "Office", "Explanation"]


class TheCheck(unittest.TestCase):
    def refused(self, method, path, status, value, part):
        with self.assertRaises(AssertionError) as fault:
            contract().check(method, path, status, value)
        self.assertIn(part, str(fault.exception))

    def test_a_field_that_is_not_described_is_found_at_any_depth(self):
        view = {"id": "int_1", "version": 1, "clocks": [{"step": "plan", "unheard_of": 1}]}
        self.refused("GET", "/v1/interviews/int_1", 200, view, "unheard_of")
        self.refused("GET", "/v1/interviews?limit=1", 200, {"items": [view]}, "unheard_of")
        self.refused("POST", "/v1/interviews/int_1/issue", 200, view, "unheard_of")

    def test_a_field_of_another_type_is_found(self):
        self.refused("GET", "/v1/parks/MY-GX", 200, {"code": 1}, "code")

    def test_what_is_described_passes(self):
        contract().check("GET", "/v1/interviews/int_1", 200, {"id": "int_1", "version": 1, "clocks": [{"step": "plan"}]})
        contract().check("GET", "/v1/interviews", 200, {"items": [], "next": "x"})
        contract().check("POST", "/v1/interviews/int_1/issue", 200, {"allowed": True, "missing": []})

    def test_objects_that_people_read_are_closed(self):
        for name in CLOSED:
            with self.subTest(name):
                self.assertIs(contract().closed[name].get("additionalProperties"), False)

    def test_a_field_taken_from_the_contract_is_missed(self):
        document = copy.deepcopy(contract().document)
        del document["components"]["schemas"]["Interview"]["properties"]["amount_display"]
        with self.assertRaises(AssertionError):
            Contract(document).check("GET", "/v1/interviews/int_1", 200, {"id": "int_1", "amount_display": "5亿元"})


class TheHalves(unittest.TestCase):
    """The check that every figure of a refusal stands in both languages."""

    def refused(self, value, part):
        with self.assertRaises(AssertionError) as fault:
            check_halves(value)
        self.assertIn(part, str(fault.exception))

    def test_a_figure_of_one_half_only_is_found(self):
        self.refused({"detail": "少于约定 6000 元 / less than agreed"}, "only in Chinese: ['6000']")
        self.refused({"detail": "少于约定 / less than agreed: 6000"}, "only in English: ['6000']")
        self.refused({"detail": "没有 / none。下一步：等到 2022-05-01 / next: wait"}, "2022")
        self.refused({"allowed": False, "refusal": {"detail": "最早 5 / earliest"}}, "5")
        self.refused({"errors": [{"message": "应在 1 与 5 之间 / between the two"}]}, "5")

    def test_a_text_in_one_language_only_is_found(self):
        self.refused({"detail": "READONLY replica"}, "no Chinese")
        self.refused({"detail": "没有"}, "no English")

    def test_what_stands_before_the_chinese_belongs_to_both(self):
        check_halves({"detail": "/lines/3: 应在 1 与 5 之间 / between 1 and 5。下一步：重试 / next: retry"})


class RealAnswers(unittest.TestCase):
    """Answers that no other test asks for; all others are checked where they are asked for."""

    def test_policies_awards_and_accounts(self):
        with Suite() as suite:
            walk = Walk(suite)
            walk.register_park()
            walk.register("任一项目", 6 * YI)
            for policy in ok(walk.bureau.get("/v1/policies"))["items"]:
                ok(walk.bureau.get("/v1/policies/" + policy["id"]))
            for kind in ("park_award", "referral_award"):
                run = ok(walk.bureau.post("/v1/award-runs", {"kind": kind, "year": 2022}), 201)
                ok(walk.bureau.get("/v1/award-runs/" + run["id"]))
            ok(walk.bureau.get("/v1/award-runs"))
            ok(walk.bureau.get("/v1/me"))
            ok(suite.login("sysadmin").get("/v1/accounts"))
            ok(walk.bureau.get("/v1/notification-preferences"))
            ok(walk.bureau.get("/v1/changes?after=0"))


if __name__ == "__main__":
    unittest.main()
