#pragma once
// An issued interview, and one with its minutes, for the tests of the documents.
#include "common/document/model.hpp"
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {

inline const Actor k_committee = actor(Role::committee, "", "office");

inline std::string all_text(const std::vector<document::Block>& body) {
  std::string out;
  for (const auto& block : body) {
    if (const auto* paragraph = std::get_if<document::Paragraph>(&block)) {
      out += paragraph->heading + paragraph->text + "\n";
      continue;
    }
    for (const auto& row : std::get<document::Table>(block).rows)
      for (const auto& cell : row)
        out += cell + "|";
    out += "\n";
  }
  return out;
}

// Still negotiating, but with the evidence of a project code.
inline domain::Project known_project(domain::Project project = negotiating().project) {
  domain::ProjectLanded landed;
  landed.landed_on = day("2022-06-12");
  landed.evidence = {paper(domain::EvidenceKind::land_contract), paper(domain::EvidenceKind::project_code)};
  landed.evidence[1].reference = "2104-510796-04-01-130950";
  project.landing = landed;
  return project;
}

// Issued on Friday 2022-08-19 by itself; the meeting is on Wednesday the 24th.
inline Ledger issued(const std::string& host_name = "绵阳高新区管委会",
                     const domain::Project& project = known_project()) {
  Ledger l(project);
  l.evaluate(at("2022-08-16"));
  const std::string id = l.interviews.begin()->first;
  auto around = l.around();
  around.host_name = host_name;
  l.take(*decide_grace(id, l.only(), around, l.now(at("2022-08-19"))), at("2022-08-19"));
  return l;
}

// Held on the 24th, the minutes filed on the 26th.
inline Ledger held(const domain::Project& project = known_project()) {
  auto l = issued("绵阳高新区管委会", project);
  FileMinutes minutes;
  minutes.text = "会议听取了情况说明。\n会议要求完成净地移交。";
  minutes.attendees = {"市项目办 张三", "绵阳高新区管委会 王五"};
  const auto filed = l.give(decide_minutes, l.interviews.begin()->first, minutes, at("2022-08-26", 10), k_committee);
  EXPECT_TRUE(filed) << filed.error().detail;
  return l;
}

}  // namespace luodi::monitor::test
