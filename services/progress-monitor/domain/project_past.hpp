#pragma once
// A project as of a past day: the answer of GET /v1/projects/{id}?as_of=... It is judged at the last instant of that
// day (or now, if the day is today): what the day's last reader saw. A cycle that ends with the day is complete from
// the next day on. Two questions have two answers:
//
//   as_of alone        what is true of that day by all that is known now: late evidence and corrected amounts count
//                      from their own day on, for they replay history (measure 6)
//   as_of and known_at what was known of that day then: only what had been recorded until known_at
//
// The caller brings the project as it was known; this judges it by the rules that the monitor itself uses. Pure.
//
//   project_past("prj_1", project, book, day, now).idle_cycles
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/idle_clock.hpp"

namespace luodi::monitor {

struct ProjectPast {
  std::string id;
  std::string name;
  CivilDate as_of;
  Instant judged_at;
  std::optional<Instant> known_at;
  std::optional<domain::Stage> stage;  // absent before the lead
  bool suspended = false;
  std::optional<std::string> responsible;  // likewise
  std::optional<Fen> amount_fen;           // that the threshold looks at
  bool in_scope = false;
  std::string scope;  // why, Chinese / English
  domain::Light light = domain::Light::none;
  int idle_cycles = 0;
  std::optional<HalfMonth> through;  // absent before the first half month is judged
  std::optional<CivilDate> since;
  std::optional<CivilDate> last_progress;
  std::vector<domain::Episode> episodes;
  std::vector<domain::StageEntry> reached;
  std::vector<domain::Exemption> exemptions;  // that had begun by then
  policy::Explanation explanation;            // cycle by cycle
  std::vector<UnitLine> lines;                // the same to go on with; not shown
  static constexpr auto fields() {
    using codec::field;
    using P = ProjectPast;
    return described(field("id", &P::id), field("name", &P::name), field("as_of", &P::as_of),
                     field("judged_at", &P::judged_at), field("known_at", &P::known_at), field("stage", &P::stage),
                     field("suspended", &P::suspended), field("responsible", &P::responsible),
                     field("amount_fen", &P::amount_fen), field("in_scope", &P::in_scope), field("scope", &P::scope),
                     field("light", &P::light), field("idle_cycles", &P::idle_cycles), field("through", &P::through),
                     field("since", &P::since), field("last_progress", &P::last_progress),
                     field("episodes", &P::episodes), field("reached", &P::reached),
                     field("exemptions", &P::exemptions), field("explanation", &P::explanation));
  }
};

// The instant at which a question about `as_of` is judged.
Instant end_of_day(CivilDate as_of, Instant now);

ProjectPast project_past(const std::string& id, const domain::Project& project, const policy::PolicyBook& book,
                         CivilDate as_of, Instant now);

}  // namespace luodi::monitor
