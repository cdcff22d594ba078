#include "services/progress-monitor/domain/document_number.hpp"

namespace luodi::monitor {

void apply(DocumentCounter& counter, const NumberTaken& event, const domain::EventMeta& meta) {
  counter.last = event.number;
  counter.updated_at = meta.at;
}

std::string counter_id(CivilDate issued_on) {
  return "interview-" + std::to_string(issued_on.year());
}

std::string document_number(CivilDate issued_on, int number) {
  return "约谈〔" + std::to_string(issued_on.year()) + "〕" + std::to_string(number) + "号";
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::DocumentCounter&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::DocumentCounter&);
template luodi::Expected<luodi::monitor::DocumentCounter> luodi::codec::decode(const luodi::codec::Json&);
