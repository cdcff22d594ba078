"""deploy/configure.sh: configurations, secrets that stay, paths with blanks, and paths too long for a socket."""
import json
import os
import pathlib
import re
import stat
import subprocess
import tempfile
import tomllib
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[3] / "deploy/configure.sh"
POLICY = SCRIPT.with_name("policy") / "mianyang-2022.toml"
ROLES = {"bureau", "committee", "reviewer", "park", "office", "leader", "finance", "referrer", "portal", "sysadmin",
         "secadmin", "auditor"}
SUN_PATH = 107


def configure(data, **more):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LUODI_")}
    environment.update(LUODI_DATA=str(data), LUODI_PORT="8123", **more)
    return subprocess.run([SCRIPT], env=environment, capture_output=True, text=True)


def config(data, name):
    return tomllib.loads((data / "config" / f"{name}.toml").read_text(encoding="utf-8"))


class Configure(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = pathlib.Path(folder.name) / "数据 a&b|c"

    def configured(self, **more):
        done = configure(self.data, **more)
        self.assertEqual(done.returncode, 0, done.stderr)

    def accounts(self, name="demo-accounts.json"):
        return json.loads((self.data / name).read_text(encoding="utf-8"))

    def test_every_path_arrives_whole(self):
        self.configured(LUODI_SMTP_URL="smtp://127.0.0.1:25/a&b|c", LUODI_CLOCK="2022-05-25T09:00:00+08:00")
        for name in ("intake", "progress-monitor", "incentive-calculator", "gateway"):
            read = config(self.data, name)
            self.assertEqual(read["data_dir"], str(self.data))
            self.assertEqual(read["redis"]["socket"], f"{self.data}/redis/redis.sock")
            self.assertEqual(read["smtp"]["url"], "smtp://127.0.0.1:25/a&b|c")
            self.assertTrue(read["virtual_clock"])
            self.assertEqual("bootstrap" in read, name == "gateway")
        self.assertEqual(config(self.data, "gateway")["http"]["port"], 8123)
        redis = (self.data / "config/redis.conf").read_text(encoding="utf-8")
        self.assertIn(f'\nunixsocket "{self.data}/redis/redis.sock"\n', redis)
        self.assertIn(f'\ndir "{self.data}/redis"\n', redis)
        self.assertEqual((self.data / "run/clock").read_text().strip(), "1653440400000")

    def test_a_virtual_clock_is_an_instant_with_its_offset_from_2022_to_2100(self):
        for bad in ("yesterday", "2022-05-25T09:00:00", "2022-05-25", "2022-02-30T09:00:00+08:00", "1653440400000",
                    "2021-12-31T23:59:59+08:00", "2101-01-01T00:00:00+08:00", "9999-12-31T23:59:59+08:00"):
            refused = configure(self.data, LUODI_CLOCK=bad)
            self.assertEqual(refused.returncode, 1, bad)
            self.assertIn(bad, refused.stderr)
            self.assertIn("虚拟时钟应为", refused.stderr)
            self.assertFalse(self.data.exists(), "nothing is written, no account either: " + bad)
        for good in ("2022-01-01T00:00:00+08:00", "2100-12-31T23:59:59.999+08:00", "2022-05-25T01:00:00Z"):
            self.configured(LUODI_CLOCK=good)

    def test_channels_are_those_of_the_monitor_alone(self):
        self.configured()
        self.assertNotIn("channels", config(self.data, "progress-monitor"))
        example = SCRIPT.parent / "config/channels.toml.example"
        (self.data / "channels.toml").write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
        self.configured()
        self.configured()
        channels = config(self.data, "progress-monitor")["channels"]
        for name in channels["targets"]:
            self.assertIn(channels[name]["kind"], ("wecom", "dingtalk", "feishu", "sms", "webhook"))
        self.assertNotIn("channels", config(self.data, "gateway"))

    def test_a_second_run_keeps_the_passwords_and_rewrites_the_rest(self):
        self.configured(LUODI_DEMO="yes", LUODI_CLOCK="2022-05-25T09:00:00+08:00")
        first = self.accounts()
        self.configured(LUODI_DEMO="yes")
        self.assertEqual(self.accounts(), first)
        self.assertFalse(config(self.data, "gateway")["virtual_clock"])
        self.assertFalse((self.data / "run/clock").exists())

    def test_an_account_of_both_files_has_one_password(self):
        self.configured()
        (only,) = self.accounts("first-admin.json")
        self.assertEqual(only["roles"], ["sysadmin"])
        self.configured(LUODI_DEMO="yes")
        same = next(a for a in self.accounts() if a["username"] == only["username"])
        self.assertEqual(same["password"], only["password"])

    def test_a_folder_of_the_demo_city_keeps_its_accounts_without_the_option(self):
        self.configured(LUODI_DEMO="yes")
        self.configured()
        self.assertFalse((self.data / "first-admin.json").exists())
        self.assertIn("demo-accounts.json", str(config(self.data, "gateway")["bootstrap"]))

    def test_the_demo_city_has_every_role_and_thirteen_parks(self):
        self.configured(LUODI_DEMO="yes")
        accounts = self.accounts()
        self.assertEqual({role for a in accounts for role in a["roles"]}, ROLES)
        self.assertEqual(len({a["org"] for a in accounts if "park" in a["roles"]}), 13)
        departments = {a["org"] for a in accounts if "reviewer" in a["roles"]}
        admission = tomllib.loads(POLICY.read_text(encoding="utf-8"))["admission"]
        self.assertLessEqual(departments, {member["code"] for member in admission["review_members"]})
        self.assertGreaterEqual(len(departments), admission["review_departments"])
        self.assertEqual(len({a["username"] for a in accounts}), len(accounts))
        self.assertEqual(len({a["password"] for a in accounts}), len(accounts))
        for account in accounts:
            self.assertGreaterEqual(len(account["password"]), 12)
            for characters in ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]"):
                self.assertRegex(account["password"], characters)

    def test_secrets_are_for_the_owner_only(self):
        self.configured(LUODI_DEMO="yes")
        for path in [self.data / "demo-accounts.json", *(self.data / "config").iterdir()]:
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)
        for path in (self.data, self.data / "run", self.data / "redis"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o700, path)

    def test_the_longest_path_allowed_holds_every_socket_and_one_more_byte_is_refused(self):
        room = SUN_PATH - len("/run/incentive-calculator.feed") - len(os.fsencode(self.data.parent)) - 1
        self.data = self.data.parent / ("城" * (room // 3) + "x" * (room % 3))  # three bytes a character
        self.configured()
        text = (self.data / "config/gateway.toml").read_text(encoding="utf-8")
        sockets = re.findall(r'"(?:ipc://)?(/[^"]*\.(?:sock|rpc|feed))"', text)
        self.assertEqual(len(sockets), 8)
        self.assertEqual(max(len(os.fsencode(path)) for path in sockets), SUN_PATH)
        refused = configure(str(self.data) + "x")
        self.assertEqual(refused.returncode, 1)
        self.assertIn(str(SUN_PATH), refused.stderr)
        self.assertFalse(pathlib.Path(str(self.data) + "x").exists())

    def test_what_no_file_can_hold_is_refused(self):
        for value in ('a"b', "a\\b", "a\nb"):
            self.assertEqual(configure(self.data, LUODI_SMTP_URL=value).returncode, 1, value)
        self.assertEqual(configure(self.data, LUODI_CLOCK="yesterday-ish").returncode, 1)


if __name__ == "__main__":
    unittest.main()
