#include "services/progress-monitor/domain/ics.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
Meeting meeting() {
  Meeting m;
  m.org = "MY-GX";
  m.meeting_at = at("2022-08-24", 9, 30);
  m.length_minutes = 60;
  m.items = {{"int_1",
              "一个名字很长、带有逗号,分号;和反斜杠\\的新型显示产业基地建设项目（二期）以及配套的研发中心和人才公寓",
              "约谈〔2022〕1号"}};
  return m;
}
std::string write(const Meeting& m) {
  return write_ics(invitation_of("mtg_1", m, {at("2022-08-16", 8), "luodi.example", {}}),
                   {"工委办", "office@example.org"}, "park@example.org");
}
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
bool valid_utf8_start(const std::string& line) {
  return line.empty() || (static_cast<unsigned char>(line[0]) & 0xC0U) != 0x80U;
}

TEST(Ics, LinesEndInCrlfAreAtMost75OctetsAndSplitNoCharacter) {
  const std::string text = write(meeting());
  std::size_t from = 0;
  std::string unfolded;
  while (from < text.size()) {
    const auto end = text.find("\r\n", from);
    ASSERT_NE(end, std::string::npos);
    std::string line = text.substr(from, end - from);
    EXPECT_LE(line.size(), 75U);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    if (line.starts_with(' ')) {
      line.erase(0, 1);
      EXPECT_TRUE(valid_utf8_start(line));
    } else {
      unfolded += "\n";
    }
    unfolded += line;
    from = end + 2;
  }
  EXPECT_TRUE(has(unfolded, "带有逗号\\,分号\\;和反斜杠\\\\的"));
}

TEST(Ics, StatesMapToMethodAndStatus) {
  auto m = meeting();
  EXPECT_TRUE(has(write(m), "METHOD:REQUEST\r\n"));
  EXPECT_TRUE(has(write(m), "STATUS:CONFIRMED\r\n"));
  EXPECT_TRUE(has(write(m), "SEQUENCE:0\r\n"));
  m.state = MeetingState::cancelled;
  m.sequence = 1;
  EXPECT_TRUE(has(write(m), "METHOD:CANCEL\r\n"));
  EXPECT_TRUE(has(write(m), "STATUS:CANCELLED\r\n"));
  EXPECT_TRUE(has(write(m), "SEQUENCE:1\r\n"));
  EXPECT_TRUE(has(write(m), "UID:mtg_1@luodi.example\r\n"));
}

TEST(Ics, ListsEveryProjectAndOfALongAgendaTheFirstOnes) {
  auto m = meeting();
  m.items.push_back({"int_2", "项目乙", "约谈〔2022〕2号"});
  m.attendees = {"单位主要负责人"};
  const auto two = invitation_of("mtg_1", m, {at("2022-08-16"), "l", {}});
  EXPECT_TRUE(two.summary.ends_with("等2个项目")) << two.summary;
  EXPECT_TRUE(has(two.description, "\n约谈〔2022〕2号 项目乙\n参加人员：单位主要负责人"));
  std::string longest;  // 200 characters, as many as a project's name may have
  for (int i = 0; i < 200; ++i)
    longest += "项";
  for (int i = 0; i < 100; ++i)
    m.items.push_back({"int", longest, "约谈〔2022〕3号"});
  const auto many = invitation_of("mtg_1", m, {at("2022-08-16"), "l", {}});
  EXPECT_TRUE(codec::decode<Invitation>(codec::encode(many))) << "what is written can be read again";
}

TEST(Ics, NamesTheEntityAndThePlace) {
  auto m = meeting();
  m.place = "会议室";
  const OrgNames names([](const std::string& code) { return code == "MY-GX" ? "绵阳高新区" : ""; });
  const auto told = invitation_of("mtg_1", m, {at("2022-08-16"), "l", names});
  EXPECT_TRUE(told.description.starts_with("被约谈单位：绵阳高新区\n")) << told.description;
  EXPECT_FALSE(has(told.description, "MY-GX")) << told.description;
  EXPECT_TRUE(has(write_ics(told, {}, ""), "\r\nLOCATION:会议室\r\n"));
  m.items.clear();
  EXPECT_EQ(invitation_of("mtg_1", m, {at("2022-08-16"), "l", names}).summary, "约谈：绵阳高新区");
}

TEST(Ics, TimesNameTheZoneAndDefineIt) {
  const auto text = write(meeting());
  EXPECT_TRUE(has(text, "DTSTART;TZID=Asia/Shanghai:20220824T093000\r\n"));
  EXPECT_TRUE(has(text, "DTEND;TZID=Asia/Shanghai:20220824T103000\r\n"));
  EXPECT_TRUE(has(text, "DTSTAMP:20220816T000000Z\r\n"));
  EXPECT_TRUE(has(text, "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n"));
  EXPECT_EQ(text, write(meeting())) << "the same invitation gives the same bytes";
}

TEST(Ics, NobodyCanSmuggleAProperty) {
  auto m = meeting();
  m.items[0].project_name = "x\r\nATTENDEE:mailto:evil@example.org";
  const auto text = write_ics(invitation_of("mtg_1", m, {at("2022-08-16"), "l", {}}), {"a\"\r\nX:1", "o@x\r\nX-EVIL:1"},
                              "p@x\r\nX-EVIL:2");
  EXPECT_FALSE(has(text, "\r\nX-EVIL"));
  EXPECT_FALSE(has(text, "\r\nX:1"));
  EXPECT_FALSE(has(text, "\r\nATTENDEE:mailto:evil"));
}

TEST(Ics, FoldsExactlyAt75) {
  EXPECT_EQ(fold_line(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(fold_line(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
  const std::string wide = std::string(74, 'a') + "约";  // the character would straddle column 75
  EXPECT_EQ(fold_line(wide), std::string(74, 'a') + "\r\n 约\r\n");
}
}  // namespace
}  // namespace luodi::monitor::test
