#pragma once
// How many requests may wait for X-Luodi-Min-Sequence: a sequence that is not there yet holds a request, and with it a
// place in the forwarder, for up to a second and a half. So their number is bounded, for each principal and in all, and
// a sequence that no writer can have been given is answered at once. One io_context thread.
//
//   auto place = waiting.enter("u:zhang", wanted, model.position());   // kept until the answer
//   if (!place) co_return problem(place.error(), asked);
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/kernel/expected.hpp"

namespace luodi::gateway {

struct WaitLimits {
  std::size_t per_principal = 16;  // a client reads its own writes one after the other; a console has a few at once
  std::size_t in_all = 128;        // an eighth of the forwarder's places
  std::int64_t ahead = 10'000;     // events; far more than another gateway's lag can be
};

class WaitingReads {
 public:
  explicit WaitingReads(WaitLimits limits) : limits_(limits) {}

  // A place among the waiting, given back at its end. Empty for a request that does not wait.
  class Place {
   public:
    Place() = default;
    Place(WaitingReads& owner, std::string principal) : owner_(&owner), principal_(std::move(principal)) {}
    Place(Place&& other) noexcept
        : owner_(std::exchange(other.owner_, nullptr)), principal_(std::move(other.principal_)) {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (owner_) owner_->leave(principal_);
    }

   private:
    WaitingReads* owner_ = nullptr;
    std::string principal_;
  };

  // overloaded past a bound; invalid_parameter, naming the head, for a sequence too far beyond it.
  Expected<Place> enter(const std::string& principal, std::int64_t wanted, std::int64_t head);
  std::size_t waiting() const { return waiting_; }

 private:
  void leave(const std::string& principal);
  WaitLimits limits_;
  std::size_t waiting_ = 0;
  std::unordered_map<std::string, std::size_t> by_principal_;  // those that wait now
};

}  // namespace luodi::gateway
