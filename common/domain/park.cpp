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
