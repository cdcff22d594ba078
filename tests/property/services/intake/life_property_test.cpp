// Random lives of projects: commands in any order, accepted or not. No stage is ever reached by a jump, a refusal
// changes nothing, an open gate is an accepted command, and the stream rebuilds the state byte for byte.
#include <random>

#include "common/domain/checklist.hpp"
#include "common/domain/project_view.hpp"
#include "common/domain/stage_table.hpp"
#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class RandomLife : public IntakeCase {
 protected:
  int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  template <class T>
  T any(std::initializer_list<T> values) {
    return *(values.begin() + pick(static_cast<int>(values.size())));
  }

  // A well-formed command: what it lacks is for the gate to say. Returns the command and whether its gate is open.
  struct Asked {
    domain::Command command;
    bool open = false;
    Expected<domain::Decision> decision;
  };
  bool gate(domain::Command command, const domain::Brought& brought) {
    return domain::check_gate(project_, command, brought, **context().policies->at(brought.on)).has_value();
  }
  // A line of the hosting park has an owner once there is one, and what a passed assessment rests on stays.
  bool may_answer(const std::string& item) {
    const auto& policy = **context().policies->at(civil_date(context_.now));
    const auto& lines = policy.pre_assessment;
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const auto& each) { return each.id == item; });
    return domain::line_owner(*line, project_, policy)->code != "" &&
           domain::check_may_change(project_, *line, policy).has_value();
  }
  Asked ask() {
    domain::Brought brought;
    brought.on = civil_date(context_.now);
    using domain::Command;
    switch (pick(8)) {
      case 0: {
        as(actor(Role::reviewer, any({"ENV", "FIN", "LAW"})));
        GiveOpinion body;
        body.verdict = any({OpinionVerdict::support, OpinionVerdict::oppose, OpinionVerdict::abstain});
        body.text = "意见";
        return {Command::review_opinions, gate(Command::review_opinions, brought),
                decide_opinion(id_, project_, body, context())};
      }
      case 1: {
        as(actor(Role::bureau));
        DecideReview body;
        body.verdict = ReviewVerdict::approved;
        body.reason = "理由";
        body.leader_approval = "分管市领导";
        return {Command::review_decision, gate(Command::review_decision, brought),
                decide_review(id_, project_, body, parks(), context())};
      }
      case 2: {
        as(actor(Role::bureau));
        Allocate body;
        body.host = "MY-GX";
        return {Command::allocation, gate(Command::allocation, brought) && !project_.allocation,
                decide_allocation(id_, project_, body, parks(), {}, context())};
      }
      case 3:
        as(actor(Role::park, "MY-GX"));
        return {Command::negotiation, gate(Command::negotiation, brought),
                decide_negotiation(id_, project_, StartNegotiation{}, context())};
      case 4: {
        RecordItem body;
        body.item = any({"legality_review", "landing_conditions", "fair_competition_review"});
        as(owner_of(body.item));
        body.outcome = pick(4) == 0 ? ItemOutcome::failed : ItemOutcome::passed;
        body.opinion = "已核";
        return {Command::pre_assessment_items, gate(Command::pre_assessment_items, brought) && may_answer(body.item),
                decide_item(id_, project_, body, context())};
      }
      case 5: {
        as(actor(Role::bureau));
        DecidePreAssessment body;
        body.verdict = AssessmentVerdict::passed;
        body.path = any({AssessmentPath::full, AssessmentPath::simple});
        brought.framework = body.path == AssessmentPath::simple;
        return {Command::pre_assessment_decision, gate(Command::pre_assessment_decision, brought),
                decide_pre_assessment(id_, project_, body, context())};
      }
      case 6: {
        as(actor(Role::park, "MY-GX"));
        Sign body;
        body.agreement = any({AgreementKind::formal, AgreementKind::framework});
        body.signed_on = brought.on;
        if (pick(2) == 0) body.agreed_amount_fen = Fen::wan(1 + pick(1000));
        if (pick(3) != 0) body.evidence = {paper(domain::EvidenceKind::agreement)};
        brought.evidence = body.evidence;
        brought.framework = body.agreement == AgreementKind::framework;
        brought.amount = body.agreed_amount_fen;
        const bool again = brought.framework && project_.framework && project_.framework->signed_on == body.signed_on;
        return {Command::signing, gate(Command::signing, brought) && !again,
                decide_signing(id_, project_, body, context())};
      }
      default: {
        as(actor(Role::bureau));
        Amend body;
        body.effective_on = brought.on;
        body.agreed_amount_fen = Fen::wan(1 + pick(1000));
        body.reason = "变更";
        if (pick(3) != 0) body.evidence = {paper(domain::EvidenceKind::agreement)};
        brought.evidence = body.evidence;
        brought.amount = body.agreed_amount_fen;
        const bool same = domain::formal_amount_on(project_, body.effective_on) == body.agreed_amount_fen;
        return {Command::amendments, gate(Command::amendments, brought) && !same,
                decide_amendment(id_, project_, body, context())};
      }
    }
  }

  void keep(const domain::Decision& decision) {
    for (const auto& raised : decision.events) {
      domain::EventEnvelope envelope;
      envelope.id = "e" + std::to_string(stream_.size());
      envelope.source = "/luodi/intake";
      envelope.kind = raised.kind;
      envelope.fact = raised.fact;
      envelope.subject = raised.subject;
      envelope.city = "510700";
      envelope.parties = raised.parties;
      envelope.meta.at = std::max(context_.now, project_.updated_at);
      envelope.meta.actor = context_.actor.username;
      envelope.meta.version = version_ + 1;
      envelope.data = raised.data;
      stream_.push_back(domain::write_envelope(envelope));
    }
  }

  std::mt19937 random_;
  std::vector<std::string> stream_;
};

