"""Which pages other sites may show in a frame."""

from tests.isuwc.hostile.test_public import public


def test_embeds_may_be_framed_by_all_and_no_other_page_by_anybody(visitor):
    framed, others = set(), set()
    answers = [(route, visitor["nobody"].get(route.address(values))) for route, values in public()]
    missing = visitor["nobody"].get("/embed/standings/2025-26/men/nothing/")
    assert (missing.status_code, missing.headers["X-Frame-Options"]) == (404, "DENY")
    for route, answer in answers:
        answer.close()
        policy = answer.headers["Content-Security-Policy"]
        if "frame-ancestors *" in policy and "X-Frame-Options" not in answer.headers:
            framed.add(route.pattern.split("/")[0])
            assert answer.status_code == 200, route.pattern
            assert policy.count("*") == 1
        else:
            others.add(route.pattern)
            assert answer.headers["X-Frame-Options"] == "DENY", route.pattern
            assert "frame-ancestors 'none'" in policy or "sandbox" in policy, route.pattern
    assert framed == {"embed"}
    assert {each for each in others if each.startswith("embed/")} == {"embed/"}
