#!/usr/bin/env python3
"""Makes the first accounts of a data folder, with random passwords, once. The file is readable by its owner only.

    accounts.py --kind no  --out FILE     one system administrator, who creates all others
    accounts.py --kind yes --out FILE     the demo city: at least one account per role and one per park
"""
import argparse
import json
import os
import pathlib
import secrets

PARKS = ["MY-GX", "MY-JK", "MY-KX", "MY-XH", "MY-FC", "MY-YX", "MY-AZ", "MY-JY", "MY-ST", "MY-YT", "MY-ZT", "MY-BC",
         "MY-PW"]
CLASSES = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "-_.+"]  # no look-alikes
LENGTH = 16


def password():
    """One of each class, the rest from all, in random order."""
    letters = [secrets.choice(c) for c in CLASSES] + [secrets.choice("".join(CLASSES))
                                                      for _ in range(LENGTH - len(CLASSES))]
    secrets.SystemRandom().shuffle(letters)
    return "".join(letters)


def account(username, role, display_name, org="", email=None):
    return {"username": username, "password": password(), "roles": [role], "org": org, "display_name": display_name,
            "email": email if email is not None else f"{username}@mianyang.example"}


def demo_city():
    accounts = [account("bureau", "bureau", "市经合局专员"), account("committee", "committee", "市项目投促委办公室"),
                account("reviewer-fgw", "reviewer", "市发展改革委", "FGW"),
                account("reviewer-sthj", "reviewer", "市生态环境局", "STHJ"),
                account("reviewer-zrzy", "reviewer", "市自然资源和规划局", "ZRZY"),
                account("leader", "leader", "分管市领导"), account("finance", "finance", "市财政局"),
                account("office-sz", "office", "驻深圳投资促进中心", "OFFICE-SZ"),
                account("referrer", "referrer", "引荐人", "REF-DEMO"), account("portal", "portal", "政务平台"),
                account("sysadmin", "sysadmin", "系统管理员"), account("secadmin", "secadmin", "安全管理员"),
                account("auditor", "auditor", "审计管理员")]
    accounts += [account("park-" + code[3:].lower(), "park", f"园区专员 {code}", code, f"{code.lower()}@parks.example")
                 for code in PARKS]
    return accounts


def keep_known(accounts, folder):
    """The other file of this folder may hold the same account: the first password stays the right one."""
    known = {}
    for path in (folder / "first-admin.json", folder / "demo-accounts.json"):
        if path.exists():
            for entry in json.loads(path.read_text(encoding="utf-8")):
                known.setdefault(entry["username"], entry["password"])
    for entry in accounts:
        entry["password"] = known.get(entry["username"], entry["password"])
    return accounts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", choices=["yes", "no"], required=True)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    options = parser.parse_args()
    accounts = demo_city() if options.kind == "yes" else [account("sysadmin", "sysadmin", "系统管理员", email="")]
    accounts = keep_known(accounts, options.out.parent)
    # Renamed when complete: a half-written file would be taken for the accounts at the next start.
    draft = options.out.with_name(options.out.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=1)
    os.replace(draft, options.out)
    print(f"账号已写入 / accounts written to {options.out}")


if __name__ == "__main__":
    main()
