// An independent reader (Debian's python3-icalendar) understands the invitation exactly as it is meant.
#include "services/progress-monitor/domain/ics.hpp"
#include "tests/support/process/process.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {

TEST(IcsReader, UnderstandsTheInvitation) {
  Meeting m;
  m.org = "MY-GX";
  m.items = {{"int_1", "名字很长,带逗号;分号和反斜杠\\的新型显示产业基地建设项目（二期）以及配套研发中心和人才公寓",
              "约谈〔2022〕1号"}};
  m.meeting_at = at("2022-08-24", 9, 30);
  m.sequence = 3;
  m.place = "市政府三会议室";
  luodi::test::TempDir dir;
  const auto file = dir.write("notice.ics", write_ics(invitation_of("mtg_1", m, at("2022-08-19"), "luodi.example"),
                                                      {"工委办", "office@luodi.example"}, "park@luodi.example"));
  luodi::test::Process reader(LUODI_PYTHON, {LUODI_HERE "/ics_reader.py", file});
  ASSERT_EQ(reader.wait(), 0) << reader.output();
  const auto seen = codec::Json::parse(reader.output());
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
  EXPECT_EQ(seen["zone"], "Asia/Shanghai");
  EXPECT_EQ(seen["zones"].dump(), R"(["Asia/Shanghai"])");
  EXPECT_TRUE(seen["errors"].empty()) << seen["errors"];
  EXPECT_NE(seen["description"].get<std::string>().find("\n约谈〔2022〕1号 "), std::string::npos);
}
}  // namespace
}  // namespace luodi::monitor::test
