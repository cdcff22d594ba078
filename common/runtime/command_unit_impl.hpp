#pragma once
// The unit of work of CommandRunner (see command_runner.hpp): the context that a rule decides in, every write of what
// it decided in one unit, and what the world and the listeners learn once that unit is committed. One io_context
// thread.
//
//   auto built = build(*plan, context, request.operation, request.traceparent);
//   ... commit(built->work) ...; settle(*built, events, committed);
#include "common/codec/encode_text.hpp"
#include "common/domain/account.hpp"
#include "common/domain/office.hpp"
#include "common/domain/park.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/lay_event.hpp"
#include "common/runtime/uuid7.hpp"

namespace luodi::runtime {

namespace detail {
// What the aggregate calls itself, where people have a name for its id.
template <class A>
std::string name_of([[maybe_unused]] const A& state) {
  if constexpr (std::is_same_v<A, domain::Account>) return state.display_name;
  if constexpr (std::is_same_v<A, domain::Park> || std::is_same_v<A, domain::Office>) return state.name;
  return {};
}

// Empty where this world has no such kind or no entry of that id.
template <class W>
std::string name_in(const W& world, std::string_view kind, const std::string& id) {
  std::string name;
  W::visit_kind(kind, [&]<class A>() {
    if (const auto* entry = world.template table<A>().find(id)) name = name_of(entry->state);
  });
  return name;
}
}  // namespace detail

template <class W>
domain::Names names_of_world(const W& world) {
  domain::Names names;
  names.unit = [&world](const std::string& code) {
    const auto park = detail::name_in(world, domain::Park::kind, code);
    return park.empty() ? detail::name_in(world, domain::Office::kind, code) : park;
  };
  names.person = [&world](const std::string& username) {
    return detail::name_in(world, domain::Account::kind, username);
  };
  return names;
}

template <class W>
domain::Context CommandRunner<W>::context_for(const Actor& actor, std::optional<Instant> now) const {
  domain::Context context;
  context.now = now.value_or(now_());
  context.actor = actor;
  context.policies = &policies_;
  context.names = &names_;
  context.fresh_id = new_id("").substr(1);
  return context;
}

// Folds the raised events over the world and collects every write. An event that its own aggregate cannot apply is a
// bug of the rule and nothing is written.
template <class W>
auto CommandRunner<W>::build(const Plan<W>& plan, const domain::Context& context, const std::string& operation,
                             const std::string& traceparent) -> Expected<Built> {
  Built built(world_, config_.city);
  std::string event_ids;
  for (const auto& raised : plan.decision.events) {
    domain::EventHead envelope;
    envelope.meta.at = context.now;
    envelope.meta.actor = context.actor.username;
    if (auto laid = lay_event(built.after, raised, envelope.meta); !laid) return fail(laid.error());
    envelope.id = uuid7();
    envelope.source = "/luodi/" + config_.service;
    envelope.kind = raised.kind;
    envelope.fact = raised.fact;
    envelope.subject = raised.subject;
    envelope.city = config_.city;
    envelope.policy = plan.decision.policy;
    envelope.parties = raised.parties;
    envelope.traceparent = traceparent;
    event_ids += (event_ids.empty() ? "\"" : ",\"") + envelope.id + "\"";
    built.work.append(envelope.id, domain::write_envelope(envelope, raised.data));
    built.heads.push_back(std::move(envelope));
  }
  built.after.for_each_changed([&]<class A>(const std::string& id, Versioned<A>& entry) {
    const auto* before = world_.template table<A>().find(id);
    built.work.put(std::string(A::kind), id, before ? before->version : 0, entry.version,
                   codec::encode_text(entry.state));
  });
  for (const auto& [kind, id] : plan.decision.guards)
    W::visit_kind(kind, [&]<class A>() {
      const auto* entry = world_.template table<A>().find(id);
      built.work.guard(kind, id, entry ? entry->version : 0);
    });
  for (const auto& deadline : plan.decision.deadlines) {
    switch (deadline.verb) {
      case domain::Deadline::Verb::schedule:
        built.work.schedule(deadline.job, deadline.at, deadline.payload);
        break;
      case domain::Deadline::Verb::cancel:
        built.work.cancel(deadline.job);
        break;
    }
  }
  for (const auto& claim : plan.decision.claims)
    built.work.index(claim.release ? store::IndexVerb::unique_release : store::IndexVerb::unique_claim, claim.index,
                     claim.value, claim.owner);
  for (const auto& [name, value] : plan.decision.secrets)
    built.work.secret(name, value);
  for (const auto& [job, fence] : plan.completes)
    built.work.complete(job, fence);
  built.work.cursor = plan.cursor;
  if (!event_ids.empty())
    built.work.audit = "{\"actor\":" + codec::dump(context.actor.username) + ",\"at\":\"" + context.now.str() +
                       "\",\"events\":[" + event_ids + "],\"operation\":" + codec::dump(operation) + "}";
  return built;
}

template <class W>
void CommandRunner<W>::settle(Built& built, const std::vector<store::UnitOfWork::Event>& events,
                              const store::Committed& committed) {
  built.after.for_each_changed([&]<class A>(const std::string& id, Versioned<A>& entry) {
    world_.template table<A>().set(id, std::move(entry.state), entry.version);
  });
  for (std::size_t i = 0; i < events.size(); ++i) {
    store::StoredEvent stored;
    stored.at.epoch = committed.epoch;
    stored.at.seq = committed.first_seq + static_cast<std::int64_t>(i);
    stored.at.event_id = events[i].id;
    stored.json = events[i].json;
    if (on_committed) on_committed(built.heads[i], stored);
    bus::FeedEvent bell;
    bell.city = config_.city;
    bell.epoch = stored.at.epoch;
    bell.seq = stored.at.seq;
    bell.event_id = stored.at.event_id;
    bell.json = std::move(stored.json);
    publisher_.publish(std::move(bell));
  }
}

template <class W>
store::Task<void> CommandRunner<W>::reload(std::string kind, std::string id) {
  auto stored = co_await store_.load(kind, id);
  if (stored && *stored) {
    auto loaded = world_.load(kind, **stored);
    (void)loaded;  // unreadable state: the next try conflicts again and ends in 409; the read model reports the fault
  }
}

}  // namespace luodi::runtime
