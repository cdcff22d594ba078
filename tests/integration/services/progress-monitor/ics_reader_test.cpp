// An independent reader (Debian's python3-icalendar) understands the invitations exactly as they are meant: one of them
// word by word, and those of a whole meeting from its call to its cancellation.
#include "services/progress-monitor/domain/ics.hpp"
#include "tests/support/process/process.hpp"
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {

codec::Json read_by_others(const std::string& id, const Meeting& meeting) {
  luodi::test::TempDir dir;
  const auto invitation = invitation_of(id, meeting, {at("2022-08-19"), "luodi.example", {}});
  const auto file =
      dir.write("notice.ics", write_ics(invitation, {"工委办", "office@luodi.example"}, "park@luodi.example"));
  luodi::test::Process reader(LUODI_PYTHON, {LUODI_HERE "/ics_reader.py", file});
  EXPECT_EQ(reader.wait(), 0) << reader.output();
  return codec::Json::parse(reader.output());
}

TEST(IcsReader, UnderstandsTheInvitation) {
  Meeting m;
  m.org = "MY-GX";
  m.items = {{"int_1", "名字很长,带逗号;分号和反斜杠\\的新型显示产业基地建设项目（二期）以及配套研发中心和人才公寓",
              "约谈〔2022〕1号"}};
  m.meeting_at = at("2022-08-24", 9, 30);
  m.length_minutes = 60;
  m.sequence = 3;
  m.place = "市政府三会议室";
  const auto seen = read_by_others("mtg_1", m);
  EXPECT_EQ(seen["method"], "REQUEST");
  EXPECT_EQ(seen["uid"], "mtg_1@luodi.example");
  EXPECT_EQ(seen["sequence"], 3);
  EXPECT_EQ(seen["status"], "CONFIRMED");
  EXPECT_EQ(seen["summary"], "约谈：" + m.items[0].project_name);
  EXPECT_EQ(seen["location"], m.place);
  EXPECT_EQ(seen["organizer"], "mailto:office@luodi.example");
  EXPECT_EQ(seen["organizer_name"], "工委办");
  EXPECT_EQ(seen["attendee"], "mailto:park@luodi.example");
  EXPECT_EQ(seen["rsvp"], "TRUE");
  EXPECT_EQ(seen["start_utc"], "2022-08-24T01:30:00+00:00");
  EXPECT_EQ(seen["end_utc"], "2022-08-24T02:30:00+00:00");
  EXPECT_EQ(seen["zone"], "Asia/Shanghai");
  EXPECT_EQ(seen["zones"].dump(), R"(["Asia/Shanghai"])");
  EXPECT_TRUE(seen["errors"].empty()) << seen["errors"];
  EXPECT_NE(seen["description"].get<std::string>().find("\n约谈〔2022〕1号 "), std::string::npos);
}

// Two projects of one entity: called, joined, moved, left by one, left by both.
TEST(IcsReader, FollowsAMeetingFromItsCallToItsCancellation) {
  const Actor office = actor(Role::committee, "", "office");
  const std::string one = "int_1_2022-06-H2";
  const std::string other = "int_2_2022-06-H2";
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  l.interviews[other] = l.only();
  l.interviews[other].project_name = "另一项目";
  std::vector<codec::Json> seen;
  const auto look = [&](const Expected<void>& done) {
    ASSERT_TRUE(done) << done.error().detail;
    ASSERT_EQ(l.meetings.size(), 1U);
    const auto& [id, meeting] = *l.meetings.begin();
    seen.push_back(read_by_others(id, meeting));
    EXPECT_EQ(seen.back()["sequence"], seen.size() - 1) << "one step for every change";
    EXPECT_EQ(seen.back()["events"], 1);
    EXPECT_EQ(seen.back()["uid"], id + "@luodi.example") << "one appointment, however often it changes";
    EXPECT_TRUE(seen.back()["missing"].empty()) << seen.back()["missing"];
    EXPECT_TRUE(seen.back()["errors"].empty()) << seen.back()["errors"];
  };
  Schedule moved;
  moved.meeting_at = at("2022-08-26", 15);
  moved.place = "三会议室";
  look(l.give(decide_issue, one, Issue{}, at("2022-08-17"), office));
  look(l.give(decide_issue, other, Issue{}, at("2022-08-17"), office));
  look(l.give(decide_schedule, other, moved, at("2022-08-18"), office));
  look(l.give(decide_withdraw, one, Withdraw{"事由消失"}, at("2022-08-19"), office));
  look(l.give(decide_withdraw, other, Withdraw{"事由消失"}, at("2022-08-22"), office));
  ASSERT_EQ(seen.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(seen[i]["method"], "REQUEST") << i;
    EXPECT_EQ(seen[i]["status"], "CONFIRMED") << i;
  }
  EXPECT_EQ(seen[0]["start_utc"], "2022-08-22T01:30:00+00:00");
  EXPECT_EQ(seen[1]["summary"], "约谈：测试项目等2个项目");
  EXPECT_EQ(seen[2]["start_utc"], "2022-08-26T07:00:00+00:00");
  EXPECT_EQ(seen[2]["location"], "三会议室");
  EXPECT_EQ(seen[3]["summary"], "约谈：另一项目");
  EXPECT_EQ(seen[4]["method"], "CANCEL");
  EXPECT_EQ(seen[4]["status"], "CANCELLED");
}

}  // namespace
}  // namespace luodi::monitor::test
