#include "common/domain/office.hpp"

namespace luodi::domain {

void apply(Office& office, const OfficeRegistered& event, const EventMeta& meta) {
  office.code = event.code;
  office.name = event.name;
  office.city = event.city;
  office.opened_on = event.opened_on;
  office.closed_on = event.closed_on;
  office.created_at = meta.at;
  office.updated_at = meta.at;
}

bool is_open(const Office& office, CivilDate day) {
  return office.opened_on <= day && (!office.closed_on || day <= *office.closed_on);
}

}  // namespace luodi::domain

template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Office&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::domain::Office&);
template luodi::Expected<luodi::domain::Office> luodi::codec::decode(const luodi::codec::Json&);
