#pragma once
// Supply 要素保障 (measure 9): the land 用地 or the energy 用能 that the answer to a ticket has promised, and what came
// of it. Aggregate id = "sup_…", made of the ticket: one ticket, one supply. What may be done when and by whom:
// supply_decide.hpp. Pure.
//
//   promised ──delivered in full, in any number of parts──▶ supplied      its day passes: missed, and still promised
//      │  ▲────────────a correction, or more is promised────────┘
//      ├── the city takes all of it back, by another answer ──▶ released
//      └── the project ends ──▶ lapsed
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

enum class SupplyState { promised, supplied, released, lapsed };
Word word_of(SupplyState value);

struct SupplyPromised {  // by an answer that grants some; a later answer of the same ticket takes its place
  static constexpr std::string_view fact = "promised";
  std::string project_id;
  std::string project_name;
  std::string ticket_id;
  TicketService service = TicketService::land;
  std::string title;
  std::string text;
  std::string owner;
  std::optional<std::string> owner_org;  // whose accounts are the owner's
  std::int64_t quantity = 0;             // square metres of land, tonnes of standard coal a year
  CivilDate supply_by;                   // last day
  std::string clause;
  static constexpr auto fields() {
    using codec::field;
    using S = SupplyPromised;
    return described(field("project_id", &S::project_id), field("project_name", &S::project_name),
                     field("ticket_id", &S::ticket_id), field("service", &S::service), field("title", &S::title),
                     field("text", &S::text), field("owner", &S::owner), field("owner_org", &S::owner_org),
                     field("quantity", &S::quantity), field("supply_by", &S::supply_by), field("clause", &S::clause));
  }
};
struct SupplyDelivered {
  static constexpr std::string_view fact = "delivered";
  CivilDate delivered_on;
  std::int64_t quantity = 0;
  std::string document;  // number of the land decision, of the energy review
  std::string text;
  std::vector<domain::Evidence> evidence;
  std::optional<bool> on_behalf = std::nullopt;  // true: recorded by the bureau from the owner's paper
  static constexpr auto fields() {
    using codec::field;
    using S = SupplyDelivered;
    return described(field("delivered_on", &S::delivered_on), field("quantity", &S::quantity),
                     field("document", &S::document), field("text", &S::text), field("evidence", &S::evidence),
                     field("on_behalf", &S::on_behalf));
  }
};
struct SupplyCorrected {  // what one delivery brought
  static constexpr std::string_view fact = "corrected";
  int delivery = 0;  // 1 = the first that was recorded
  std::int64_t quantity = 0;
  std::string reason;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using S = SupplyCorrected;
    return described(field("delivery", &S::delivery), field("quantity", &S::quantity), field("reason", &S::reason),
                     field("evidence", &S::evidence));
  }
};
struct SupplyMissed {  // by the due queue, with a late delivery or with an answer that names another day; once for each
  static constexpr std::string_view fact = "missed";
  CivilDate supply_by;
  static constexpr auto fields() { return described(codec::field("supply_by", &SupplyMissed::supply_by)); }
};
struct SupplyLapsed {
  static constexpr std::string_view fact = "lapsed";
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &SupplyLapsed::reason)); }
};

struct Delivery {
  SupplyDelivered told;
  std::int64_t quantity = 0;  // as corrected last
  std::string by;             // user name
  Instant at;
  static constexpr auto fields() {
    using codec::field;
    using D = Delivery;
    return described(field("told", &D::told), field("quantity", &D::quantity), field("by", &D::by),
                     field("at", &D::at));
  }
};
struct SupplyCorrection {
  SupplyCorrected told;
  std::string by;  // user name
  Instant at;
  static constexpr auto fields() {
    using codec::field;
    using C = SupplyCorrection;
    return described(field("told", &C::told), field("by", &C::by), field("at", &C::at));
  }
};

struct Supply {
  static constexpr std::string_view kind = "supply";
  using Events = std::variant<SupplyPromised, SupplyDelivered, SupplyCorrected, SupplyMissed, SupplyLapsed>;
  std::string project_id;
  std::string project_name;
  std::string ticket_id;
  TicketService service = TicketService::land;
  std::string title;
  std::string text;
  std::string owner;
  std::optional<std::string> owner_org;
  std::string clause;
  SupplyState state = SupplyState::promised;
  std::int64_t quantity = 0;   // promised
  std::int64_t delivered = 0;  // so far
  CivilDate supply_by;
  std::optional<CivilDate> missed_on;     // the day whose passing was recorded last
  std::vector<CivilDate> earlier_misses;  // the same of other days that were promised before
  std::optional<CivilDate> supplied_on;   // the day on which all of it had come
  bool late = false;                      // supplied after its day
  std::vector<Delivery> deliveries;       // in the order of their record
  std::vector<SupplyCorrection> corrections;
  std::optional<std::string> lapsed_because;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using S = Supply;
    return described(
        field("project_id", &S::project_id), field("project_name", &S::project_name), field("ticket_id", &S::ticket_id),
        field("service", &S::service), field("title", &S::title), field("text", &S::text), field("owner", &S::owner),
        field("owner_org", &S::owner_org), field("clause", &S::clause), field("state", &S::state),
        field("quantity", &S::quantity), field("delivered", &S::delivered), field("supply_by", &S::supply_by),
        field("missed_on", &S::missed_on), field("earlier_misses", &S::earlier_misses),
        field("supplied_on", &S::supplied_on), field("late", &S::late), field("deliveries", &S::deliveries),
        field("corrections", &S::corrections), field("lapsed_because", &S::lapsed_because),
        field("created_at", &S::created_at), field("updated_at", &S::updated_at));
  }
};
void apply(Supply& supply, const SupplyPromised& event, const domain::EventMeta& meta);
void apply(Supply& supply, const SupplyDelivered& event, const domain::EventMeta& meta);
void apply(Supply& supply, const SupplyCorrected& event, const domain::EventMeta& meta);
void apply(Supply& supply, const SupplyMissed& event, const domain::EventMeta& meta);
void apply(Supply& supply, const SupplyLapsed& event, const domain::EventMeta& meta);

bool was_missed(const Supply& supply, CivilDate supply_by);  // the passing of this day was recorded
bool is_overdue(const Supply& supply, Instant now);          // promised past its last day

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::SupplyState> {
  using E = luodi::monitor::SupplyState;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::promised, "promised"}, {E::supplied, "supplied"}, {E::released, "released"}, {E::lapsed, "lapsed"}}};
};

// Compiled once, in supply.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Supply&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Supply&);
extern template luodi::Expected<luodi::monitor::Supply> luodi::codec::decode(const luodi::codec::Json&);
