"""In which language an answer speaks: what depends on it says so, has a tag of its own in each, and is varied by it; all
else is the same bytes whatever was asked for, and says nothing."""
import unittest

from contract import contract
from path import YI, Walk, ok
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
                known = {"Accept-Language": language, "If-None-Match": done.headers["etag"]}
                self.assertEqual(walk.officer.get(f"/v1/projects/{project}", known).status, 304)


if __name__ == "__main__":
    unittest.main()
