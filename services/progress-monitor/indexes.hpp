#pragma once
// Indexes over the world that the monitor asks by: interviews of a project, project of an exemption, what a digest
// will tell, and lists ordered by age. Kept current by the world's changes. One io_context thread.
//
//   Indexes indexes;  indexes.join(world);                 // before the world is loaded
//   for (const auto& id : indexes.interviews_of("prj_1")) ...
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/runtime/page.hpp"
#include "services/progress-monitor/domain/project_object.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

using runtime::ByAge;

struct ByCycle {  // newest first
  HalfMonth cycle;
  friend bool operator<(const ByCycle& a, const ByCycle& b) { return a.cycle > b.cycle; }
  static constexpr auto fields() { return codec::described(codec::field("cycle", &ByCycle::cycle)); }
};

// Objects of projects, one kind of them: newest first, and those of one project.
class ObjectIndex {
 public:
  template <class A>
  void join(MonitorWorld& world) {
    world.table<A>().on_change = [this](const std::string& id, const A* before, const A& after) {
      if (!before) add(id, after.project_id, after.created_at);
    };
  }
  const std::set<ByAge>& by_age() const { return by_age_; }
  const std::vector<std::string>& of(const std::string& project) const;  // in the order of their beginning

 private:
  void add(const std::string& id, const std::string& project, Instant created_at);
  std::set<ByAge> by_age_;
  std::unordered_map<std::string, std::vector<std::string>> of_;
};

// The objects of a project that a world holds: those that are indexed, and those that are laid over it alone.
template <class A>
std::vector<std::string> held_by(const MonitorOverlay& world, const std::string& project,
                                 std::vector<std::string> indexed) {
  world.for_each_laid<A>([&](const std::string& id, const auto& entry) {
    if (entry.state.project_id == project && std::find(indexed.begin(), indexed.end(), id) == indexed.end())
      indexed.push_back(id);
  });
  return indexed;
}
// The same, each with the project; they point into the world.
template <class A>
std::vector<Concerning<A>> objects_of(const ObjectIndex& index, const MonitorOverlay& world, const std::string& id,
                                      const domain::Project& project) {
  std::vector<Concerning<A>> out;
  for (const auto& object : held_by<A>(world, id, index.of(id)))
    if (const auto* entry = world.find<A>(object)) out.push_back({object, &entry->state, &project});
  return out;
}

class Indexes {
 public:
  void join(MonitorWorld& world);  // once; the world must outlive it
  const std::vector<std::string>& interviews_of(const std::string& project) const;
  const std::string* project_of_exemption(const std::string& exemption) const;
  const std::string* project_of_slip(const std::string& slip) const;  // that has used this voucher (slip_name)
  // That hold this project code (codes_of); several in data from before it was claimed.
  const std::vector<std::string>& projects_of_code(const std::string& code) const;
  const std::set<ByAge>& interviews() const { return interviews_; }
  const std::set<ByCycle>& cycles() const { return cycles_; }
  const std::vector<std::string>& items_of(const std::string& cycle) const;
  const ObjectIndex& problems() const { return problems_; }
  const ObjectIndex& tickets() const { return tickets_; }
  const ObjectIndex& supplies() const { return supplies_; }
  const ObjectIndex& talent_cards() const { return talent_cards_; }
  const ObjectIndex& revisits() const { return revisits_; }
  const ObjectIndex& obligations() const { return obligations_; }
  const ObjectIndex& exits() const { return exits_; }
  const std::set<std::string>& projects() const { return projects_; }  // in the order of their ids
  std::string listed_through(const std::string& cycle) const;          // the last of them with a line; empty: none
  const std::set<ByAge>& notifications() const { return notifications_; }
  const std::set<std::string>& held_for(const std::string& slot) const;  // queued for this digest
  std::size_t undelivered() const { return undelivered_; }  // failed, uncertain or dead: somebody should look

 private:
  void hold(const std::string& id, const Notification& notification);
  void follow_codes(const std::string& id, const domain::Project* before, const domain::Project& after);
  std::unordered_map<std::string, std::vector<std::string>> interviews_of_;
  std::unordered_map<std::string, std::string> exemptions_;
  std::unordered_map<std::string, std::string> slips_;
  std::unordered_map<std::string, std::vector<std::string>> codes_;
  std::unordered_map<std::string, std::set<std::string>> held_;
  std::set<ByAge> interviews_;
  ObjectIndex problems_;
  ObjectIndex tickets_;
  ObjectIndex supplies_;
  ObjectIndex talent_cards_;
  ObjectIndex revisits_;
  ObjectIndex obligations_;
  ObjectIndex exits_;
  std::set<ByCycle> cycles_;
  std::unordered_map<std::string, std::vector<std::string>> items_of_;
  std::set<std::string> projects_;
  std::unordered_map<std::string, std::string> listed_through_;
  std::set<ByAge> notifications_;
  std::size_t undelivered_ = 0;
};

}  // namespace luodi::monitor
