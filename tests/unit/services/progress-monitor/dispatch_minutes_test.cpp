// The minutes of a dispatch meeting: filed once, corrected with a reason, never overwritten; and who reads what of
// them.
#include "services/progress-monitor/domain/dispatch_table.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_bureau = actor(Role::bureau, "", "bureauuser");
const std::string k_digest(64, 'a');

struct DispatchMeeting : testing::Test {
  Desk desk = slow_and_quick();  // prj_1 and prj_2 of MY-AX; reporting since the midnight of 1 July
  const std::string id = "2022-06-H2";
  const DispatchCycle& cycle() const { return desk.cycles.at(id); }
  static FileDispatchMinutes body(std::string_view met_on = "2022-07-04") {
    FileDispatchMinutes out;
    out.number = "会议纪要〔2022〕3号";
    out.met_on = day(met_on);
    out.sha256 = k_digest;
    out.matters = {{"各园区每周报送一次", ""}, {"补齐用地手续", "prj_1"}, {"按期投产", "prj_2"}};
    return out;
  }
  static FileDispatchMinutes correction(FileDispatchMinutes out) {
    out.correction = "漏记一项";
    return out;
  }
  Error refused(const FileDispatchMinutes& body, Instant when = at("2022-07-05", 9)) {
    const auto commits = desk.commits;
    const auto done = desk.file_minutes(id, body, when, k_bureau);
    EXPECT_EQ(desk.commits, commits);
    return done ? Error(ErrorCode::internal, "was filed") : done.error();
  }
  std::vector<const DispatchItem*> lines(std::initializer_list<const char*> projects) const {
    std::vector<const DispatchItem*> out;
    for (const auto* project : projects)
      out.push_back(&desk.items.at(item_id(id, project)));
    return out;
  }
};

TEST_F(DispatchMeeting, IsKeptAsItWasFiled) {
  ASSERT_TRUE(desk.file_minutes(id, body(), at("2022-07-05", 9), k_bureau));
  ASSERT_EQ(cycle().minutes.size(), 1U);
  const auto& filed = cycle().minutes[0];
  EXPECT_EQ(filed.minutes, static_cast<const DispatchMinutes&>(body()));
  EXPECT_EQ(filed.by, "bureauuser");
  EXPECT_EQ(filed.filed_at, at("2022-07-05", 9));
  EXPECT_TRUE(filed.correction.empty());
  EXPECT_EQ(cycle().updated_at, at("2022-07-05", 9));
  EXPECT_EQ(cycle().state, CycleState::reporting);
}

TEST_F(DispatchMeeting, TwiceIsRefusedACorrectionIsOneMorePaper) {
  EXPECT_EQ(refused(correction(body())).fields.at(0).code, "nothing_filed");
  ASSERT_TRUE(desk.file_minutes(id, body(), at("2022-07-05", 9), k_bureau));
  EXPECT_EQ(refused(body()).code, ErrorCode::already_exists);
  EXPECT_EQ(refused(body()).fields.at(0).pointer, "/correction");
  EXPECT_EQ(refused(correction(body())).fields.at(0).code, "unchanged");
  auto more = correction(body());
  more.matters.push_back({"月底前复查", "prj_1"});
  ASSERT_TRUE(desk.file_minutes(id, more, at("2022-07-08", 9), k_bureau));
  ASSERT_EQ(cycle().minutes.size(), 2U);
  EXPECT_EQ(cycle().minutes[0].minutes.matters.size(), 3U) << "what was filed stays";
  EXPECT_EQ(cycle().minutes[1].minutes.matters.size(), 4U);
  EXPECT_EQ(cycle().minutes[1].correction, "漏记一项");
  EXPECT_EQ(cycle().minutes[1].filed_at, at("2022-07-08", 9));
  EXPECT_EQ(cycle().updated_at, at("2022-07-08", 9));
  ASSERT_TRUE(desk.file_minutes(id, correction(body()), at("2022-07-09", 9), k_bureau)) << "back to the first text";
}

TEST_F(DispatchMeeting, LiesBetweenTheCutOffAndToday) {
  const auto early = refused(body("2022-06-30"));
  EXPECT_EQ(early.fields.at(0).pointer, "/met_on");
  EXPECT_EQ(early.fields.at(0).code, "before_cut_off");
  EXPECT_EQ(refused(body("2022-07-06")).code, ErrorCode::in_future);
  Desk other = desk;
  EXPECT_TRUE(desk.file_minutes(id, body("2022-07-01"), at("2022-07-05", 9), k_bureau)) << "the day of the cut-off";
  EXPECT_TRUE(other.file_minutes(id, body("2022-07-05"), at("2022-07-05", 9), k_bureau)) << "today";
}

