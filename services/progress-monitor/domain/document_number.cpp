#include "services/progress-monitor/domain/document_number.hpp"

namespace luodi::monitor {

void apply(DocumentCounter& counter, const NumberTaken& event, const domain::EventMeta& meta) {
  counter.last = event.number;
  counter.updated_at = meta.at;
}

namespace {
std::string numbered(std::string_view series, CivilDate issued_on, int number) {
  return std::string(series) + "〔" + std::to_string(issued_on.year()) + "〕" + std::to_string(number) + "号";
}
}  // namespace

std::string counter_id(CivilDate issued_on) {
  return "interview-" + std::to_string(issued_on.year());
}

std::string document_number(CivilDate issued_on, int number) {
  return numbered("约谈", issued_on, number);
}

std::string card_counter_id(CivilDate issued_on) {
  return "talent-card-" + std::to_string(issued_on.year());
}

std::string card_number(CivilDate issued_on, int number) {
  return numbered("人才绿卡", issued_on, number);
}

std::string limit_counter_id(CivilDate issued_on) {
  return "limit-notice-" + std::to_string(issued_on.year());
}

std::string limit_number(CivilDate issued_on, int number) {
  return numbered("限履", issued_on, number);
}

std::string exit_counter_id(CivilDate issued_on) {
  return "exit-notice-" + std::to_string(issued_on.year());
}

std::string exit_number(CivilDate issued_on, int number) {
  return numbered("退出", issued_on, number);
}

std::string meeting_day_counter_id(CivilDate day) {
  return "meeting-day-" + day.str();
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::DocumentCounter&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::DocumentCounter&);
template luodi::Expected<luodi::monitor::DocumentCounter> luodi::codec::decode(const luodi::codec::Json&);
