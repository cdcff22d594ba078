#include "common/domain/park.hpp"

namespace luodi::domain {

void apply(Park& park, const ParkRegistered& event, const EventMeta& meta) {
  park.code = event.code;
  park.name = event.name;
  park.host_kind = event.host_kind;
  park.region_code = event.region_code;
  park.industries = event.industries;
  park.created_at = meta.at;
  park.updated_at = meta.at;
}

}  // namespace luodi::domain

template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Park&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::domain::Park&);
template luodi::Expected<luodi::domain::Park> luodi::codec::decode(const luodi::codec::Json&);