TEST_F(RandomLife, StagesAreReachedOneByOneAndTheStreamTellsItAll) {
  constexpr int k_lives = 60;
  constexpr int k_commands = 120;
  int signed_lives = 0;
  for (int life = 0; life < k_lives; ++life) {
    random_.seed(static_cast<unsigned>(life));
    project_ = {};
    version_ = 0;
    stream_.clear();
    at(any({"2022-06-01", "2024-06-01", "2024-09-01"}));
    as(actor(Role::park, "MY-GX"));
    auto command = lead();
    if (pick(2) == 0) command.agreed_amount_fen.reset();
    if (pick(4) == 0) command.park_code.reset();
    Surroundings around;
    around.parks = parks();
    auto registration = decide_registration(id_, command, around, context());
    ASSERT_TRUE(registration);
    keep(*registration);
    ASSERT_TRUE(take(registration));
    for (int i = 0; i < k_commands; ++i) {
      if (pick(10) == 0) context_.now = context_.now.plus_ms(86'400'000LL * pick(30));
      const auto before = project_.stage;
      const auto state = codec::encode(project_).dump();
      const auto asked = ask();
      ASSERT_EQ(asked.open, asked.decision.has_value())
          << domain::command_text(asked.command) << " at " << codec::enum_text(before) << ": "
          << (asked.decision ? "accepted with a closed gate" : asked.decision.error().detail);
      if (!asked.decision) {
        ASSERT_EQ(codec::encode(project_).dump(), state);
        continue;
      }
      keep(*asked.decision);
      ASSERT_TRUE(take(asked.decision));
      const int step = static_cast<int>(project_.stage) - static_cast<int>(before);
      ASSERT_TRUE(step == 0 || step == 1) << codec::enum_text(before) << " to " << codec::enum_text(project_.stage);
      if (step == 1) {
        ASSERT_EQ(domain::stage_row(asked.command).to, project_.stage);
      }
    }
    if (project_.agreement) {
      ++signed_lives;
      EXPECT_EQ(project_.reached.size(), 5U);
      EXPECT_TRUE(project_.agreement->agreed_amount_fen);
      EXPECT_EQ(project_.pre_assessment_decision->path, "full");
    }
    domain::Project replayed;
    for (const auto& json : stream_) {
      auto envelope = domain::read_envelope(json);
      ASSERT_TRUE(envelope);
      ASSERT_TRUE(domain::apply_fact(replayed, envelope->fact, envelope->data, envelope->meta));
    }
    ASSERT_EQ(codec::encode(replayed).dump(), codec::encode(project_).dump());
  }
  EXPECT_GT(signed_lives, k_lives / 4);  // otherwise the lives are too short to prove anything
}

// What the interface announces as a next step without anything missing is a command whose gate is open.
TEST_F(RandomLife, NextStepsSayWhatTheGateSays) {
  up_to_negotiating();
  ASSERT_TRUE(item("legality_review"));
  const auto policy = sample_policy();
  const auto steps =
      codec::encode(domain::next_steps(project_, policy, day("2022-06-01"), domain::Reader("zh", actor(Role::bureau))));
  bool seen = false;
  for (const auto& step : steps) {
    if (step["command"] != "pre-assessment-decision") continue;
    seen = true;
    ASSERT_EQ(step["missing"].size(), 1U);
    EXPECT_EQ(step["missing"][0]["item"], "landing_conditions");
    EXPECT_EQ(step["leads_to"], "assessed");
    EXPECT_EQ(step["roles"], codec::Json::array({"bureau"}));
  }
  EXPECT_TRUE(seen);
  for (const auto& step : steps)
    EXPECT_NE(step["command"], "signing");  // not yet at this stage
}

}  // namespace luodi::intake::test
