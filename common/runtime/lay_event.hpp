#pragma once
// lay_event folds one raised event over an overlay: the prospective state of its aggregate, one version on. The command
// runner does it for what it is about to commit; a service does it to decide on what an earlier decision of the same
// commit leaves. Errors: internal, where the aggregate or its fold does not know the event. One io_context thread.
//
//   domain::EventMeta meta; meta.at = context.now; meta.actor = context.actor.username;
//   auto laid = lay_event(overlay, raised, meta);    // meta.version, and at: not before the aggregate's last change
#include "common/runtime/command_runner.hpp"

namespace luodi::runtime {

template <class W>
Expected<void> lay_event(Overlay<W>& after, const domain::RaisedEvent& raised, domain::EventMeta& meta) {
  Expected<void> laid;
  const bool known = W::visit_kind(raised.kind, [&]<class A>() {
    const auto* entry = after.template find<A>(raised.subject);
    Versioned<A> next = entry ? *entry : Versioned<A>{};
    meta.at = std::max(meta.at, next.state.updated_at);  // time never goes back within one aggregate
    meta.version = ++next.version;
    laid = domain::apply_fact(next.state, raised.fact, raised.data, meta);
    if (laid) after.lay(raised.subject, std::move(next));
  });
  if (!known) return fail(ErrorCode::internal, "no aggregate kind " + raised.kind);
  if (!laid) return fail(ErrorCode::internal, raised.kind + "." + raised.fact + ": " + laid.error().detail);
  return {};
}

// All of a decision, as this actor's at the instant of the context.
template <class W>
Expected<void> lay_decision(Overlay<W>& after, const domain::Decision& decision, const domain::Context& context) {
  for (const auto& raised : decision.events) {
    domain::EventMeta meta;
    meta.at = context.now;
    meta.actor = context.actor.username;
    if (auto laid = lay_event(after, raised, meta); !laid) return laid;
  }
  return {};
}

}  // namespace luodi::runtime
