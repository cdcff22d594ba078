#include "services/intake/lead_index.hpp"

#include <unordered_set>

namespace luodi::intake {

void LeadIndex::add(const std::string& id, const domain::Project& project) {
  if (project.secret) return;  // a stub has no identity
  const auto [entry, fresh] = identities_.emplace(id, identity_of(project));
  if (!fresh) return;
  const std::string* key = &entry->first;
  const auto& identity = entry->second;
  if (identity.uscc) by_uscc_[*identity.uscc].push_back(key);
  by_enterprise_[identity.enterprise_key].push_back(key);
  if (!identity.group_key.empty()) by_group_[identity.group_key].push_back(key);
}

std::vector<KnownLead> LeadIndex::known(const LeadIdentity& lead,
                                        const runtime::Table<domain::Project>& projects) const {
  std::vector<KnownLead> out;
  std::unordered_set<const std::string*> seen;
  const auto gather = [&](const std::unordered_map<std::string, Bucket>& index, const std::string& key) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    for (const auto* id : found->second) {
      if (!seen.insert(id).second) continue;
      if (const auto* entry = projects.find(*id)) out.push_back({*id, &entry->state, &identities_.at(*id)});
    }
  };
  if (lead.uscc) gather(by_uscc_, *lead.uscc);
  gather(by_enterprise_, lead.enterprise_key);
  if (!lead.group_key.empty()) gather(by_group_, lead.group_key);
  return out;
}

}  // namespace luodi::intake
