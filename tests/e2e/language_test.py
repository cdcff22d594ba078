"""In which language an answer speaks: what depends on it says so, has a tag of its own in each, and is varied by it; all
else is the same bytes whatever was asked for, and says nothing."""
import unittest

from contract import contract
from path import YI, Walk, evidence, ok
from suite import Suite

SKIPPED = {"/v1/events"}  # a stream without end


def plain_reads():
    return sorted(path for path, item in contract().document["paths"].items()
                  if "get" in item and "{" not in path and path not in SKIPPED and "." not in path.rsplit("/", 1)[-1])


class Languages(unittest.TestCase):
    def test_every_read_says_what_is_true(self):
        with Suite() as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("双语项目", 60 * YI)
            walk.to(project, "negotiating")
            bureau = walk.bureau
            varied = []
            for path in plain_reads() + [f"/v1/projects/{project}", f"/v1/projects/{project}/timeline", "/v1/parks/MY-GX"]:
                zh, en = (bureau.get(path, {"Accept-Language": language}) for language in ("zh", "en"))
                if zh.status != 200:  # of another role, or with a query of its own
                    continue
                differs = zh.body != en.body
                told = [answer.headers.get("content-language") for answer in (zh, en)]
                with self.subTest(path):
                    self.assertIn(told, [["zh", "en"]] if differs else [["zh", "en"], [None, None]])
                    self.assertEqual(zh.headers.get("vary"), "Accept-Language" if told[0] else None)
                    if differs and "etag" in zh.headers:
                        self.assertNotEqual(zh.headers["etag"], en.headers["etag"])
                if differs:
                    varied.append(path)
            self.assertIn(f"/v1/projects/{project}", varied)
            self.assertNotIn("/v1/projects", varied, "a list is the same in every language")

    def test_people_read_names_titles_and_filled_paths(self):
        with Suite() as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("双语项目", 60 * YI)
            walk.to(project, "allocated")

            twice = walk.bureau.command(project, "allocation", {"host": "MY-GX", "reason": "再次分派"})
            self.assertEqual(twice.status, 409, twice)
            self.assertIn("绵阳高新区（MY-GX）", twice.json["detail"])
            self.assertIn(suite.display_name("bureau"), twice.json["detail"])

            walk.to_from(project, "negotiating")
            items = ok(walk.bureau.get(f"/v1/projects/{project}/timeline?limit=100"))["items"]
            self.assertGreater(len(items), 5)
            for item in items:
                self.assertRegex(item["title_zh"], "[\u4e00-\u9fff]", item["fact"])
                self.assertNotIn("_", item["title_en"])
                self.assertTrue(item["title_en"].isascii(), item)

            steps = {language: walk.bureau.get(f"/v1/projects/{project}", {"Accept-Language": language}).json["next_steps"]
                     for language in ("zh", "en")}
            owners = {language: [m["owner"] for step in steps[language] for m in step["missing"]] for language in steps}
            self.assertTrue(owners["zh"])
            for owner in owners["zh"]:
                self.assertRegex(owner, "[\u4e00-\u9fff]")
            for owner in owners["en"]:
                self.assertNotRegex(owner, "[\u4e00-\u9fff]")

            walk.to_from(project, "assessed", "signed")
            again = walk.officer.command(project, "signing", {"agreement": "formal", "signed_on": walk.today(),
                                                              "evidence": [evidence("agreement", "正式投资协议")]})
            self.assertEqual(again.status, 409, again)
            self.assertIn(f"/v1/projects/{project}/amendments", again.json["detail"])
            self.assertNotIn("{id}", again.json["detail"])

    def test_every_fault_of_the_form_is_told_before_any_rule(self):
        with Suite() as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("双语项目", 60 * YI)
            body = {"agreement": "formal", "signed_on": 20220601, "agreed_amount_fen": "60亿元", "moon": 1}
            refused = walk.officer.command(project, "signing", body)  # neither reviewed nor assessed, too
            self.assertEqual((refused.status, refused.json["code"]), (422, "L1001"))
            self.assertEqual({(e["pointer"], e["code"]) for e in refused.json["errors"]},
                             {("/signed_on", "type"), ("/agreed_amount_fen", "type"), ("/moon", "unknown_field")})
            amount = next(e for e in refused.json["errors"] if e["pointer"] == "/agreed_amount_fen")
            self.assertIn("以分计", amount["message"])

    def test_a_change_takes_the_tag_of_either_language(self):
        with Suite() as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("双语项目", 60 * YI)
            for language in ("zh", "en"):
                tag = walk.bureau.get(f"/v1/projects/{project}", {"Accept-Language": language}).headers["etag"]
                body = {"kind": "note", "occurred_on": walk.today(), "text": "走访", "evidence": []}
                headers = {"If-Match": tag, "Accept-Language": language}
                done = walk.officer.post(f"/v1/projects/{project}/progress", body, headers=headers)
                ok(done)
                stale = walk.officer.post(f"/v1/projects/{project}/progress", body, headers=headers)
                self.assertEqual(stale.status, 412, stale)
                asked = {"Accept-Language": language}
                known = asked | {"If-None-Match": walk.officer.get(f"/v1/projects/{project}", asked).headers["etag"]}
                self.assertEqual(walk.officer.get(f"/v1/projects/{project}", known).status, 304)
                self.assertEqual(walk.bureau.get(f"/v1/projects/{project}", known).status, 200, "what is next differs")


if __name__ == "__main__":
    unittest.main()
