#pragma once
// When land or energy is promised, delivered, missed and lapsed (measure 9). Pure.
//
//   promised    with the answer of a ticket for land or energy that grants some, in the same commit. By the day that
//               the answer names, or so many days after it by the policy
//   delivered   by its owner (service_owner.hpp), or by the bureau from the owner's paper; in parts, each with the
//               number of its document and evidence; never more than was promised
//   corrected   by the bureau, with reason and evidence; what was told before stays readable
//   missed      the day has passed and not all of it has come; recorded once for each day, by the due queue, or in the
//               same commit with a delivery after that day or an answer that names another day; told while something is
//               owed by that day
#include "services/progress-monitor/domain/supply.hpp"
#include "services/progress-monitor/domain/ticket_decide.hpp"

namespace luodi::monitor {

struct DeliverSupply {
  std::optional<CivilDate> delivered_on;
  std::int64_t quantity = 0;
  std::string document;
  std::string text;
  std::vector<domain::Evidence> evidence;
  std::optional<QuantityUnit> unit = std::nullopt;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using D = DeliverSupply;
    return described(
        field("delivered_on", &D::delivered_on), field("quantity", &D::quantity, codec::Range{1, 1'000'000'000}),
        field("document", &D::document, Text{1, 200}), codec::optional_field("text", &D::text, Text{0, 2000}),
        field("evidence", &D::evidence, codec::Count{1, 20}), field("unit", &D::unit));
  }
};
struct CorrectSupply {
  int delivery = 0;  // 1 = the first that was recorded
  std::int64_t quantity = 0;
  std::string reason;
  std::vector<domain::Evidence> evidence;
  std::optional<QuantityUnit> unit = std::nullopt;
  static constexpr auto fields() {
    using codec::field;
    using C = CorrectSupply;
    return described(field("delivery", &C::delivery, codec::Range{1, 10'000}),
                     field("quantity", &C::quantity, codec::Range{0, 1'000'000'000}),
                     field("reason", &C::reason, codec::Text{1, 1000}),
                     field("evidence", &C::evidence, codec::Count{1, 20}), field("unit", &C::unit));
  }
};

using Supplied = Concerning<Supply>;

// Whether a ticket of this service ends in something that has to be supplied.
bool is_supplied(TicketService service);
// What an answer of a ticket promises, or takes back of what an `earlier` answer promised; empty where neither.
Expected<domain::Decision> promise_supply(const Served& on, const Supply* earlier, const TicketAnswered& answer,
                                          const std::optional<CivilDate>& supply_by, const domain::Context& context);
Expected<domain::Decision> decide_deliver(const Supplied& on, const DeliverSupply& command,
                                          const domain::Context& context);
Expected<domain::Decision> decide_correct_supply(const Supplied& on, const CorrectSupply& command,
                                                 const domain::Context& context);
// The due job of a supply.
domain::Decision decide_supply_due(const Supplied& on, const domain::Context& context);
// Of a project that has ended, whatever is still promised.
domain::Decision end_supply(const Supplied& on);

std::string supply_id(const std::string& ticket);
inline std::string supply_job(const std::string& id) {
  return "supply:" + id;
}

}  // namespace luodi::monitor
