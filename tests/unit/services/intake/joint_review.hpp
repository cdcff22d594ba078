#pragma once
// A lead before its joint review, and whoever has a voice in it.
#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class JointReview : public IntakeCase {
 protected:
  JointReview() { judge_by(voters()); }
  // A review large enough for shares of votes.
  static policy::Policy voters() {
    auto policy = sample_policy();
    for (const char* side : {"S", "O", "A"})
      for (int i = 0; i < 200; ++i) {
        const auto code = side + std::to_string(i);
        policy.admission.review_members.push_back({code, code, code});
      }
    return policy;
  }
  void judge_by(const policy::Policy& policy) { book_ = *policy::PolicyBook::of({policy}, WorkingCalendar()); }
  // The bureau records what a department wrote.
  bool record(const std::string& department,
              std::vector<domain::Evidence> evidence = {paper(domain::EvidenceKind::review_opinion)},
              std::string text = "函〔2022〕3号：同意") {
    as(actor(Role::bureau, "", "clerk"));
    GiveOpinion command;
    command.verdict = OpinionVerdict::support;
    command.department = department;
    command.text = std::move(text);
    command.evidence = std::move(evidence);
    return take(decide_opinion(id_, project_, command, context()));
  }
  void enter_denied() {
    auto command = lead();
    command.industry_code = "3841";
    as(actor(Role::office, "SZ-OFFICE"));
    ASSERT_TRUE(enter(command));
    ASSERT_EQ(project_.admission->verdict, "denied");
  }
  static DecideReview override_decision() {
    DecideReview out;
    out.verdict = ReviewVerdict::approved;
    out.admission_override = true;
    out.reason = "强链补链";
    out.leader_approval = "分管市领导";
    return out;
  }
  void vote(int support, int oppose, int abstain = 0) {
    for (int i = 0; i < support; ++i)
      ASSERT_TRUE(opine(OpinionVerdict::support, "S" + std::to_string(i)));
    for (int i = 0; i < oppose; ++i)
      ASSERT_TRUE(opine(OpinionVerdict::oppose, "O" + std::to_string(i)));
    for (int i = 0; i < abstain; ++i)
      ASSERT_TRUE(opine(OpinionVerdict::abstain, "A" + std::to_string(i)));
  }
};

}  // namespace luodi::intake::test
