// The exit itself: the approval after a red light, its reason, and a settlement that answers every kind.
#include <gtest/gtest.h>

#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/settlement.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
domain::SettlementItem item(std::string kind, bool settled, std::int64_t fen, std::string note = {}) {
  domain::SettlementItem i;
  i.kind = std::move(kind);
  i.settled = settled;
  i.amount_fen = Fen::of(fen);
  i.note = std::move(note);
  i.evidence = {paper(domain::EvidenceKind::other)};
  i.evidence[0].reference = "结清〔2022〕8号";
  return i;
}

TEST(Exit, AfterARedLightNeedsALeadersApproval) {
  auto s = negotiating();
  Exit c;
  c.reason = "投资方撤回";
  EXPECT_TRUE(decide_exit("prj_1", s.project, {}, c, context(at("2022-08-06"), k_bureau)));
  const auto refused = decide_exit("prj_1", s.project, {day("2022-08-01"), {}}, c, context(at("2022-08-06"), k_bureau));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::gate_not_passed);
  ASSERT_EQ(refused.error().missing.size(), 1U);
  EXPECT_EQ(refused.error().missing[0].item, "exit_approved");
  EXPECT_EQ(refused.error().missing[0].owner.zh, "市领导");
  s.tell(domain::ProjectExitApproved{"会议纪要〔2022〕3号", "同意"}, "2022-08-06");
  const auto allowed = decide_exit("prj_1", s.project, {day("2022-08-01"), {}}, c, context(at("2022-08-06"), k_bureau));
  ASSERT_TRUE(allowed);
  EXPECT_EQ(allowed->events[0].data.at("extra_approval"), "会议纪要〔2022〕3号");
}

TEST(Exit, IsNotApprovedInAdvanceNorByTheApprovalOfAnEarlierRedLight) {
  auto s = negotiating();
  const ApproveExit approval{"会议纪要〔2022〕3号", "同意"};
  const auto early = decide_exit_approval("prj_1", s.project, false, approval, context(at("2022-08-06"), k_bureau));
  ASSERT_EQ(code(early), ErrorCode::wrong_state);
  EXPECT_FALSE(early.error().next_zh.empty());
  const auto given = decide_exit_approval("prj_1", s.project, true, approval, context(at("2022-08-06"), k_bureau));
  ASSERT_TRUE(given);
  s.tell(*codec::decode<domain::ProjectExitApproved>(given->events.at(0).data), "2022-08-06");
  const auto twice = decide_exit_approval("prj_1", s.project, true, approval, context(at("2022-08-06", 12), k_bureau));
  EXPECT_EQ(code(twice), ErrorCode::already_exists);
  EXPECT_TRUE(decide_exit_approval("prj_1", s.project, true, approval, context(at("2022-08-07"), k_bureau)))
      << "of another day, as for another red light";
  Exit c;
  c.reason = "投资方撤回";
  const auto leave = [&](std::string_view red) {
    return decide_exit("prj_1", s.project, {day(red), {}}, c, context(at("2024-03-06"), k_bureau));
  };
  EXPECT_TRUE(leave("2022-08-01"));
  EXPECT_TRUE(leave("2022-08-06")) << "approved on its first day";
  EXPECT_EQ(code(leave("2024-03-01")), ErrorCode::gate_not_passed) << "another red light, months later";
}

TEST(Exit, SaysWhyAndSoDoesItsApproval) {
  const auto s = negotiating();
  const auto now = context(at("2022-08-06"), k_bureau);
  for (const char* blank : {"", " ", "\u3000\n"}) {
    Exit c;
    c.reason = blank;
    const auto refused = decide_exit("prj_1", s.project, {}, c, now);
    ASSERT_EQ(code(refused), ErrorCode::invalid_body);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/reason");
    EXPECT_NE(refused.error().detail.find("1 to 1000"), std::string::npos) << refused.error().detail;
    const auto unexplained = decide_exit_approval("prj_1", s.project, true, ApproveExit{"纪要〔2022〕3号", blank}, now);
    ASSERT_EQ(code(unexplained), ErrorCode::invalid_body);
    EXPECT_EQ(unexplained.error().fields.at(0).pointer, "/reason");
  }
}

TEST(Exit, OfASecretProjectIsSettledElsewhere) {
  auto s = Accord::signed_on("2022-06-10").story;
  s.project.secret = true;
  Exit c;
  EXPECT_TRUE(decide_exit("prj_1", s.project, {}, c, context(at("2022-08-06"), k_bureau)));
  c.settlement = {item("land", true, 1)};
  EXPECT_EQ(code(decide_exit("prj_1", s.project, {}, c, context(at("2022-08-06"), k_bureau))),
            ErrorCode::secret_not_admitted);
}

