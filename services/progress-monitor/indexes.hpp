#pragma once
// Indexes over the world that the monitor asks by: interviews of a project, project of an exemption, what a digest
// will tell, and lists ordered by age. Kept current by the world's changes. One io_context thread.
//
//   Indexes indexes;  indexes.join(world);                 // before the world is loaded
//   for (const auto& id : indexes.interviews_of("prj_1")) ...
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/runtime/page.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

using runtime::ByAge;

struct ByCycle {  // newest first
  HalfMonth cycle;
  friend bool operator<(const ByCycle& a, const ByCycle& b) { return a.cycle > b.cycle; }
  static constexpr auto fields() { return codec::described(codec::field("cycle", &ByCycle::cycle)); }
};

class Indexes {
 public:
  void join(MonitorWorld& world);  // once; the world must outlive it
  const std::vector<std::string>& interviews_of(const std::string& project) const;
  const std::string* project_of_exemption(const std::string& exemption) const;
  const std::string* project_of_slip(const std::string& slip) const;  // that has used this voucher (slip_name)
  const std::set<ByAge>& interviews() const { return interviews_; }
  const std::vector<std::string>& problems_of(const std::string& project) const;
  const std::set<ByCycle>& cycles() const { return cycles_; }
  const std::vector<std::string>& items_of(const std::string& cycle) const;
  const std::set<ByAge>& problems() const { return problems_; }
  const std::set<ByAge>& tickets() const { return tickets_; }
  const std::set<ByAge>& notifications() const { return notifications_; }
  const std::set<std::string>& held_for(const std::string& slot) const;  // queued for this digest
  std::size_t undelivered() const { return undelivered_; }  // failed, uncertain or dead: somebody should look

 private:
  void hold(const std::string& id, const Notification& notification);
  std::unordered_map<std::string, std::vector<std::string>> interviews_of_;
  std::unordered_map<std::string, std::string> exemptions_;
  std::unordered_map<std::string, std::string> slips_;
  std::unordered_map<std::string, std::set<std::string>> held_;
  std::set<ByAge> interviews_;
  std::unordered_map<std::string, std::vector<std::string>> problems_of_;
  std::set<ByAge> problems_;
  std::set<ByAge> tickets_;
  std::set<ByCycle> cycles_;
  std::unordered_map<std::string, std::vector<std::string>> items_of_;
  std::set<ByAge> notifications_;
  std::size_t undelivered_ = 0;
};

}  // namespace luodi::monitor
