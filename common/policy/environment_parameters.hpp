#pragma once
// The parameters of measure 9, the environment of a project: services with their clocks and what they grant, the set
// of green-channel tickets, revisits, and how a project that does not keep its agreement comes to its exit. Part of
// Policy. Pure.
#include <string>
#include <vector>

#include "common/codec/fields.hpp"

namespace luodi::policy {

struct ServiceParameters {  // one service, who gives it and how soon
  std::string owner;
  int working_days = 0;
  static constexpr auto fields() {
    return described(codec::field("owner", &ServiceParameters::owner),
                     codec::field("working_days", &ServiceParameters::working_days));
  }
};
struct SetTicketParameters {  // one ticket of the set that every signed project gets
  std::string id;
  std::string title;
  std::string owner;
  int working_days = 0;
  static constexpr auto fields() {
    using codec::field;
    using P = SetTicketParameters;
    return described(field("id", &P::id), field("title", &P::title), field("owner", &P::owner),
                     field("working_days", &P::working_days));
  }
};
struct SupplyParameters {  // to the last day of a supply whose answer names none, after the day of the answer
  int land_days = 0;
  int energy_days = 0;
  static constexpr auto fields() {
    return described(codec::field("land_days", &SupplyParameters::land_days),
                     codec::field("energy_days", &SupplyParameters::energy_days));
  }
};
struct CardParameters {  // talent green cards
  int valid_years = 0;
  int renew_days = 0;  // reminded of and renewed from so long before the last day, until as long after it
  static constexpr auto fields() {
    return described(codec::field("valid_years", &CardParameters::valid_years),
                     codec::field("renew_days", &CardParameters::renew_days));
  }
};
struct RevisitParameters {
  int first_days = 0;               // after the signing of the formal agreement
  int until_production_months = 0;  // after the visit before it
  int after_production_months = 0;
  int after_production_years = 0;  // none is due later
  int open_days = 0;               // a visit is opened so long before its last day
  int scale = 0;                   // satisfaction is 1 to this
  int problem_at_most = 0;         // so little opens a problem
  static constexpr auto fields() {
    using codec::field;
    using P = RevisitParameters;
    return described(field("first_days", &P::first_days), field("until_production_months", &P::until_production_months),
                     field("after_production_months", &P::after_production_months),
                     field("after_production_years", &P::after_production_years), field("open_days", &P::open_days),
                     field("scale", &P::scale), field("problem_at_most", &P::problem_at_most));
  }
};
struct SettlementParameters {  // one kind of the list that an exit settles
  std::string id;
  std::string owner;
  std::string title_zh;
  std::string title_en;
  static constexpr auto fields() {
    using codec::field;
    using P = SettlementParameters;
    return described(field("id", &P::id), field("owner", &P::owner), field("title_zh", &P::title_zh),
                     field("title_en", &P::title_en));
  }
};
struct ExitParameters {
  int company_late_days = 0;  // after the agreed day: the limit notice
  int deposit_late_days = 0;
  int start_late_months = 0;
  int limit_days = 0;              // that the limit notice leaves
  int objection_working_days = 0;  // that an exit notice leaves to state one's case, after its receipt
  int record_working_days = 0;     // after an exit notice, until the exit is recorded
  std::vector<SettlementParameters> settlement;
  static constexpr auto fields() {
    using codec::field;
    using P = ExitParameters;
    return described(field("company_late_days", &P::company_late_days),
                     field("deposit_late_days", &P::deposit_late_days),
                     field("start_late_months", &P::start_late_months), field("limit_days", &P::limit_days),
                     field("objection_working_days", &P::objection_working_days),
                     field("record_working_days", &P::record_working_days), field("settlement", &P::settlement));
  }
};
struct EnvironmentParameters {
  ServiceParameters green_channel;
  ServiceParameters talent_card;
  ServiceParameters land;
  ServiceParameters energy;
  SupplyParameters supply;
  CardParameters card;
  std::vector<SetTicketParameters> ticket_set;
  RevisitParameters revisits;
  ExitParameters exit;
  static constexpr auto fields() {
    using codec::field;
    using P = EnvironmentParameters;
    return described(field("green_channel", &P::green_channel), field("talent_card", &P::talent_card),
                     field("land", &P::land), field("energy", &P::energy), field("supply", &P::supply),
                     field("card", &P::card), field("ticket_set", &P::ticket_set), field("revisits", &P::revisits),
                     field("exit", &P::exit));
  }
};

}  // namespace luodi::policy