TEST_F(DispatchMeeting, NoneIsFiledOfACycleThatRuns) {
  desk.cycles.at(id).state = CycleState::open;
  EXPECT_EQ(refused(body()).code, ErrorCode::too_early);
}

TEST_F(DispatchMeeting, IsFiledAfterTheCloseAsWellAndClosesNothing) {
  desk.run_due(at("2022-07-06"));
  ASSERT_EQ(cycle().state, CycleState::closed);
  ASSERT_TRUE(desk.file_minutes(id, body(), at("2022-07-20", 9), k_bureau));
  EXPECT_EQ(cycle().state, CycleState::closed);
  EXPECT_EQ(cycle().reports->missing, 2) << "the counts stand";
}

TEST_F(DispatchMeeting, DoesNotStopTheClockOfTheCycle) {
  ASSERT_TRUE(desk.file_minutes(id, body("2022-07-01"), at("2022-07-01", 9), k_bureau));
  desk.run_due(at("2022-07-06"));
  EXPECT_EQ(cycle().state, CycleState::closed);
  EXPECT_TRUE(cycle().reports_due);
  EXPECT_EQ(cycle().minutes.size(), 1U);
}

TEST_F(DispatchMeeting, TheDigestIsHexadecimalInLowerCase) {
  for (const char* wrong : {"A", "g", " ", "中"}) {
    auto bad = body();
    bad.sha256.replace(63, 1, wrong);
    const auto error = refused(bad);
    ASSERT_EQ(error.fields.size(), 1U) << wrong;
    EXPECT_EQ(error.fields[0].pointer, "/sha256");
    EXPECT_EQ(error.fields[0].code, "bad_digest");
  }
}

TEST_F(DispatchMeeting, AMatterNamesALineOfThisCycle) {
  desk.projects["prj_3"] = industrial().project;  // exists, came after the cut-off
  auto wrong = body();
  wrong.matters.push_back({"尽快落地", "prj_3"});
  wrong.matters.push_back({"不存在", "prj_none"});
  const auto error = refused(wrong);
  ASSERT_EQ(error.fields.size(), 2U);
  EXPECT_EQ(error.fields[0].pointer, "/matters/3/project_id");
  EXPECT_EQ(error.fields[1].pointer, "/matters/4/project_id");
  EXPECT_EQ(error.fields[1].code, "not_on_agenda");
}

TEST_F(DispatchMeeting, NothingIsDecidedHereAboutASecretProject) {
  desk.projects["prj_2"].secret = true;
  auto told = body();
  told.sha256 = "wrong";
  const auto error = refused(told);
  EXPECT_EQ(error.code, ErrorCode::secret_not_admitted) << "before every other rule";
  ASSERT_EQ(error.fields.size(), 1U);
  EXPECT_EQ(error.fields[0].pointer, "/matters/2/text");
  EXPECT_EQ(error.detail.find("按期投产"), std::string::npos);
}

TEST_F(DispatchMeeting, BlanksAndOversizeAreNoMinutes) {
  const auto faults = [](FileDispatchMinutes asked) {
    const auto read = codec::parse_request<FileDispatchMinutes>(codec::encode(asked).dump());
    std::vector<std::string> out;
    if (!read)
      for (const auto& fault : read.error().fields)
        out.push_back(fault.pointer + " " + fault.code);
    return out;
  };
  using Faults = std::vector<std::string>;
  EXPECT_EQ(faults(body()), Faults());
  auto blank = body();
  blank.matters[1].text = "\u3000 ";
  blank.correction = " ";
  EXPECT_EQ(faults(blank), (Faults{"/matters/1/text blank", "/correction blank"}));
  auto long_text = body();
  long_text.matters[0].text.clear();
  for (int i = 0; i < 1000; ++i)
    long_text.matters[0].text += "字";
  EXPECT_EQ(faults(long_text), Faults());
  long_text.matters[0].text += "字";
  ASSERT_EQ(faults(long_text).size(), 1U);
  EXPECT_TRUE(faults(long_text)[0].starts_with("/matters/0/text "));
  auto many = body();
  many.matters.resize(100, many.matters[0]);
  EXPECT_EQ(faults(many), Faults());
  many.matters.push_back(many.matters[0]);
  EXPECT_EQ(faults(many), Faults{"/matters count"});
  auto none = body();
  none.matters.clear();
  EXPECT_EQ(faults(none), Faults{"/matters required"});
  auto short_digest = body();
  short_digest.sha256.pop_back();
  EXPECT_EQ(faults(short_digest).size(), 1U);
}

