#pragma once
// The parts that several facts of a project share: who invests, what proves a fact, a foreign amount, the admission
// verdict, first-talk protection, one line of the ranking. Described structs; pure.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/aggregate.hpp"
#include "common/domain/project_enums.hpp"

namespace luodi::domain {

// An amount that a request states. Facts and states are read without it: what was once recorded stays readable.
inline constexpr codec::Range k_stated_amount{1, k_largest_amount.value()};

struct Enterprise {
  std::string name;
  std::optional<std::string> uscc;  // unified social credit code
  static constexpr auto fields() {
    using codec::Text;
    return described(codec::field("name", &Enterprise::name, codec::Name{200}),
                     codec::field("uscc", &Enterprise::uscc, Text{18, 18}));
  }
};

struct Evidence {
  EvidenceKind kind;
  std::string title;
  std::optional<std::string> reference;  // document number, project code, invoice number
  std::optional<std::string> sha256;     // of the file, kept elsewhere
  std::optional<CivilDate> dated;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    return described(field("kind", &Evidence::kind), field("title", &Evidence::title, codec::Name{200}),
                     field("reference", &Evidence::reference, Text{1, 200}),
                     field("sha256", &Evidence::sha256, Text{64, 64}), field("dated", &Evidence::dated));
  }
};

// What proves that funds came in. Kind and number name it within a project.
struct Voucher {
  VoucherKind kind;
  std::string number;
  Fen amount_fen;  // what it proves
  CivilDate dated;
  static constexpr auto fields() {
    using codec::field;
    return described(field("kind", &Voucher::kind), field("number", &Voucher::number, codec::Text{1, 100}),
                     field("amount_fen", &Voucher::amount_fen, codec::Range{1, INT64_MAX}),
                     field("dated", &Voucher::dated));
  }
};

// A foreign amount keeps its currency, minor units, rate, rate date and source beside the fen it was converted to.
struct ForeignAmount {
  std::string currency;  // ISO 4217
  std::int64_t minor_units = 0;
  std::int64_t rate_e6 = 0;  // yuan for one unit of the currency, in millionths
  CivilDate rate_date;
  std::string rate_source;
  static constexpr auto fields() {
    using codec::field;
    using codec::Range;
    using codec::Text;
    using F = ForeignAmount;
    return described(field("currency", &F::currency, Text{3, 3}),
                     field("minor_units", &F::minor_units, Range{0, INT64_MAX}),
                     field("rate_e6", &F::rate_e6, Range{1, 1'000'000'000'000}), field("rate_date", &F::rate_date),
                     field("rate_source", &F::rate_source, Text{1, 200}));
  }
};

struct Admission {      // measure 3: does the park admit the industry?
  std::string verdict;  // "admitted" | "denied" | "no_park" | "overridden"
  std::string park;
  std::string clause;
  std::vector<std::string> reasons;         // Chinese / English
  std::vector<std::string> matching_parks;  // offered when denied
  CivilDate judged_on;
  static constexpr auto fields() {
    using codec::field;
    using A = Admission;
    return described(field("verdict", &A::verdict), field("park", &A::park), field("clause", &A::clause),
                     field("reasons", &A::reasons), field("matching_parks", &A::matching_parks),
                     field("judged_on", &A::judged_on));
  }
};

struct FirstTalk {  // 首谈: protection of the organisation that registered first
  std::string owner;
  CivilDate since;
  CivilDate until;  // inclusive
  static constexpr auto fields() {
    using codec::field;
    return described(field("owner", &FirstTalk::owner), field("since", &FirstTalk::since),
                     field("until", &FirstTalk::until));
  }
};

}  // namespace luodi::domain
