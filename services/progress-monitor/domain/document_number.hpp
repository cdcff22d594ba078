#pragma once
// Document numbers (发文字号) of notices, "约谈〔2022〕1号", "限履〔2022〕1号", "退出〔2022〕1号", and of talent green
// cards, "人才绿卡〔2022〕1号": a counter for each series and each year, without gaps: the number is taken in the same
// commit that issues what bears it, and two takers clash on the counter's version. Aggregate id = "interview-2022",
// "limit-notice-2022", "exit-notice-2022", "talent-card-2022". That clash alone is what "meeting-day-2022-08-24" is
// for: whoever sets a meeting for that day takes its next number, which nothing bears (meeting_room.hpp). Pure.
#include <functional>
#include <string>
#include <variant>

#include "common/domain/aggregate.hpp"

namespace luodi::monitor {

struct NumberTaken {
  static constexpr std::string_view fact = "number_taken";
  int number = 0;
  std::string owner;  // the interview, the exit case or the card that bears it; the meeting that took a day's
  static constexpr auto fields() {
    return described(codec::field("number", &NumberTaken::number), codec::field("owner", &NumberTaken::owner));
  }
};

struct DocumentCounter {
  static constexpr std::string_view kind = "doc_counter";
  using Events = std::variant<NumberTaken>;
  int last = 0;
  Instant updated_at;
  static constexpr auto fields() {
    return described(codec::field("last", &DocumentCounter::last),
                     codec::field("updated_at", &DocumentCounter::updated_at));
  }
};
void apply(DocumentCounter& counter, const NumberTaken& event, const domain::EventMeta& meta);

using LastNumber = std::function<int(const std::string& counter)>;  // 0 = none taken yet

std::string counter_id(CivilDate issued_on);                   // "interview-2022"
std::string document_number(CivilDate issued_on, int number);  // "约谈〔2022〕1号"
std::string card_counter_id(CivilDate issued_on);              // "talent-card-2022"
std::string card_number(CivilDate issued_on, int number);      // "人才绿卡〔2022〕1号"
std::string limit_counter_id(CivilDate issued_on);             // "limit-notice-2022"
std::string limit_number(CivilDate issued_on, int number);     // "限履〔2022〕1号"
std::string exit_counter_id(CivilDate issued_on);              // "exit-notice-2022"
std::string exit_number(CivilDate issued_on, int number);      // "退出〔2022〕1号"
std::string meeting_day_counter_id(CivilDate day);             // "meeting-day-2022-08-24"

}  // namespace luodi::monitor

// Compiled once, in document_number.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::DocumentCounter&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::DocumentCounter&);
extern template luodi::Expected<luodi::monitor::DocumentCounter> luodi::codec::decode(const luodi::codec::Json&);
