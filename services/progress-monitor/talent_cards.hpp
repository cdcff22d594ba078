#pragma once
// Talent green cards over the bus: issue one on a project, renew, revoke, and reading them. Seen by whoever sees the
// project, and has to do with people's names (common/domain/permission.hpp). One io_context thread.
#include "services/progress-monitor/domain/talent_card_decide.hpp"
#include "services/progress-monitor/object_desk.hpp"

namespace luodi::monitor {

template <>
struct ObjectKind<TalentCard> {
  static constexpr std::string_view noun = "talent-card";
  static constexpr std::string_view path = "/v1/talent-cards/";
  static bool is_own(const Actor&, const TalentCard&) { return false; }
  static void show(const TalentCard& card, const domain::Project&, Instant now, codec::Json& view);
  static Expected<std::function<bool(const TalentCard&)>> filter(const runtime::Query& query, Instant now);
};

class TalentCards {
 public:
  TalentCards(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation)
      : indexes_(indexes), desk_(backend, indexes.talent_cards(), evaluation) {}
  void join();  // adds the operations to the backend

 private:
  std::vector<KnownCard> cards_of(const MonitorOverlay& world, const std::string& project) const;
  CardRoom room_for(const MonitorOverlay& world, const std::string& project, const std::string& ticket,
                    CivilDate today) const;

  const Indexes& indexes_;
  ObjectDesk<TalentCard> desk_;
};

// "talent-card:<id>": its last day is reminded of, later recorded as passed.
JobKind talent_card_job_kind();

}  // namespace luodi::monitor
