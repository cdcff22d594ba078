#pragma once
// Where Redis is and how long the link waits. Every default is a named constant with its unit and reason.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace luodi::store::redis {

using Clock = std::chrono::steady_clock;
using Ms = std::chrono::milliseconds;

// A user waits 2 s for a command in all; a store slower than that cannot answer in time.
inline constexpr Ms k_command_limit{2000};
// On one host a connect is microseconds; a full backlog or a dead peer shows as silence.
inline constexpr Ms k_connect_limit{1000};
// First and longest pause between two attempts, each with jitter, so that services do not return in step.
inline constexpr Ms k_backoff_first{20};
inline constexpr Ms k_backoff_longest{1000};
// Grain of the deadline sweep: one timer per link instead of one per command.
inline constexpr Ms k_sweep{20};
// Between two looks at the role of a connected Redis: a master that was demoted keeps its connections and goes on
// answering reads, so that without a look only the next write would notice. As often as readiness is asked for.
inline constexpr Ms k_role_every{1000};
// Commands on the way on one connection; beyond it new ones are refused unsent, because a longer queue cannot drain
// within the limit.
inline constexpr std::size_t k_in_flight_limit = 20'000;
// Connections of one store; see lanes.hpp for why more than one.
inline constexpr std::size_t k_lanes = 8;

// unix_path, or a numeric address and port (names are not resolved: the resolver of hiredis blocks).
struct Endpoint {
  std::string unix_path;
  std::string address;
  std::uint16_t port = 6379;
  std::string user;      // empty = the default user
  std::string password;  // empty = no AUTH
};

struct Limits {
  Ms command = k_command_limit;
  Ms connect = k_connect_limit;
  Ms backoff_first = k_backoff_first;
  Ms backoff_longest = k_backoff_longest;
  Ms sweep = k_sweep;
  Ms role_every = k_role_every;
  std::size_t in_flight = k_in_flight_limit;
};

struct Options {
  Endpoint endpoint;
  Limits limits;
  std::size_t lanes = k_lanes;
  // For tools that only look: connecting writes nothing, that is, begins no epoch. Such a store must not commit.
  bool read_only = false;
  Options() = default;
  explicit Options(Endpoint at) : endpoint(std::move(at)) {}
  static Options unix_socket(std::string path) {
    Options options;
    options.endpoint.unix_path = std::move(path);
    return options;
  }
};

}  // namespace luodi::store::redis
