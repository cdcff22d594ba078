#include "common/domain/decision.hpp"

#include <iterator>

namespace luodi::domain {

namespace {
template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}
}  // namespace

void Decision::add(Decision other) {
  append(events, other.events);
  append(deadlines, other.deadlines);
  append(claims, other.claims);
  append(guards, other.guards);
  append(secrets, other.secrets);
  if (policy.empty()) policy = std::move(other.policy);
}

}  // namespace luodi::domain
