#include "common/domain/project.hpp"

#include <algorithm>

namespace luodi::domain {

namespace {
bool is_formal(const AgreedAmount& version) {
  return version.basis == "agreement" || version.basis == "amendment";
}

// A formal agreement beats a framework, a framework beats the lead, whatever the dates: history may be recorded late.
int rank_of(const AgreedAmount& version) {
  if (is_formal(version)) return 2;
  return version.basis == "framework" ? 1 : 0;
}

// Of two versions of one rank that hold on a day: the later start, then the one recorded last. What says that those
// before it never were takes their place, whenever they began.
bool takes_over(const AgreedAmount& version, const AgreedAmount& earlier) {
  return version.replaces_earlier.value_or(false) || version.from >= earlier.from;
}

// The version in force on the day: highest rank, then as they take over from each other.
const AgreedAmount* version_on(const Project& project, CivilDate day) {
  const AgreedAmount* best = nullptr;
  for (const auto& version : project.amounts) {
    if (version.from > day) continue;
    if (!best || rank_of(version) > rank_of(*best) ||
        (rank_of(version) == rank_of(*best) && takes_over(version, *best)))
      best = &version;
  }
  return best;
}

template <class Counts>
Expected<Fen> sum_of(const Project& project, CivilDate until, Counts counts) {
  Fen total;
  for (const auto& entry : project.funds) {
    if (entry.injected_on > until || !counts(entry)) continue;
    auto next = total.plus(entry.amount_fen);
    if (!next) return fail(next.error());
    total = *next;
  }
  return total;
}

// Who answers for it, with this host, once landed or before.
std::string responsible(const Project& project, bool landed, const std::string& host) {
  if (landed && !host.empty()) return host;
  const std::string owner = project.first_talk ? project.first_talk->owner : std::string();
  if (!owner.empty() && owner != k_bureau_org) return owner;
  if (!host.empty()) return host;
  return owner.empty() ? project.introduced_by : owner;
}
}  // namespace

std::optional<Fen> agreed_amount_on(const Project& project, CivilDate day) {
  const auto* version = version_on(project, day);
  return version ? version->amount_fen : std::nullopt;
}

std::optional<Fen> formal_amount_on(const Project& project, CivilDate day) {
  const auto* version = version_on(project, day);
  return version && is_formal(*version) ? version->amount_fen : std::nullopt;
}

std::optional<Stage> stage_on(const Project& project, CivilDate day) {
  std::optional<Stage> stage;
  for (const auto& entry : project.reached)
    if (entry.on <= day) stage = entry.stage;
  return stage;
}

std::optional<Fen> threshold_amount_on(const Project& project, CivilDate day) {
  const AgreedAmount* formal = nullptr;
  const AgreedAmount* lead = nullptr;
  for (const auto& version : project.amounts) {
    if (version.from > day) continue;
    if (is_formal(version)) {
      if (!formal || takes_over(version, *formal)) formal = &version;
    } else if (version.basis == "lead") {
      if (!lead || takes_over(version, *lead)) lead = &version;
    }
  }
  if (formal) return formal->amount_fen;
  return lead ? lead->amount_fen : std::nullopt;
}

const AgreedAmount* last_known_version(const Project& project) {
  CivilDate latest = civil_date(project.updated_at);
  for (const auto& version : project.amounts)
    latest = std::max(latest, version.from);
  return version_on(project, latest);
}

std::optional<Fen> last_known_amount(const Project& project) {
  const auto* version = last_known_version(project);
  return version ? version->amount_fen : std::nullopt;
}

std::optional<CivilDate> reached_on(const Project& project, Stage stage) {
  std::optional<CivilDate> on;
  for (const auto& entry : project.reached)
    if (entry.stage == stage) on = entry.on;
  return on;
}

CivilDate applied_on(const Project& project) {
  return reached_on(project, Stage::lead).value_or(civil_date(project.created_at));
}

Expected<Fen> verified_funds(const Project& project, CivilDate until) {
  return sum_of(project, until, [](const FundsEntry&) { return true; });
}

Expected<Fen> verified_fixed_investment(const Project& project, CivilDate until) {
  return sum_of(project, until, [](const FundsEntry& entry) { return entry.fixed_investment; });
}

std::string responsible_org(const Project& project) {
  return responsible(project, project.landing.has_value(), project.host);
}

std::string responsible_org_on(const Project& project, CivilDate day) {
  return responsible(project, project.landing && project.landing->landed_on <= day, host_on(project, day));
}

const std::string& host_on(const Project& project, CivilDate day) {
  const std::string* host = &project.host;
  for (auto former = project.former_hosts.rbegin(); former != project.former_hosts.rend(); ++former) {
    if (former->until <= day) break;
    host = &former->host;
  }
  return *host;
}

std::string parties_of(const Project& project) {
  const std::string owner = project.first_talk ? project.first_talk->owner : std::string();
  std::vector<std::string_view> seen;
  std::string out;
  for (std::string_view org :
       {std::string_view(project.host), std::string_view(project.introduced_by), std::string_view(owner)}) {
    bool known = org.empty();
    for (auto other : seen)
      known = known || other == org;
    if (known) continue;
    seen.push_back(org);
    if (!out.empty()) out += ',';
    out += org;
  }
  return out;
}

std::string parties_with(const Project& project, const std::string& org) {
  std::string out = parties_of(project);
  const std::string listed = "," + out + ",";
  if (!org.empty() && listed.find("," + org + ",") == std::string::npos) out += (out.empty() ? "" : ",") + org;
  return out;
}

bool has_ended(const Project& project) {
  return project.stage == Stage::rejected || project.stage == Stage::exited;
}

}  // namespace luodi::domain
