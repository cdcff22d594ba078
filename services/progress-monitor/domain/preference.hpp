#pragma once
// The preference aggregate 通知偏好: how one account wants to hear: channels for each occasion, a daily digest, quiet
// hours. Aggregate id = user name. The mobile number is no part of it: it is kept as a secret beside the event log, and
// shown with four digits covered. Pure.
//
//   const auto kinds = channels_for(preference, "warning_red");       // {email} where nothing is said
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/channel_kind.hpp"
#include "services/progress-monitor/domain/delivery_time.hpp"

namespace luodi::monitor {

inline constexpr std::string_view k_any_occasion = "default";

// "channels" of an occasion ("warning_red", "interview_issued", ...) or of "default", which stands for all others.
using ChannelChoice = std::map<std::string, std::vector<ChannelKind>>;

struct SetPreference {  // replaces all of it
  ChannelChoice channels;
  std::optional<DayTime> digest_at;
  std::optional<QuietHours> quiet;
  std::string phone;  // a number, the covered form of the present one (keeps it), or empty (forgets it)
  static constexpr auto fields() {
    using codec::field;
    using S = SetPreference;
    return described(field("channels", &S::channels), field("digest_at", &S::digest_at), field("quiet", &S::quiet),
                     codec::optional_field("phone", &S::phone, codec::Text{0, 20}));
  }
};

struct PreferenceSet {
  static constexpr std::string_view fact = "set";
  ChannelChoice channels;
  std::optional<DayTime> digest_at;
  std::optional<QuietHours> quiet;
  std::string phone;  // covered: "138****8000"
  static constexpr auto fields() {
    using codec::field;
    using P = PreferenceSet;
    return described(field("channels", &P::channels), field("digest_at", &P::digest_at), field("quiet", &P::quiet),
                     codec::optional_field("phone", &P::phone));
  }
};

struct NotificationPreference {
  static constexpr std::string_view kind = "notification_preference";
  using Events = std::variant<PreferenceSet>;
  PreferenceSet choice;
  Instant updated_at;
  static constexpr auto fields() {
    using N = NotificationPreference;
    return described(codec::field("choice", &N::choice), codec::field("updated_at", &N::updated_at));
  }
};
void apply(NotificationPreference& preference, const PreferenceSet& event, const domain::EventMeta& meta);

// Name under which the number is kept.
std::string phone_secret(const std::string& username);

// `before` is nullptr for the first one.
Expected<domain::Decision> decide_preference(const std::string& username, const NotificationPreference* before,
                                             const SetPreference& command);
// Statutory notices go by e-mail whatever was chosen; other channels may come on top.
std::vector<ChannelKind> channels_for(const NotificationPreference* preference, const std::string& occasion);

struct DeliveryPlan {
  std::optional<Instant> due_at;  // absent = at once
  bool digest = false;            // together with others
};
DeliveryPlan plan_delivery(const NotificationPreference* preference, ChannelKind kind, const std::string& occasion,
                           Instant now);

}  // namespace luodi::monitor

// Compiled once, in preference.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::NotificationPreference&,
                                                                std::string_view, const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::NotificationPreference&);
extern template luodi::Expected<luodi::monitor::NotificationPreference> luodi::codec::decode(const luodi::codec::Json&);
