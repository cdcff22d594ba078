// A command that comes before the due jobs meets the project that a prompt worker would have left: the same life is
// told twice, once with a worker that keeps up and once with one that wakes up only after the last command.
#include "services/progress-monitor/interview_ahead.hpp"

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

const Actor k_office = actor(Role::committee);
const Actor k_park = actor(Role::park, "MY-GX");

class Told {
 public:
  explicit Told(bool prompt, std::string_view works_until = "2022-08-16") : prompt_(prompt) {
    site_.account(one_, "park", Role::park, "MY-GX", "park@luodi.example");
    site_.account(one_, "bureau", Role::bureau, "", "bureau@luodi.example");
    site_.account(one_, "office", Role::committee, "", "office@luodi.example");
    site_.set_clock(at("2022-06-01", 10));
    site_.project(one_, "prj_1", yi(5));
    for (const auto* day : {"2022-06-01", "2022-07-01", "2022-07-16", "2022-08-01", "2022-08-16"})
      move(at(day, 10), day <= works_until);
  }
  void move(Instant to, bool works) {
    site_.set_clock(to);
    if (works || prompt_) one_.settle();
  }
  template <class Body>
  Expected<void> give(InterviewRule<Body> rule, const Body& body, const Actor& who) {
    const std::string id = one_.all<Interview>().begin()->first;
    return run(who, [&](const MonitorOverlay& world, const domain::Context& context) {
      return decide_promptly(one_.evaluation, world, id, rule, body, context);
    });
  }
  // Of the project; `look` sees the world that the rule decides on.
  Expected<void> report(std::string_view on, const std::function<void(const MonitorOverlay&)>& look = {}) {
    Report c;
    c.kind = domain::ProgressKind::milestone;
    c.occurred_on = day(on);
    c.evidence = {paper(domain::EvidenceKind::site_photo)};
    c.evidence.front().reference = "现场影像 1";
    c.evidence.front().dated = day(on);
    return run(k_park, [&](const MonitorOverlay& world, const domain::Context& context) {
      const auto rule = [&](const MonitorOverlay& prompt) {
        if (look) look(prompt);
        return decide_progress("prj_1", prompt.find<domain::Project>("prj_1")->state, c, context);
      };
      return one_.evaluation.promptly(world, "prj_1", rule, context);
    });
  }
  // Of what the park is told, each mail by its occasion.
  std::multiset<std::string> occasions() {
    one_.settle();
    std::multiset<std::string> out;
    for (const auto& [id, n] : one_.all<Notification>())
      if (n.message.address == "park@luodi.example") out.insert(n.message.occasion);
    return out;
  }
  const Indexes& indexes() const { return one_.indexes; }
  // What is true and who was told of what was missed, without the instants at which it was found. Other mails say what
  // is so when they are written: a worker that comes late leaves out what is no news any more.
  std::string story() {
    one_.settle();
    std::string text;
    for (const auto& [id, i] : one_.all<Interview>()) {
      text += id + " " + std::string(codec::enum_text(i.state)) + " " + i.document_number + " " + i.outcome + "\n";
      for (const auto& clock : i.clocks)
        text += "  " + std::string(codec::enum_text(clock.step)) + " " + std::string(codec::enum_text(clock.state)) +
                " due " + (clock.due_at ? clock.due_at->str() : "-") + (clock.overdue_at ? " missed" : "") + "\n";
    }
    std::multiset<std::string> told;
    for (const auto& [id, n] : one_.all<Notification>())
      if (n.message.occasion == "interview_overdue") told.insert(n.message.occasion + " to " + n.message.address);
    for (const auto& each : told)
      text += each + "\n";
    for (const auto& [job, record] : site_.store.data().jobs)
      text += job + "\n";
    return text;
  }

 private:
  template <class Rule>
  Expected<void> run(const Actor& who, Rule rule) {
    return site_.give(one_, who, rule);
  }

  Site site_;
  Site::Instance one_{site_};
  bool prompt_;
};

FileMinutes minutes() {
  FileMinutes m;
  m.text = "会议纪要";
  m.attendees = {"分管负责人"};
  return m;
}

// Everything up to the report: nothing is left but the verification.
void file_all(Told& t) {
  t.move(at("2022-08-19"), true);
  t.move(at("2022-08-25", 10), false);
  EXPECT_TRUE(t.give(decide_minutes, minutes(), k_office));
  EXPECT_TRUE(t.give(decide_rectification, Rectify{RectificationKind::plan, "方案", {}, {}}, k_park));
  EXPECT_TRUE(t.give(decide_rectification, Rectify{RectificationKind::report, "报告", {}, {}}, k_park));
}

// The same steps for both; the stories agree and hold what is expected.
template <class Steps>
void expect_alike(Steps steps, const std::vector<std::string>& holds) {
  Told prompt(true);
  Told late(false);
  steps(prompt);
  steps(late);
  const std::string story = prompt.story();
  EXPECT_EQ(late.story(), story);
  for (const auto& part : holds)
    EXPECT_NE(story.find(part), std::string::npos) << part << "\n" << story;
}

