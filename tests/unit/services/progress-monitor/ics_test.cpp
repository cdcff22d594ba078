#include "services/progress-monitor/domain/ics.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
Interview interview() {
  Interview i;
  i.project_name =
      "一个名字很长、带有逗号,分号;和反斜杠\\的新型显示产业基地建设项目（二期）以及配套的研发中心和人才公寓";
  i.responsible_org = "MY-GX";
  i.meeting_at = at("2022-08-24", 9, 30);
  i.trigger = cycle("2022-08-H1");
  i.idle_cycles = 4;
  return i;
}
std::string write(const Interview& i) {
  return write_ics(*invitation_of("int_1", i, at("2022-08-16", 8), "luodi.example"), {"工委办", "office@example.org"},
                   "park@example.org");
}
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
bool valid_utf8_start(const std::string& line) {
  return line.empty() || (static_cast<unsigned char>(line[0]) & 0xC0U) != 0x80U;
}

TEST(Ics, LinesEndInCrlfAreAtMost75OctetsAndSplitNoCharacter) {
  const std::string text = write(interview());
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
  auto i = interview();
  EXPECT_TRUE(has(write(i), "METHOD:REQUEST\r\n"));
  EXPECT_TRUE(has(write(i), "STATUS:TENTATIVE\r\n"));
  i.state = InterviewState::issued;
  i.sequence = 1;
  EXPECT_TRUE(has(write(i), "STATUS:CONFIRMED\r\n"));
  EXPECT_TRUE(has(write(i), "SEQUENCE:1\r\n"));
  i.state = InterviewState::withdrawn;
  EXPECT_TRUE(has(write(i), "METHOD:CANCEL\r\n"));
  EXPECT_TRUE(has(write(i), "STATUS:CANCELLED\r\n"));
  EXPECT_TRUE(has(write(i), "UID:int_1@luodi.example\r\n"));
}

TEST(Ics, TimesNameTheZoneAndDefineIt) {
  const auto text = write(interview());
  EXPECT_TRUE(has(text, "DTSTART;TZID=Asia/Shanghai:20220824T093000\r\n"));
  EXPECT_TRUE(has(text, "DTEND;TZID=Asia/Shanghai:20220824T103000\r\n"));
  EXPECT_TRUE(has(text, "DTSTAMP:20220816T000000Z\r\n"));
  EXPECT_TRUE(has(text, "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n"));
  EXPECT_EQ(text, write(interview())) << "the same invitation gives the same bytes";
}

TEST(Ics, NobodyCanSmuggleAProperty) {
  auto i = interview();
  i.project_name = "x\r\nATTENDEE:mailto:evil@example.org";
  const auto text = write_ics(*invitation_of("int_1", i, at("2022-08-16"), "l"), {"a\"\r\nX:1", "o@x\r\nX-EVIL:1"},
                              "p@x\r\nX-EVIL:2");
  EXPECT_FALSE(has(text, "\r\nX-EVIL"));
  EXPECT_FALSE(has(text, "\r\nX:1"));
  EXPECT_FALSE(has(text, "\r\nATTENDEE:mailto:evil"));
}

TEST(Ics, WithoutMeetingTimeThereIsNoInvitation) {
  auto i = interview();
  i.meeting_at.reset();
  EXPECT_FALSE(invitation_of("int_1", i, at("2022-08-16"), "l"));
}

TEST(Ics, FoldsExactlyAt75) {
  EXPECT_EQ(fold_line(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(fold_line(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
  const std::string wide = std::string(74, 'a') + "约";  // the character would straddle column 75
  EXPECT_EQ(fold_line(wide), std::string(74, 'a') + "\r\n 约\r\n");
}
}  // namespace
}  // namespace luodi::monitor::test
