#pragma once
// LeadIndex finds the earlier registrations that a new lead could duplicate: by credit code, by normalised enterprise
// name, by group. A registration never changes its identity and is never deleted, so the index only grows.
// One io_context thread.
//
//   index.add(id, project);                        // for every project, once
//   auto known = index.known(identity, world);     // input of find_duplicates
#include <string>
#include <unordered_map>
#include <vector>

#include "common/runtime/world.hpp"
#include "services/intake/domain/duplicate_check.hpp"

namespace luodi::intake {

class LeadIndex {
 public:
  void add(const std::string& id, const domain::Project& project);
  // Pointers hold until the world changes.
  std::vector<KnownLead> known(const LeadIdentity& lead, const runtime::Table<domain::Project>& projects) const;

 private:
  using Bucket = std::vector<const std::string*>;  // ids, as keys of identities_
  std::unordered_map<std::string, LeadIdentity> identities_;
  std::unordered_map<std::string, Bucket> by_uscc_;
  std::unordered_map<std::string, Bucket> by_enterprise_;
  std::unordered_map<std::string, Bucket> by_group_;
};

}  // namespace luodi::intake
