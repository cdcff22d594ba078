#pragma once
// What the handlers of due jobs do alike: see everything that the job may be about, finish a job in the commit that
// does its work, and read what came of it.
#include "common/store/store.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

inline bus::Reply no_reply(const MonitorOverlay&) {
  return {};
}
// With the fence of the claim, also where the decision sets the job anew: what an overtaken worker decided is void.
inline void settle(MonitorPlan& plan, const store::Job& job) {
  plan.completes.emplace_back(job.id, job.fence);
}
inline bool stands(const runtime::InternalResult& result) {
  return result && std::holds_alternative<store::Committed>(*result);
}
// Somebody else did it, or set it anew.
inline bool overtaken(const runtime::InternalResult& result) {
  return result && std::holds_alternative<store::StaleFence>(*result);
}
inline std::string why_of(const runtime::InternalResult& result) {
  return result ? runtime::outcome_error(*result).detail : result.error().detail;
}

}  // namespace luodi::monitor
