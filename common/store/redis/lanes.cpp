#include "common/store/redis/lanes.hpp"

#include <algorithm>
#include <utility>

namespace luodi::store::redis {

Lanes::Lanes(boost::asio::io_context& io, const Options& options, Link::Prepare prepare,
             std::optional<Command> write_probe) {
  for (std::size_t i = 0; i < std::max<std::size_t>(1, options.lanes); ++i)
    links_.push_back(std::make_unique<Link>(io, options, prepare, write_probe));
}

void Lanes::start() {
  for (auto& link : links_)
    link->start();
}

boost::asio::awaitable<void> Lanes::stop() {
  for (auto& link : links_)
    co_await link->stop();
}

boost::asio::awaitable<bool> Lanes::wait_ready(Clock::time_point deadline) {
  for (auto& link : links_) {
    const bool is_ready = co_await link->wait_ready(deadline);
    if (!is_ready) co_return false;
  }
  co_return true;
}

bool Lanes::ready() const {
  return std::any_of(links_.begin(), links_.end(), [](const auto& link) { return link->ready(); });
}

Link& Lanes::pick() {
  const auto busier = [](const auto& a, const auto& b) {
    return std::pair(!a->ready(), a->in_flight()) < std::pair(!b->ready(), b->in_flight());
  };
  return **std::min_element(links_.begin(), links_.end(), busier);
}

std::string Lanes::last_fault() const {
  for (const auto& link : links_)
    if (!link->ready()) return link->last_fault();
  return links_.front()->last_fault();
}

std::string Lanes::write_fault() const {
  for (const auto& link : links_)
    if (auto fault = link->write_fault(); !fault.empty()) return fault;
  return {};
}

Link::Counters Lanes::counters() const {
  Link::Counters sum;
  for (const auto& link : links_) {
    const auto one = link->counters();
    sum.connects += one.connects;
    sum.faults += one.faults;
    sum.lost += one.lost;
    sum.not_sent += one.not_sent;
    sum.reloads += one.reloads;
  }
  return sum;
}

std::size_t Lanes::in_flight() const {
  std::size_t sum = 0;
  for (const auto& link : links_)
    sum += link->in_flight();
  return sum;
}

}  // namespace luodi::store::redis