TEST(Exit, OfASignedProjectSettlesOrExplainsEveryKind) {
  const auto s = Accord::signed_on("2022-06-10").story;
  const auto now = context(at("2022-08-06"), k_bureau);
  const auto& kinds = book().all().front().environment.exit.settlement;
  ASSERT_FALSE(kinds.empty());
  Exit c;
  c.reason = "期限内未履约";
  auto refused = decide_exit("prj_1", s.project, {}, c, now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().missing.size(), kinds.size());
  for (const auto& kind : kinds)
    c.settlement.push_back(item(kind.id, true, 100));
  c.settlement[0].settled = false;
  refused = decide_exit("prj_1", s.project, {}, c, now);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().missing.size(), 1U) << "open, and nobody says why";
  EXPECT_EQ(refused.error().missing[0].item, kinds[0].id);
  c.settlement[0].note = "诉讼中";
  c.on = day("2022-08-05");
  c.settlement[1].evidence[0].dated = day("2022-08-06");
  const auto late = decide_exit("prj_1", s.project, {}, c, now);
  ASSERT_EQ(code(late), ErrorCode::invalid_body);
  EXPECT_EQ(late.error().fields.at(0).pointer, "/settlement/1/evidence/0/dated");
  c.settlement[1].evidence[0].dated = c.on;
  const auto done = decide_exit("prj_1", s.project, {}, c, now);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->events[0].data.at("open_fen"), 100);
  EXPECT_EQ(done->events[0].data.at("settled_fen"), 100 * static_cast<std::int64_t>(kinds.size() - 1));
  c.settlement.push_back(item(kinds[1].id, true, 1));
  const auto refusal = [&] {
    const auto of = decide_exit("prj_1", s.project, {}, c, now);
    EXPECT_EQ(code(of), ErrorCode::invalid_body);
    return of ? FieldError{} : of.error().fields.at(0);
  };
  const std::string last = "/settlement/" + std::to_string(kinds.size()) + "/kind";
  EXPECT_EQ(refusal().pointer, last);
  EXPECT_NE(refusal().message.find(kinds[1].id + " 重复，已在第 2 行"), std::string::npos) << refusal().message;
  c.settlement.back().kind = "moon";
  EXPECT_EQ(refusal().pointer, last);
  EXPECT_NE(
      refusal().message.find("未列清算事项“moon”，应为其中之一：" + kinds[0].title_zh + "（" + kinds[0].id + "）"),
      std::string::npos)
      << refusal().message;
  c.settlement.pop_back();
  c.settlement[2].kind = "moon";
  EXPECT_EQ(refusal().pointer, "/settlement/2/kind") << "rather than what is missing";
  c.settlement[2].kind = kinds[2].id;
  c.settlement[1].amount_fen = Fen::of(INT64_MAX);
  EXPECT_EQ(code(decide_exit("prj_1", s.project, {}, c, now)), ErrorCode::amount_overflow);
}

TEST(Exit, WhatWasDeliveredIsNotSettledAsIfNothingHadHappened) {
  const auto s = Accord::signed_on("2022-06-10").story;
  ExitAround around;
  around.delivered = {{"land", "sup_1", {"绵自然资函〔2022〕8号"}, {"60000平方米（90亩）", "60000 m2 (90 mu)"}}};
  Exit c;
  c.reason = "投资方撤回";
  for (const auto& kind : book().all().front().environment.exit.settlement) {
    c.settlement.push_back(item(kind.id, true, 0, "未发生"));
    c.settlement.back().evidence.clear();
  }
  ASSERT_EQ(c.settlement.at(0).kind, codec::enum_text(TicketService::land));
  const auto leave = [&] { return decide_exit("prj_1", s.project, around, c, context(at("2022-08-06"), k_bureau)); };
  const auto refused = leave();
  ASSERT_EQ(code(refused), ErrorCode::invalid_body);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/settlement/0");
  EXPECT_NE(refused.error().fields.at(0).message.find("已供应60000平方米（90亩）（sup_1），清算事项（land）"),
            std::string::npos)
      << refused.error().fields.at(0).message;
  EXPECT_NE(refused.error().next_en.find("name sup_1"), std::string::npos) << refused.error().next_en;
  auto& land = c.settlement[0];
  for (const auto* named : {"sup_1 已由市自然资源局无偿收回", "绵自然资函〔2022〕8号已撤销"}) {
    land.note = named;
    EXPECT_TRUE(leave()) << named;
  }
  land = item("land", true, 0);
  EXPECT_TRUE(leave()) << "its paper says what became of it";
  land = item("land", true, 100);
  EXPECT_TRUE(leave());
  land = item("land", true, 0, "未发生");
  land.evidence.clear();
  around.delivered.front().kind = "energy";
  EXPECT_TRUE(leave()) << "the list has no line of that";
}

TEST(Exit, EachLineOfTheSettlementRestsOnItsPaperOrOwesNothingForAReason) {
  const auto refused_at = [](const domain::SettlementItem& line) {
    const auto fine = check_settlement({item("support", true, 1), line});
    return fine ? std::string() : fine.error().fields.at(0).pointer;
  };
  const std::string paper_of = "/settlement/1/evidence";
  auto line = item("land", true, 100);
  EXPECT_EQ(refused_at(line), "");
  line.evidence[0].reference = "\u3000";
  EXPECT_EQ(refused_at(line), paper_of) << "a blank is no number";
  line.evidence[0].reference.reset();
  EXPECT_EQ(refused_at(line), paper_of);
  line.evidence[0].sha256 = std::string(64, 'a');
  EXPECT_EQ(refused_at(line), "");
  line.evidence.clear();
  line.note = "已结清";
  EXPECT_EQ(refused_at(line), paper_of) << "a word is no paper";
  line.amount_fen = Fen();
  EXPECT_EQ(refused_at(line), "") << "nothing was owed, and why";
  line.note = " ";
  EXPECT_EQ(refused_at(line), paper_of);
  line.note = "诉讼中";
  line.settled = false;
  EXPECT_EQ(refused_at(line), paper_of) << "what is open has a paper too";
  const auto fine = check_settlement({line});
  EXPECT_NE(
      fine.error().fields.at(0).message.find("清算事项（land）须附材料，并填写文号（reference）或文件摘要（sha256）"),
      std::string::npos)
      << fine.error().fields.at(0).message;
}
}  // namespace
}  // namespace luodi::monitor::test
