#pragma once
// The watch aggregate: what the progress monitor has concluded about one project (measure 6). Aggregate id = project
// id. Only the progress monitor writes it; other services show its light. It is apart from the project so that a light
// does not change the version that people edit. The rule itself is in services/progress-monitor/domain/idle_clock.
// Pure.
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/aggregate.hpp"

namespace luodi::domain {

enum class Light { none, green, yellow, red };  // none = outside the scope of the interview rule
Word word_of(Light value);

struct Episode {  // one uninterrupted stretch of idle cycles, named by its first counted idle cycle
  HalfMonth first;
  std::optional<HalfMonth> yellow;  // cycle at whose close the warning was due
  std::optional<HalfMonth> red;
  std::optional<HalfMonth> interview;
  std::string interview_id;  // empty until opened
  bool withdrawn = false;    // late evidence removed it before a notice was issued
  std::optional<CivilDate> after =
      std::nullopt;  // counted anew behind this day, on which an interview of the stall ended
  static constexpr auto fields() {
    using codec::field;
    using E = Episode;
    return described(field("first", &E::first), field("yellow", &E::yellow), field("red", &E::red),
                     field("interview", &E::interview), field("interview_id", &E::interview_id),
                     field("withdrawn", &E::withdrawn), field("after", &E::after));
  }
};

// One evaluation whose conclusion differs from the one before. `through` is the last complete cycle that was judged.
struct IdleEvaluated {
  static constexpr std::string_view fact = "idle_evaluated";
  HalfMonth through;
  int idle_cycles = 0;
  Light light = Light::none;
  std::vector<Episode> episodes;  // all episodes with at least a yellow warning, oldest first
  std::string clause;
  static constexpr auto fields() {
    using codec::field;
    using E = IdleEvaluated;
    return described(field("through", &E::through), field("idle_cycles", &E::idle_cycles), field("light", &E::light),
                     field("episodes", &E::episodes), field("clause", &E::clause));
  }
};
// A warning as people hear of it; raised beside IdleEvaluated so that a feed reader need not compare episodes.
struct WarningRaised {
  static constexpr std::string_view fact = "warning_raised";
  Light light = Light::yellow;
  HalfMonth cycle;  // at whose close it was due
  HalfMonth episode_first;
  int idle_cycles = 0;
  static constexpr auto fields() {
    using codec::field;
    using W = WarningRaised;
    return described(field("light", &W::light), field("cycle", &W::cycle), field("episode_first", &W::episode_first),
                     field("idle_cycles", &W::idle_cycles));
  }
};

struct Watch {
  static constexpr std::string_view kind = "watch";
  using Events = std::variant<IdleEvaluated, WarningRaised>;
  HalfMonth through;
  int idle_cycles = 0;
  Light light = Light::none;
  std::vector<Episode> episodes;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using W = Watch;
    return described(field("through", &W::through), field("idle_cycles", &W::idle_cycles), field("light", &W::light),
                     field("episodes", &W::episodes), field("updated_at", &W::updated_at));
  }
};
// The day after the close of the cycle that turned it red, of the latest episode that did; before every day where none
// is known.
CivilDate red_since(const Watch& watch);
void apply(Watch& watch, const IdleEvaluated& event, const EventMeta& meta);
void apply(Watch& watch, const WarningRaised& event, const EventMeta& meta);

}  // namespace luodi::domain

template <>
struct luodi::codec::EnumNames<luodi::domain::Light> {
  using E = luodi::domain::Light;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::none, "none"}, {E::green, "green"}, {E::yellow, "yellow"}, {E::red, "red"}}};
};

// Compiled once, in watch.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Watch&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::domain::Watch&);
extern template luodi::Expected<luodi::domain::Watch> luodi::codec::decode(const luodi::codec::Json&);