TEST_F(DispatchMeeting, EachReadsOfItWhatConcernsIt) {
  ASSERT_TRUE(desk.file_minutes(id, body(), at("2022-07-05", 9), k_bureau));
  desk.items.at(item_id(id, "prj_2")).line.org = "MY-GX";
  const FindProject find = [&](const std::string& project) -> const domain::Project* {
    const auto found = desk.projects.find(project);
    return found == desk.projects.end() ? nullptr : &found->second;
  };
  const auto texts = [&](const Actor& reader, std::initializer_list<const char*> sees) {
    std::vector<std::string> out;
    for (const auto& filed : minutes_for(reader, cycle(), lines(sees), find))
      for (const auto& matter : filed.minutes.matters)
        out.push_back(matter.text);
    return out;
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts(actor(Role::committee), {}).size(), 3U);
  EXPECT_EQ(texts(actor(Role::park, "MY-AX"), {"prj_1"}), (Texts{"各园区每周报送一次", "补齐用地手续"}));
  EXPECT_EQ(texts(actor(Role::park, "MY-GX"), {"prj_2"}), (Texts{"各园区每周报送一次", "按期投产"}));
  EXPECT_EQ(texts(actor(Role::park, "MY-GX"), {"prj_1", "prj_2"}).size(), 3U) << "it sees both lines";
  EXPECT_EQ(texts(actor(Role::park, "MY-JK"), {}), Texts());
  auto& gone = desk.projects.at("prj_1");
  gone.host = "MY-JK";  // which answers for it once it has landed
  gone.landing.emplace();
  ASSERT_EQ(domain::responsible_org(gone), "MY-JK");
  EXPECT_EQ(texts(actor(Role::park, "MY-JK"), {"prj_1"}), (Texts{"各园区每周报送一次", "补齐用地手续"}))
      << "as the letter of the minutes tells it";
  EXPECT_EQ(texts(actor(Role::referrer, "REF-1"), {"prj_1"}), Texts()) << "a party, no host of this agenda";
  EXPECT_EQ(texts(actor(Role::referrer, ""), {"prj_1"}), Texts());
}

TEST_F(DispatchMeeting, StandsInTheRowOfItsProjectAsItWasCorrectedLast) {
  const auto cell = [&](const char* project) {
    const auto table = dispatch_table(id, cycle(), lines({"prj_1", "prj_2"}), cycle().minutes, at("2022-07-09"),
                                      OrgNames(), [](const std::string& problem) { return problem; });
    const auto column = std::find(table.headers.begin(), table.headers.end(), "会议议定 decided at the meeting");
    if (column == table.headers.end()) return std::string("no column");
    for (const auto& row : table.rows) {
      EXPECT_EQ(row.size(), table.headers.size());
      if (row[1].text == project) return row[static_cast<std::size_t>(column - table.headers.begin())].text;
    }
    return std::string("no row");
  };
  EXPECT_EQ(cell("prj_1"), "");
  ASSERT_TRUE(desk.file_minutes(id, body(), at("2022-07-05", 9), k_bureau));
  auto more = correction(body());
  more.number = "会议纪要〔2022〕4号";
  more.matters.back() = {"月底前复查", "prj_1"};
  ASSERT_TRUE(desk.file_minutes(id, more, at("2022-07-08", 9), k_bureau));
  EXPECT_EQ(cell("prj_1"), "补齐用地手续；月底前复查（会议纪要〔2022〕4号）");
  EXPECT_EQ(cell("prj_2"), "");
}

TEST_F(DispatchMeeting, IsStoredAndAStateWithoutItLoads) {
  EXPECT_FALSE(codec::encode(cycle()).contains("minutes"));
  ASSERT_TRUE(desk.file_minutes(id, body(), at("2022-07-05", 9), k_bureau));
  const auto stored = codec::encode(cycle());
  const auto read = codec::decode<DispatchCycle>(stored);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(codec::encode(*read), stored);
}
}  // namespace
}  // namespace luodi::monitor::test
