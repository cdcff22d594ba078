#include "services/progress-monitor/preferences.hpp"

#include "common/runtime/request_parts.hpp"
#include "services/progress-monitor/domain/occasion.hpp"

namespace luodi::monitor {

using runtime::problem_reply;

namespace {
bus::Reply preference_reply(const MonitorOverlay& world, const std::string& username) {
  const auto* entry = world.find<NotificationPreference>(username);
  auto view = codec::encode(entry ? entry->state.choice : PreferenceSet());
  const std::int64_t version = entry ? entry->version : 0;
  if (!view.contains("channels"))
    view["channels"] = {{std::string(k_any_occasion), {codec::enum_text(ChannelKind::email)}}};
  view["username"] = username;
  view["occasions"] = codec::Json::array();
  for (const auto& occasion : occasions())
    view["occasions"].push_back({{"occasion", occasion.id},
                                 {"title_zh", occasion.title_zh},
                                 {"title_en", occasion.title_en},
                                 {"statutory", is_statutory(occasion.id)}});
  view["version"] = version;
  if (entry) view["updated_at"] = entry->state.updated_at.str();
  return runtime::object_reply(view, version);
}
}  // namespace

Task<bus::Reply> Preferences::get(bus::Request request) {
  const MonitorOverlay world(backend_.world());
  co_return preference_reply(world, request.actor.username);
}

Task<bus::Reply> Preferences::set(bus::Request request) {
  auto body = runtime::read_body<SetPreference>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [request, body = std::move(*body)](const MonitorOverlay& world,
                                                                 const domain::Context&) -> Expected<MonitorPlan> {
    const std::string& username = request.actor.username;
    const auto* before = world.find<NotificationPreference>(username);
    if (auto current = runtime::check_version(request, before ? before->version : 0); !current)
      return fail(current.error());
    auto decision = decide_preference(username, before ? &before->state : nullptr, body);
    if (!decision) return fail(decision.error());
    return MonitorPlan(std::move(*decision),
                       [username](const MonitorOverlay& after) { return preference_reply(after, username); });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

void Preferences::join() {
  backend_.on("notification-preference.get", [this](bus::Request r) { return get(std::move(r)); });
  backend_.on("notification-preference.set", [this](bus::Request r) { return set(std::move(r)); });
}

}  // namespace luodi::monitor
