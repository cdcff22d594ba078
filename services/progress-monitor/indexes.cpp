#include "services/progress-monitor/indexes.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/project_code_once.hpp"
#include "services/progress-monitor/domain/vouchers.hpp"

namespace luodi::monitor {

namespace {
bool needs_a_look(const Notification& notification) {
  switch (notification.state) {
    case NotificationState::failed:
    case NotificationState::uncertain:
    case NotificationState::dead:
      return true;
    case NotificationState::queued:
    case NotificationState::delivered:
    case NotificationState::coalesced:
      return false;
  }
  return false;
}

const std::vector<std::string>& listed(const std::unordered_map<std::string, std::vector<std::string>>& lists,
                                       const std::string& of) {
  static const std::vector<std::string> none;
  const auto found = lists.find(of);
  return found == lists.end() ? none : found->second;
}

const std::string* project_of(const std::unordered_map<std::string, std::string>& projects, const std::string& what) {
  const auto found = projects.find(what);
  return found == projects.end() ? nullptr : &found->second;
}
}  // namespace

void ObjectIndex::add(const std::string& id, const std::string& project, Instant created_at) {
  by_age_.insert({created_at.ms(), id});
  of_[project].push_back(id);
}

const std::vector<std::string>& ObjectIndex::of(const std::string& project) const {
  return listed(of_, project);
}

void Indexes::join(MonitorWorld& world) {
  world.table<domain::Project>().on_change = [this](const std::string& id, const domain::Project* before,
                                                    const domain::Project& after) {
    if (!before) projects_.insert(id);
    // Exemptions and funds are only ever appended; a correction may change the vouchers of an entry.
    for (std::size_t i = before ? before->exemptions.size() : 0; i < after.exemptions.size(); ++i)
      exemptions_[after.exemptions[i].id] = id;
    const std::size_t known = before ? before->funds.size() : 0;
    for (std::size_t i = 0; i < after.funds.size(); ++i) {
      if (i < known) {
        if (before->funds[i].corrections.size() == after.funds[i].corrections.size()) continue;
        for (const auto& voucher : before->funds[i].vouchers)
          if (const auto slip = slips_.find(slip_name(voucher)); slip != slips_.end() && slip->second == id)
            slips_.erase(slip);
      }
      for (const auto& voucher : after.funds[i].vouchers)
        slips_.try_emplace(slip_name(voucher), id);
    }
    follow_codes(id, before, after);
  };
  world.table<Interview>().on_change = [this](const std::string& id, const Interview* before, const Interview& after) {
    if (before) return;
    interviews_of_[after.project_id].push_back(id);
    interviews_.insert({after.created_at.ms(), id});
  };
  problems_.join<Problem>(world);
  tickets_.join<Ticket>(world);
  supplies_.join<Supply>(world);
  talent_cards_.join<TalentCard>(world);
  revisits_.join<Revisits>(world);
  obligations_.join<Obligation>(world);
  exits_.join<ExitCase>(world);
  world.table<DispatchCycle>().on_change = [this](const std::string&, const DispatchCycle* before,
                                                  const DispatchCycle& after) {
    if (!before) cycles_.insert({HalfMonth::of(after.first_day)});
  };
  world.table<DispatchItem>().on_change = [this](const std::string& id, const DispatchItem* before,
                                                 const DispatchItem& after) {
    if (before) return;
    const auto cycle = after.line.cycle.str();
    items_of_[cycle].push_back(id);
    auto& last = listed_through_[cycle];
    last = std::max(last, after.line.project_id);
  };
  world.table<Notification>().on_change = [this](const std::string& id, const Notification* before,
                                                 const Notification& after) {
    if (!before) notifications_.insert({after.created_at.ms(), id});
    if (!after.message.digest.empty()) hold(id, after);
    if (before && needs_a_look(*before)) --undelivered_;
    if (needs_a_look(after)) ++undelivered_;
  };
}

void Indexes::follow_codes(const std::string& id, const domain::Project* before, const domain::Project& after) {
  const auto had = before ? codes_of(*before) : std::set<std::string>();
  const auto has = codes_of(after);
  for (const auto& code : has)
    if (!had.contains(code)) codes_[code].push_back(id);
  for (const auto& code : had) {
    if (has.contains(code)) continue;
    auto& holders = codes_[code];
    std::erase(holders, id);
    if (holders.empty()) codes_.erase(code);
  }
}

void Indexes::hold(const std::string& id, const Notification& notification) {
  const auto& slot = notification.message.digest;
  if (notification.state == NotificationState::queued) {
    held_[slot].insert(id);
  } else if (const auto found = held_.find(slot); found != held_.end()) {
    found->second.erase(id);
    if (found->second.empty()) held_.erase(found);
  }
}

const std::set<std::string>& Indexes::held_for(const std::string& slot) const {
  static const std::set<std::string> none;
  const auto found = held_.find(slot);
  return found == held_.end() ? none : found->second;
}

const std::vector<std::string>& Indexes::interviews_of(const std::string& project) const {
  return listed(interviews_of_, project);
}

const std::vector<std::string>& Indexes::items_of(const std::string& cycle) const {
  return listed(items_of_, cycle);
}

std::string Indexes::listed_through(const std::string& cycle) const {
  const auto found = listed_through_.find(cycle);
  return found == listed_through_.end() ? std::string() : found->second;
}

const std::string* Indexes::project_of_exemption(const std::string& exemption) const {
  return project_of(exemptions_, exemption);
}

const std::vector<std::string>& Indexes::projects_of_code(const std::string& code) const {
  return listed(codes_, code);
}

const std::string* Indexes::project_of_slip(const std::string& slip) const {
  return project_of(slips_, slip);
}

}  // namespace luodi::monitor
