#pragma once
// News: what an event tells people, asked of the world as it stands when the event is read. Which words and whom:
// domain/announce*.hpp.
//
//   for (const auto& news : news_of(event, world, indexes, teller)) decision.add(queue_notifications(news, …));
#include <vector>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/indexes.hpp"

namespace luodi::monitor {

// Of a project itself people hear of few facts: the data of the others need not be read.
bool may_be_news(const domain::EventHead& head);
std::vector<Announcement> news_of(const domain::EventEnvelope& event, const MonitorOverlay& world,
                                  const Indexes& indexes, const Teller& teller);

}  // namespace luodi::monitor
