#include "common/domain/watch.hpp"

namespace luodi::domain {

CivilDate red_since(const Watch& watch) {
  for (auto episode = watch.episodes.rbegin(); episode != watch.episodes.rend(); ++episode)
    if (episode->red) return episode->red->last_day().plus_days(1);
  return {};
}

void apply(Watch& watch, const IdleEvaluated& event, const EventMeta& meta) {
  watch.through = event.through;
  watch.idle_cycles = event.idle_cycles;
  watch.light = event.light;
  watch.episodes = event.episodes;
  watch.updated_at = meta.at;
}

// The conclusion stands in IdleEvaluated; the warning is its announcement and only moves the version.
void apply(Watch& watch, const WarningRaised&, const EventMeta& meta) {
  watch.updated_at = meta.at;
}

}  // namespace luodi::domain

template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Watch&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::domain::Watch&);
template luodi::Expected<luodi::domain::Watch> luodi::codec::decode(const luodi::codec::Json&);
