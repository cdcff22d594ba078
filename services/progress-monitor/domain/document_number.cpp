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