TEST(InterviewAhead, AMissedExplanationIsToldWithTheMinutes) {
  expect_alike(
      [](Told& t) {
        t.move(at("2022-08-19"), true);
        t.move(at("2022-08-25", 10), false);
        EXPECT_TRUE(t.give(decide_minutes, minutes(), k_office));
      },
      {"held", "explanation overdue due", "interview_overdue to park@luodi.example"});
}

// Of a machine that files all papers in one second: whoever writes the letters comes to the first one when the last is
// in.
TEST(InterviewAhead, StepsThatFollowEachOtherAtOnceAreEachTold) {
  Told t(true);
  file_all(t);
  const std::multiset<std::string> each{"warning_yellow",    "warning_red",       "interview_opened",
                                        "interview_issued",  "interview_overdue", "interview_held",
                                        "interview_planned", "interview_reported"};
  EXPECT_EQ(t.occasions(), each);
}

TEST(InterviewAhead, ALateReportDoesNotMoveTheWindowOfTheVerification) {
  expect_alike(
      [](Told& t) {
        t.move(at("2022-08-19"), true);
        t.move(at("2022-08-25", 10), false);
        EXPECT_TRUE(t.give(decide_minutes, minutes(), k_office));
        t.move(at("2022-09-05", 10), false);
        EXPECT_TRUE(t.give(decide_rectification, Rectify{RectificationKind::plan, "方案", {}, {}}, k_park));
        t.move(at("2022-10-12", 10), false);
        EXPECT_TRUE(t.give(decide_rectification, Rectify{RectificationKind::report, "报告", {}, {}}, k_park));
      },
      {"reported", "plan done due 2022-09-02T00:00:00+08:00 missed", "report done due 2022-09-25T00:00:00+08:00 missed",
       "verification open due 2022-11-01T00:00:00+08:00"});
}

TEST(InterviewAhead, ANoticeWhoseGraceIsOverIsOutBeforeItIsWithdrawn) {
  expect_alike(
      [](Told& t) {
        t.move(at("2022-08-22", 10), false);
        EXPECT_TRUE(t.give(decide_withdraw, Withdraw{"事由消失"}, k_office));
      },
      {"withdrawn 约谈〔2022〕1号", "evaluate:prj_1"});
}

TEST(InterviewAhead, AWindowThatEndedInStandstillIsVerifiedByNobody) {
  expect_alike(
      [](Told& t) {
        file_all(t);
        t.move(at("2022-10-08", 10), false);
        const auto verified = t.give(decide_verification, Verify{false, "未整改", {}}, k_office);
        ASSERT_FALSE(verified);
        EXPECT_EQ(verified.error().code, ErrorCode::wrong_state);
      },
      {"escalated 约谈〔2022〕1号 still_idle", "_2 opened"});
}

TEST(ProjectAhead, ANoticeWhoseGraceIsOverIsOutBeforeTheProgressIsHeard) {
  expect_alike(
      [](Told& t) {
        t.move(at("2022-08-22", 10), false);
        EXPECT_TRUE(t.report("2022-08-20"));
      },
      {"issued 约谈〔2022〕1号"});
}

TEST(ProjectAhead, AWindowThatEndedInStandstillIsNotOpenedByLaterProgress) {
  expect_alike(
      [](Told& t) {
        file_all(t);
        t.move(at("2022-09-01", 10), true);
        t.move(at("2022-10-08", 10), false);
        EXPECT_TRUE(t.report("2022-10-02"));
      },
      {"escalated 约谈〔2022〕1号 still_idle"});
}

// Also the lights and the interview that are due only now: otherwise a busy midnight lets an exit through that needs an
// approval.
TEST(ProjectAhead, ARuleSeesTheLightAndTheInterviewThatAreDue) {
  Told late(false, "2022-07-01");
  bool seen = false;
  ASSERT_TRUE(late.report("2022-08-15", [&](const MonitorOverlay& prompt) {
    seen = true;
    EXPECT_EQ(prompt.find<domain::Watch>("prj_1")->state.light, domain::Light::red);
    const auto known = interviews_of(late.indexes(), prompt, "prj_1");
    ASSERT_EQ(known.size(), 1U);
    EXPECT_EQ(known[0].state->state, InterviewState::opened);
  }));
  EXPECT_TRUE(seen);
  EXPECT_NE(late.story().find("withdrawn"), std::string::npos) << "the progress of its last cycle takes it back";
}

TEST(InterviewView, AnHourForWhichNobodyWasCalledIsNotShown) {
  runtime::Versioned<Interview> interview;
  interview.state.state = InterviewState::held_back;
  interview.state.meeting_at = at("2022-08-24", 9, 30);
  const auto shown = [&] { return interview_view("int_1", interview, at("2022-10-01")); };
  EXPECT_FALSE(shown().contains("meeting_at"));
  interview.state.state = InterviewState::issued;
  interview.state.issued_at = at("2022-08-19");
  EXPECT_EQ(shown().at("meeting_at"), at("2022-08-24", 9, 30).str());
}
}  // namespace
}  // namespace luodi::monitor::test
