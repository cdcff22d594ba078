"""The recruitment offices of the demo city: one for each account of an office (deploy/accounts.py). No report says when
they were opened; the day is this project's reading, early enough for every project of the demo."""
# code, name, city that it serves, first day
OFFICES = [("OFFICE-SZ", "驻深圳投资促进中心", "深圳", "2020-01-01")]


def bodies():
    """One POST /v1/offices body an office."""
    for code, name, city, opened_on in OFFICES:
        yield {"code": code, "name": name, "city": city, "opened_on": opened_on}
