"""Two real projects travel the whole path over HTTP, every answer checked: 巨星 280亿元 and 融通高科 51亿元."""
import concurrent.futures
import unittest

from path import YI, Walk, evidence, ok
from suite import Suite, wait_until

JUXING = "巨星(绵阳)稀土永磁新材料产业园"
RONGTONG = "融通高科15万吨磷酸铁锂锂电池正极材料生产和循环再制造项目"


class PathTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(clock="2022-05-25T09:00:00+08:00").__enter__()
        cls.walk = Walk(cls.suite)
        cls.walk.register_park()

    @classmethod
    def tearDownClass(cls):
        cls.suite.__exit__(None, None, None)

    def test_a_280_yi_project_from_lead_to_start(self):
        walk, suite = self.walk, self.suite
        body = {"name": JUXING, "enterprise": {"name": "四川巨星企业集团有限公司"}, "industry_code": "3985",
                "agreed_amount_fen": 280 * YI, "park_code": "MY-GX", "channel": "outpost"}
        dry = ok(walk.bureau.post("/v1/projects?dry_run=true", body, key=False))
        self.assertEqual(dry["allowed"], True)
        self.assertEqual((dry["registration"]["admission"]["verdict"], dry["registration"]["uscc_check"]),
                         ("admitted", "absent"))
        self.assertEqual(ok(walk.bureau.get("/v1/projects"))["items"], [])

        created = walk.bureau.post("/v1/projects", body, key="register-juxing")
        lead = ok(created, 201)
        project = lead["id"]
        self.assertEqual(created.headers["location"], "/v1/projects/" + project)
        self.assertEqual(created.headers["etag"], '"1"')
        self.assertEqual(lead["stage"], "lead")
        self.assertEqual(lead["agreed_amount_fen"], 280 * YI)
        self.assertEqual(lead["agreed_amount_display"], "280亿元")
        self.assertEqual(lead["admission"]["verdict"], "admitted")
        self.assertIn("/3", lead["admission"]["clause"])
        self.assertEqual(lead["created_at"], "2022-05-25T09:00:00+08:00")

        again = walk.bureau.post("/v1/projects", body, key="register-juxing")
        self.assertEqual((again.status, again.body), (201, created.body))
        self.assertEqual(again.headers["idempotency-replayed"], "true")
        other = walk.bureau.post("/v1/projects", dict(body, name="别的"), key="register-juxing")
        self.assertEqual(other.status, 422)
        self.assertEqual(other.json["name"], "idempotency_key_reused")
        self.assertIn("用于内容不同的 project.register，其答复为 201", other.json["detail"])

        # No stage jumps: the signing of a lead is refused and a dry run says what is missing and who owes it.
        signing = {"agreement": "formal", "signed_on": "2022-05-25", "evidence": [evidence("agreement", "协议")]}
        jumped = walk.officer.command(project, "signing", signing)
        self.assertEqual(jumped.status, 409, jumped)
        self.assertEqual(jumped.headers["content-type"], "application/problem+json")

        nobody = walk.bureau.post(f"/v1/projects/{project}/review-decision", {"verdict": "approved"})
        self.assertEqual(nobody.status, 428)
        stale = walk.bureau.post(f"/v1/projects/{project}/review-decision", {"verdict": "approved"}, version=99)
        self.assertEqual(stale.status, 412)
        dry = ok(walk.bureau.command(project, "review-decision", {"verdict": "approved"}, dry_run=True))
        self.assertEqual(dry["allowed"], False)
        self.assertEqual([m["item"] for m in dry["missing"]], ["opinion_given"])
        self.assertEqual(dry["missing"][0]["owner"], "研判成员单位")
        invented = walk.bureau.command(project, "review-opinions",
                                       {"verdict": "support", "department": "发改委", "text": "同意"})
        self.assertEqual((invented.status, invented.json["errors"][0]["pointer"]), (422, "/department"), invented)

        self.assertEqual(walk.reviewed(project)["stage"], "reviewed")
        allocated = walk.allocated(project)
        self.assertEqual(allocated["host"], "MY-GX")
        self.assertEqual(walk.negotiating(project)["stage"], "negotiating")

        incomplete = walk.bureau.command(project, "pre-assessment-decision", {"verdict": "passed"})
        self.assertEqual(incomplete.status, 409)
        owners = {line["item"]: line["owner"] for line in incomplete.json["missing"]}
        self.assertEqual([owners[item] for item in ("landing_conditions", "support_policy", "land")],
                         ["承载园区（MY-GX）", "投资促进部门", "自然资源部门（ZRZY）"])
        nobody, planner = suite.login("reviewer"), suite.login("reviewer", "FGW")
        for who, item in ((nobody, "landing_conditions"), (nobody, "support_policy"), (planner, "land"),
                          (planner, "landing_conditions"), (walk.officer, "support_policy"), (walk.officer, "land")):
            refused = who.command(project, "pre-assessment-items", {"item": item, "outcome": "failed", "opinion": "否"})
            self.assertEqual((refused.status, refused.json["name"]), (403, "forbidden"), (item, refused))
            self.assertIn(owners[item], refused.json["detail"])
        walk.checklist(project)
        assessed = ok(walk.bureau.command(project, "pre-assessment-decision", {"verdict": "passed"}))
        self.assertEqual(assessed["stage"], "assessed")
        self.assertEqual(walk.signed(project)["stage"], "signed")

        bare = walk.officer.command(project, "landing", {"landed_on": "2022-05-25"})
        self.assertEqual(bare.status, 409)
        self.assertEqual({m["item"] for m in bare.json["missing"]}, {"company_registered", "landing_evidence"})
        self.assertEqual(walk.landed(project)["stage"], "landed")

        ceremony = walk.officer.command(project, "start", {"started_on": "2022-05-25",
                                                           "evidence": [evidence("other", "开工仪式")]})
        self.assertEqual(ceremony.status, 409)
        self.assertEqual([m["item"] for m in ceremony.json["missing"]], ["start_evidence"])
        self.assertIn("；已有 其他", ceremony.json["detail"])
        started = walk.started(project)
        self.assertEqual(started["stage"], "started")
        funded = walk.funds(project, 56 * YI)
        self.assertEqual(funded["verified_funds_fen"], 56 * YI)

        facts = [item["fact"] for item in ok(walk.bureau.get(f"/v1/projects/{project}/timeline"))["items"]]
        self.assertEqual(facts[0], "lead_registered")
        for fact in ("review_decided", "allocated", "negotiation_started", "pre_assessment_decided", "agreement_signed",
                     "landed", "started", "funds_verified"):
            self.assertIn(fact, facts)
        suite.replay()

    def test_a_51_yi_project_and_the_park_award_of_the_year(self):
        walk, suite = self.walk, self.suite
        project = walk.register(RONGTONG, 51 * YI, enterprise="绵阳融通高科先进材料有限公司")
        landed = walk.to(project, "landed")
        self.assertEqual(landed["stage"], "landed")
        run = ok(walk.bureau.post("/v1/award-runs", {"kind": "park_award", "year": 2022}), 201)
        self.assertEqual(run["state"], "draft")
        [line] = run["figures"]["lines"]
        self.assertEqual((line["subject"], line["rank"], line["amount_fen"]), ("MY-GX", 1, 100_000_000))
        self.assertIn(project, line["projects"])
        self.assertEqual(line["explanation"]["clause"], "mianyang-2022/7")
        inputs = [{i["name"]: i["value"] for i in step["inputs"]} for step in line["explanation"]["steps"]]
        self.assertIn("51亿元", [i["formal_amount"] for i in inputs])
        self.assertTrue(all(i["policy:park_award.project_threshold_fen"] == "50亿元" for i in inputs))
        self.assertEqual(len(run["figures"]["policy_digest"]), 64)
        self.assertEqual((line["amount_display"], run["figures"]["total_display"]), ("100万元", "100万元"))
        twice = walk.bureau.post("/v1/award-runs", {"kind": "park_award", "year": 2022})
        self.assertEqual((twice.status, twice.json["name"]), (409, "already_exists"))
        self.assertIn(run["id"], twice.json["detail"], "the open draft is named")
        told = wait_until(lambda: [n for n in ok(walk.bureau.get("/v1/notifications?limit=500"))["items"]
                                   if n["occasion"] == "award_drafted"], "the bureau is told what to verify")
        self.assertIn("2022年度园区奖励", told[0]["subject"])
        english = walk.bureau.post("/v1/award-runs", {"kind": "park_award", "year": 2022},
                                   headers={"Accept-Language": "en"}).json
        self.assertTrue(english["detail"].isascii(), english["detail"])

    def test_referral_award_by_verified_fixed_investment(self):
        """12亿元 verified of 15亿元 agreed: 20万元, half of it at the start and half at production."""
        walk = self.walk
        body = {"name": "绵阳市电子商会", "kind": "association", "enterprise": {"name": "引荐而来的公司"},
                "declarations": {"no_public_post": True, "unrelated_to_investor": True, "information_true": True}}
        referral = ok(self.suite.login("referrer").post("/v1/referrals", body), 201)["id"]
        stranger = {"name": "借用引荐", "enterprise": {"name": "不相干的公司"}, "industry_code": "3985",
                    "park_code": "MY-GX", "channel": "outpost", "referrer_id": referral}
        borrowed = walk.officer.post("/v1/projects", stranger)
        self.assertEqual((borrowed.status, borrowed.json["errors"][0]["pointer"]), (422, "/referrer_id"))
        project = walk.register("引荐而来的项目", 15 * YI, enterprise="引荐而来的公司", referrer_id=referral)
        walk.to(project, "started")
        walk.funds(project, 12 * YI)
        draft = {"kind": "referral_award", "year": 2022}
        run = ok(walk.bureau.post("/v1/award-runs", draft), 201)
        lines = [line for line in run["figures"]["lines"] if line["subject"] == project]
        self.assertEqual([(line["part"], line["amount_fen"]) for line in lines], [("start", 10_000_000)],
                         run["figures"])
        walk.producing(project)
        replaced = dict(draft, replaces=run["id"], reason="项目已投产")
        run = ok(walk.bureau.post("/v1/award-runs", replaced), 201)
        lines = [line for line in run["figures"]["lines"] if line["subject"] == project]
        self.assertEqual(sum(line["amount_fen"] for line in lines), 20_000_000, run["figures"])

    def test_the_same_thing_twice_is_told_when_and_by_whom(self):
        walk = self.walk
        project = walk.register("重复办理的项目", 6 * YI)
        walk.to(project, "reviewed")
        allocation = {"host": "MY-GX", "reason": "产业匹配"}
        version = walk.bureau.project(project)["version"]
        path = f"/v1/projects/{project}/allocation"
        first = walk.bureau.post(path, allocation, key="allocate-once", version=version)
        self.assertEqual(first.json["allocation"]["by"], walk.bureau.get("/v1/me").json["username"])
        repeated = walk.bureau.post(path, allocation, key="allocate-once", version=version)
        self.assertEqual((repeated.status, repeated.body), (200, first.body))
        self.assertEqual(repeated.headers["idempotency-replayed"], "true")
        for again in (dict(allocation), dict(allocation, reason="再次分配")):
            twice = walk.bureau.command(project, "allocation", again)
            self.assertEqual((twice.status, twice.json["code"]), (409, "L1206"))
            person = walk.suite.display_name(first.json["allocation"]["by"])
            self.assertIn(f"已于 {first.json['allocation']['allocated_on']} 由 {person} 登记", twice.json["detail"])
        rehearsed = walk.bureau.command(project, "allocation", allocation, dry_run=True)
        self.assertEqual((rehearsed.json["allowed"], rehearsed.json["refusal"]["code"]), (False, "L1206"))

        body = {"name": "绵阳市商会", "kind": "association", "enterprise": {"name": "重复引荐的公司"},
                "declarations": {"no_public_post": True, "unrelated_to_investor": True, "information_true": True}}
        referrer = self.suite.login("referrer")
        referral = ok(referrer.post("/v1/referrals", body), 201)
        twice = referrer.post("/v1/referrals", dict(body, summary="又一份"))
        self.assertEqual((twice.status, twice.json["code"]), (409, "L1206"))
        self.assertIn(referral["id"], twice.json["detail"])

    def test_two_projects_race_for_one_voucher_and_the_loser_hears_who_has_it(self):
        walk, finance = self.walk, self.suite.login("finance")
        projects = [walk.register(f"争用凭证的项目{i}", 6 * YI) for i in range(2)]
        for project in projects:
            walk.to(project, "signed")
        for round_ in range(5):
            def verify(project, number):
                voucher = {"kind": "bank_slip", "number": number, "amount_fen": 1_000_000_00, "dated": walk.today()}
                return finance.command(project, "funds", {"amount_fen": 1_000_000_00, "injected_on": walk.today(),
                                                          "vouchers": [voucher]})

            with concurrent.futures.ThreadPoolExecutor(2) as clients:
                answers = list(clients.map(verify, projects, (f"R-{round_}", f"Ｒ——{round_}")))
            self.assertEqual(sorted(a.status for a in answers), [200, 409], answers)
            won = projects[[a.status for a in answers].index(200)]
            lost = next(a for a in answers if a.status == 409)
            self.assertEqual(lost.json["code"], "L1206")
            self.assertIn(won, lost.json["detail"])

    def test_a_park_sees_its_own_only(self):
        walk = self.walk
        project = walk.register("仅高新区可见", 6 * YI)
        walk.to(project, "allocated")
        other = self.suite.login("park", "MY-JK")
        self.assertEqual(other.get("/v1/projects/" + project).status, 404)
        self.assertEqual(other.get("/v1/projects").json["items"], [])
        own = [p["id"] for p in ok(walk.officer.get("/v1/projects?limit=100"))["items"]]
        self.assertIn(project, own)
        sysadmin = self.suite.login("sysadmin")
        self.assertEqual(sysadmin.get("/v1/projects").status, 403)

    def test_denied_admission_offers_parks_and_two_thirds_override_it(self):
        walk = self.walk
        project = walk.register("高新区不准入的纺织项目", 6 * YI, industry="1781")
        view = walk.bureau.project(project)
        self.assertEqual(view["admission"]["verdict"], "denied")
        opinion = lambda org, verdict: ok(self.suite.login("reviewer", org).command(
            project, "review-opinions", {"verdict": verdict, "text": "意见"}))
        opinion("FGW", "support")
        opinion("STHJ", "oppose")
        body = {"verdict": "approved", "admission_override": True, "reason": "补链", "leader_approval": "分管副市长"}
        two_departments = walk.bureau.command(project, "review-decision", body)
        self.assertEqual((two_departments.status, two_departments.json["name"]), (409, "gate_not_passed"))
        self.assertEqual([m["item"] for m in two_departments.json["missing"]], ["opinion_given"])
        opinion("ZRZY", "abstain")
        one_of_two = walk.bureau.command(project, "review-decision", body)
        self.assertEqual((one_of_two.status, one_of_two.json["name"]), (409, "quorum_not_met"))
        opinion("ZRZY", "support")  # two of three: exactly two thirds
        decided = ok(walk.bureau.command(project, "review-decision", body))
        self.assertEqual(decided["admission"]["verdict"], "overridden")

    def test_names_and_currencies_are_what_they_seem(self):
        walk = self.walk
        good = {"name": "名称", "enterprise": {"name": "名称公司"}, "industry_code": "3985", "channel": "outpost"}
        dollars = {"currency": "ZZZ", "minor_units": 1, "rate_e6": 1, "rate_date": "2022-05-25", "rate_source": "x"}
        for change, pointer in (({"name": "   "}, "/name"), ({"name": "\u200b"}, "/name"),
                                ({"name": "\u202eabc"}, "/name"), ({"enterprise": {"name": "a\ue000"}},
                                                                   "/enterprise/name"),
                                ({"group": "a\nb"}, "/group"), ({"amount": dollars}, "/amount/currency"),
                                ({"amount": dict(dollars, currency="VND")}, "/amount/minor_units"),
                                ({"agreed_amount_fen": 0}, "/agreed_amount_fen")):
            refused = walk.bureau.post("/v1/projects", dict(good, **change))
            self.assertEqual((refused.status, [e["pointer"] for e in refused.json["errors"]]), (422, [pointer]), change)

    def test_changes_tell_everything_once_in_order(self):
        walk = self.walk
        walk.register("变更流", 6 * YI)
        first = ok(walk.bureau.get("/v1/changes?after=0&limit=500"))
        numbers = [int(item["sequence"]) for item in first["items"]]
        self.assertEqual(numbers, sorted(set(numbers)))
        last = numbers[-1]
        project = walk.register("变更流二", 6 * YI)

        # What the monitor does about earlier projects may come between.
        def told():
            items = ok(walk.bureau.get(f"/v1/changes?after={last}&limit=500"))["items"]
            return items if any(item["subject"] == project for item in items) else None

        more = wait_until(told, "the next change")
        self.assertEqual([int(item["sequence"]) for item in more], list(range(last + 1, last + 1 + len(more))))
        self.assertEqual([item["type"] for item in more if item["subject"] == project][0],
                         "cn.luodi.project.lead_registered.v1")


if __name__ == "__main__":
    unittest.main()
