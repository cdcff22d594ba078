// What a rehearsal says of the command is what the command then does.
#include "services/progress-monitor/foretold.hpp"

#include "services/progress-monitor/domain/stage_return.hpp"
#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

const Actor k_bureau = actor(Role::bureau, "", "bureauuser");

// Landed and started in time, so that the start is honoured; three half months idle since.
struct Started {
  Site site;
  Site::Instance one{site};

  Started() {
    site.set_clock(at("2022-06-10", 9));
    site.project(one, "prj_1", yi(5));
    domain::AgreementSigned agreement;
    agreement.agreement = "formal";
    agreement.signed_on = day("2022-06-10");
    agreement.agreed_amount_fen = yi(5);
    happens("2022-06-10", agreement);
    RegisterObligation owed;
    owed.kind = ObligationKind::start;
    owed.title = "开工";
    owed.due_on = day("2022-09-30");
    give([&](const MonitorOverlay& world, const domain::Project& project, const domain::Context& context) {
      return decide_register_obligation("prj_1", project, obligations_of(one.indexes, world, "prj_1", project), {},
                                        owed, context);
    });
    domain::ProjectLanded landed;
    landed.landed_on = day("2022-06-20");
    landed.company.name = "项目公司";
    happens("2022-06-20", landed);
    happens("2022-07-05", domain::ProjectStarted{day("2022-07-05"), {}});
    site.set_clock(at("2022-09-01", 9));
    one.settle();
  }
  template <class E>
  void happens(std::string_view on, const E& event) {
    site.set_clock(at(on, 9));
    site.happens<domain::Project>(one, "prj_1", event, "MY-GX");
    one.settle();
  }
  template <class Rule>
  Expected<domain::Decision> decided(const MonitorOverlay& world, const domain::Context& context, Rule rule) {
    const auto asked = [&](const MonitorOverlay& prompt) {
      return rule(prompt, prompt.find<domain::Project>("prj_1")->state, context);
    };
    return one.evaluation.promptly(world, "prj_1", asked, context);
  }
  template <class Rule>
  void give(Rule rule) {
    const auto done = site.give(one, k_bureau, [&](const MonitorOverlay& world, const domain::Context& context) {
      return decided(world, context, rule);
    });
    ASSERT_TRUE(done) << done.error().detail;
  }
};

TEST(Foretold, AReturnOfAStageSaysWhatLeavesAndWhatFollows) {
  Started s;
  const auto rule = [](const MonitorOverlay&, const domain::Project& project, const domain::Context& context) {
    ReturnStage wrong{domain::Stage::started, "现场核查未开工", {paper(domain::EvidenceKind::other)}};
    wrong.evidence.front().reference = "核查〔2022〕3号";
    return decide_stage_return("prj_1", project, wrong, context);
  };
  const auto owed = s.one.all<Obligation>();
  ASSERT_EQ(owed.size(), 1U);
  ASSERT_EQ(owed.begin()->second.state, ObligationState::honoured);
  const MonitorOverlay world(s.one.world);
  const auto now = context(at("2022-09-01", 9), k_bureau);
  const auto decision = s.decided(world, now, rule);
  ASSERT_TRUE(decision) << decision.error().detail;
  const auto told = foretold(world, "prj_1", *decision, now).at("stage_return");
  EXPECT_EQ(told.at("stage"), "started");
  EXPECT_EQ(told.at("on"), "2022-07-05");
  EXPECT_EQ(told.at("stage_after"), "landed");
  EXPECT_EQ(told.at("idle_cycles"), 4);
  EXPECT_EQ(told.at("exits"), codec::Json::array());
  ASSERT_EQ(told.at("obligations").size(), 1U) << told.dump();
  const auto& fallen = told.at("obligations").front();
  EXPECT_EQ(fallen.at("id").get<std::string>(), owed.begin()->first);
  EXPECT_EQ(fallen.at("title"), "开工");
  EXPECT_EQ(fallen.at("state_before"), "honoured");
  EXPECT_EQ(fallen.at("state"), "pending");
  ASSERT_EQ(told.at("interviews").size(), 1U) << told.dump();
  const auto& called = told.at("interviews").front();
  EXPECT_FALSE(called.contains("state_before"));
  EXPECT_EQ(called.at("state"), "opened");
  EXPECT_EQ(called.at("facts"), codec::Json::array({"opened"}));
  EXPECT_TRUE(s.one.all<Interview>().empty()) << "nothing is stored";

  s.give(rule);
  EXPECT_EQ(s.one.all<domain::Project>().at("prj_1").stage, domain::Stage::landed);
  EXPECT_EQ(s.one.all<Obligation>().begin()->second.state, ObligationState::pending);
  ASSERT_EQ(s.one.all<Interview>().size(), 1U);
  EXPECT_EQ(s.one.all<Interview>().begin()->first, called.at("id").get<std::string>());
  const auto watch = s.one.all<domain::Watch>().at("prj_1");
  EXPECT_EQ(codec::enum_text(watch.light), told.at("light").get<std::string>());
  EXPECT_EQ(watch.idle_cycles, 4);
}

// Its day is over by then: the due queue breaches it within a moment, and the rehearsal says so.
TEST(Foretold, AnHonourThatFallsAfterItsDayIsABreach) {
  Started s;
  s.site.set_clock(at("2022-10-10", 9));
  s.one.settle();
  const MonitorOverlay world(s.one.world);
  const auto now = context(at("2022-10-10", 9), k_bureau);
  const auto rule = [](const MonitorOverlay&, const domain::Project& project, const domain::Context& c) {
    ReturnStage wrong{domain::Stage::started, "现场核查未开工", {paper(domain::EvidenceKind::other)}};
    wrong.evidence.front().reference = "核查〔2022〕3号";
    return decide_stage_return("prj_1", project, wrong, c);
  };
  const auto decision = s.decided(world, now, rule);
  ASSERT_TRUE(decision) << decision.error().detail;
  const auto told = foretold(world, "prj_1", *decision, now).at("stage_return");
  ASSERT_EQ(told.at("obligations").size(), 1U) << told.dump();
  const auto& fallen = told.at("obligations").front();
  EXPECT_EQ(fallen.at("state"), "breached");
  EXPECT_EQ(fallen.at("facts"), codec::Json::array({"corrected", "breached"}));
  s.give(rule);
  s.one.settle();
  EXPECT_EQ(s.one.all<Obligation>().begin()->second.state, ObligationState::breached);
}

TEST(Foretold, WhatTakesNothingAlongSaysNothing) {
  Started s;
  const MonitorOverlay world(s.one.world);
  EXPECT_TRUE(foretold(world, "prj_1", domain::Decision(), context(at("2022-09-01", 9), k_bureau)).is_null());
}
}  // namespace
}  // namespace luodi::monitor::test
