#include "services/progress-monitor/domain/announce.hpp"

#include <algorithm>

#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"
#include "services/progress-monitor/domain/not_counted.hpp"

namespace luodi::monitor {

using domain::Light;

namespace {
// What a warning says of the standing still, and what comes next of it.
struct Stood {
  std::string zh;
  std::string en;                         // no full stop: what follows stands in the same sentence
  CivilDate last;                         // counted day
  std::optional<Twin> until_called = {};  // how long until the interview; nullopt: with the close of a cycle
  bool by_days = false;                   // its interview is due on a day of its own
};

Stood by_cycle(const domain::WarningRaised& warning) {
  return {"周期：" + cycle_zh(warning.cycle) + "\n截至" + warning.cycle.last_day().str() + "，自" +
              warning.episode_first.first_day().str() + "起没有有效进展。",
          "at the close of " + warning.cycle.str() + ", no effective progress since " +
              warning.episode_first.first_day().str(),
          warning.cycle.last_day()};
}

// The cycle with whose close the interview is due where nothing moves; nullopt where that is not within sight. Beside
// the count it depends on what is approved, suspended or cooling down already, so the clock itself is asked, ahead of
// time.
std::optional<HalfMonth> called_with(const WarningNews& news, const Teller& teller) {
  const auto* policy =
      teller.policies && news.stall ? teller.policies->in_force(news.warning->cycle.last_day()) : nullptr;
  if (!policy) return std::nullopt;
  // Twice the whole count: what pauses it for longer leaves no day to name.
  const auto horizon = news.warning->cycle.plus(2 * policy->interview.interview_cycles);
  const auto ahead = evaluate(*news.project, *teller.policies, horizon.closes_at());
  const auto stall = std::find_if(ahead.episodes.begin(), ahead.episodes.end(), [&](const domain::Episode& each) {
    return each.first == news.stall->first && each.after == news.stall->after;
  });
  return stall == ahead.episodes.end() ? std::nullopt : stall->interview;
}

Twin until_called(const WarningNews& news, const Teller& teller) {
  const auto cycle = called_with(news, teller);
  if (!cycle) return {"再过一个周期", "for another cycle"};
  const std::string last_day = cycle->last_day().str();
  return {"到" + cycle_zh(*cycle) + "结束（" + last_day + "，含当日）", "until " + last_day + " inclusive"};
}

// What was counted up to the day with which the light was due; without spans where nobody knows.
IdleCount counted_of(const WarningNews& news, const Teller& teller) {
  if (!teller.policies || !news.stall) return {};
  const auto result = evaluate(*news.project, *teller.policies, teller.now);
  return count_at_warning(result, *news.stall, news.warning->light, news.warning->cycle, *teller.policies);
}

// Days or months, counted up to the one with which the light was due; nullopt for half months.
std::optional<Stood> in_own_units(const IdleCount& count, const Teller& teller) {
  const auto reading = reading_of(count.reading);
  if (!reading || *reading == Reading::half_months || count.spans.empty()) return std::nullopt;
  const CivilDate last = count.spans.back().last;
  const auto* policy = teller.policies->in_force(last);
  if (!policy) return std::nullopt;
  const bool days = *reading == Reading::rolling_days;
  const std::string units = std::to_string(count.units);
  const std::string first = count.spans.front().first.str();
  const std::string limit = std::to_string(limits_of(policy->interview).interview);
  return Stood{"截至" + last.str() + "，自" + first + "起" + (count.paused.empty() ? "连续" : "扣除不计的日期后连续") +
                   units + (days ? "日" : "个自然月") + "没有有效进展。",
               "after " + units +
                   (days               ? (count.units == 1 ? " day" : " days")
                    : count.units == 1 ? " calendar month"
                                       : " calendar months") +
                   " without effective progress, " + first + " to " + last.str(),
               last,
               Twin{"满" + limit + (days ? "日" : "个自然月"), "for " + limit +
                                                                   (days           ? " days"
                                                                    : limit == "1" ? " calendar month"
                                                                                   : " calendar months") +
                                                                   " in all"},
               days};
}

// The light of today, where the stall is over and later half months are closed: a correction made a half month of long
// ago count, or an outage was long. While the stall goes on, the warning says what it would have said in time.
std::optional<Light> light_since(const WarningNews& news, const Teller& teller) {
  if (!news.stall || !teller.policies || news.warning->cycle >= HalfMonth::of(civil_date(teller.now)).plus(-1))
    return {};
  const auto today = evaluate(*news.project, *teller.policies, teller.now);
  // One that waits out of scope goes on when it is back.
  const bool moved = today.last_progress && *today.last_progress >= news.stall->first.first_day();
  if (!moved && !domain::has_ended(*news.project)) return {};
  return today.light;
}

Twin came_of(const domain::Episode& stall, Light light) {
  if (stall.interview && !stall.withdrawn)
    return {"该次停滞于" + cycle_zh(*stall.interview) + "达到约谈条件，以该次约谈的办理结果为准。",
            "; the interview was due at the close of " + stall.interview->str() + ", and what came of it holds."};
  const Word by_now = word_of(light);
  const bool lit = light != Light::none;
  return {"该次停滞已经结束" + (lit ? "，现为" + std::string(by_now.zh) : std::string()) + "，不再因此启动约谈。",
          (lit ? "; the light is " + std::string(by_now.en) + " by now, and the stall" : std::string("; the stall")) +
              " is over without an interview."};
}

Twin what_next(const WarningNews& news, const Stood& stood, const Teller& teller) {
  if (news.warning->light != Light::red) return {"请尽快推进并报送进展材料。", "."};
  // With the very cycle of the light: what came with a later one is no part of this mail, however late it is written.
  const bool called =
      news.stall && news.stall->interview && *news.stall->interview <= news.warning->cycle && !stood.by_days;
  if (called) return {"已达到约谈条件。", "; the interview is due."};
  const Twin until = stood.until_called ? *stood.until_called : until_called(news, teller);
  return {until.zh + "仍无进展将启动约谈。", "; where nothing moves " + until.en + ", the interview is opened."};
}
}  // namespace

void address_entity_of(Announcement& out, const domain::Project& project, Instant ran_out_at) {
  const std::string by_now = domain::responsible_org(project);
  out.org = domain::responsible_org_on(known_at(project, ran_out_at), civil_date(ran_out_at.plus_ms(-1)));
  if (out.org.empty()) out.org = by_now;
  if (by_now != out.org) out.also.push_back(by_now);
}

Announcement announce_warning(const WarningNews& news, const Teller& teller) {
  const auto& project = *news.project;
  const auto& warning = *news.warning;
  const bool red = warning.light == Light::red;
  Announcement out;
  out.about = news.project_id + ":" + std::string(codec::enum_text(warning.light)) + ":" + warning.episode_first.str() +
              ":" + warning.cycle.str();
  out.occasion = red ? "warning_red" : "warning_yellow";
  out.project_id = news.project_id;
  out.subject = std::string(red ? "【红灯】" : "【黄灯】") + project.name + "连续无有效进展";
  const IdleCount count = counted_of(news, teller);
  const Stood stood = in_own_units(count, teller).value_or(by_cycle(warning));
  const Twin apart = not_counted(count);
  address_entity_of(out, project, instant_at(stood.last.plus_days(1)));
  const auto since = light_since(news, teller);
  const Twin outcome = since ? came_of(*news.stall, *since) : what_next(news, stood, teller);
  out.text = "项目：" + project.name + "\n责任单位：" + teller.names.of(out.org) + "\n" + stood.zh + apart.zh + "\n";
  if (since) out.text += "本次" + std::string(red ? "红灯" : "黄灯") + "系事后补记。";
  out.text += outcome.zh + basis_line(teller, "6", stood.last) + "\nProject " + news.project_id + ": " +
              (red ? "red" : "yellow") + " light " + (since ? "recorded after the fact, " : "") + stood.en + apart.en +
              outcome.en;
  out.to_bureau = red;
  return out;
}

}  // namespace luodi::monitor
