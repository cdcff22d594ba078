#pragma once
// What every aggregate has in common. An aggregate is a struct with a kind, a list of its events, and apply functions:
//
//   struct Park {
//     static constexpr std::string_view kind = "park";
//     using Events = std::variant<ParkRegistered, ParkIndustriesChanged>;
//     static constexpr auto fields() { ... }            // its stored state, see common/codec/fields.hpp
//   };
//   void apply(Park& park, const ParkRegistered& event, const EventMeta& meta);
//
// An event is a described struct with `static constexpr std::string_view fact = "registered"`; on the wire its type is
// cn.luodi.<kind>.<fact>.v1. Guarantee: folding all events of an aggregate gives its stored state byte for byte, so
// apply may use nothing but the state, the event and its meta. Pure.
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/codec/fields.hpp"
#include "common/kernel/actor.hpp"

namespace luodi::domain {

// What the envelope says about an event; apply may read it.
struct EventMeta {
  Instant at;                // never earlier than the event before it in the same aggregate
  std::string actor;         // user name; "system" for what the services do by themselves
  std::int64_t version = 0;  // version of the aggregate after this event
};

// The envelope as it stands in the stream (CloudEvents 1.0 with lower-case extension attributes), first without its
// data: whom it concerns and what it is.
struct EventHead {
  std::string id;       // UUIDv7
  std::string source;   // "/luodi/intake"
  std::string kind;     // "project"
  std::string fact;     // "lead_registered"
  std::string subject;  // aggregate id
  EventMeta meta;
  std::string city;
  std::string policy;   // id of the policy that the decision used, may be empty
  std::string parties;  // organisations that may see it, comma separated; city-level roles see everything
  std::string traceparent;
};
struct EventEnvelope : EventHead {
  codec::Json data;
};
std::string write_envelope(const EventHead& head, const codec::Json& data);  // canonical JSON text
inline std::string write_envelope(const EventEnvelope& envelope) {
  return write_envelope(envelope, envelope.data);
}
Expected<EventEnvelope> read_envelope(std::string_view json);  // unknown major version is an error
// For half the time, where the data does not matter; its grammar is checked all the same.
Expected<EventHead> read_head(std::string_view json);

// Decode `data` as the alternative of A::Events that bears this fact and apply it. not_found for an unknown fact.
template <class A>
Expected<void> apply_fact(A& state, std::string_view fact, const codec::Json& data, const EventMeta& meta) {
  Expected<void> result = fail(ErrorCode::not_found, std::string(A::kind) + "." + std::string(fact));
  auto one = [&]<class E>() {
    if (fact != E::fact) return;
    auto event = codec::decode<E>(data);
    if (event) {
      apply(state, *event, meta);
      result = {};
    } else {
      result = fail(event.error());
    }
  };
  [&]<class... Es>(std::variant<Es...>*) {
    (one.template operator()<Es>(), ...);
  }(static_cast<typename A::Events*>(nullptr));
  return result;
}

}  // namespace luodi::domain
