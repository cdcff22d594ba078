#include "services/progress-monitor/domain/announce.hpp"

#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"

namespace luodi::monitor {

using domain::Light;

namespace {
// What a warning says of the standing still, and what comes next of it.
struct Stood {
  std::string zh;
  std::string en;
  std::string until_called;  // how long until the interview
  bool by_days = false;      // its interview is due on a day of its own
};

Stood by_cycle(const domain::WarningRaised& warning) {
  return {"周期：" + cycle_zh(warning.cycle) + "\n截至" + warning.cycle.last_day().str() + "，自" +
              warning.episode_first.first_day().str() + "起没有有效进展。",
          "at the close of " + warning.cycle.str() + ".", "再过一个周期"};
}

// Days or months, counted up to the one with which the light was due; nullopt for half months.
std::optional<Stood> in_own_units(const WarningNews& news, const Teller& teller) {
  if (!teller.policies || !news.stall) return std::nullopt;
  const auto& warning = *news.warning;
  const auto result = evaluate(*news.project, *teller.policies, teller.now);
  const auto count = count_at_warning(result, *news.stall, warning.light, warning.cycle, *teller.policies);
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
               "after " + units + (days ? " days" : " calendar months") + " without effective progress, " + first +
                   " to " + last.str() + ".",
               "满" + limit + (days ? "日" : "个自然月"), days};
}
}  // namespace

Announcement announce_warning(const WarningNews& news, const Teller& teller) {
  const auto& project = *news.project;
  const auto& warning = *news.warning;
  const bool red = warning.light == Light::red;
  Announcement out;
  out.about = news.project_id + ":" + std::string(codec::enum_text(warning.light)) + ":" + warning.episode_first.str() +
              ":" + warning.cycle.str();
  out.occasion = red ? "warning_red" : "warning_yellow";
  out.project_id = news.project_id;
  out.org = domain::responsible_org(project);
  out.subject = std::string(red ? "【红灯】" : "【黄灯】") + project.name + "连续无有效进展";
  const auto counted = in_own_units(news, teller);
  const Stood stood = counted ? *counted : by_cycle(warning);
  // With the very cycle of the light: what came with a later one is no part of this mail, however late it is written.
  const bool called = news.stall && news.stall->interview && *news.stall->interview <= warning.cycle && !stood.by_days;
  out.text = "项目：" + project.name + "\n" + stood.zh + "\n" +
             (!red     ? "请尽快推进并报送进展材料。"
              : called ? std::string("已达到约谈条件。")
                       : stood.until_called + "仍无进展将启动约谈。") +
             "\nProject " + news.project_id + ": " + (red ? "red" : "yellow") + " light " + stood.en;
  out.to_bureau = red;
  return out;
}

}  // namespace luodi::monitor
