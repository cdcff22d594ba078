#include "services/progress-monitor/domain/announce.hpp"

#include "common/kernel/civil_text.hpp"

namespace luodi::monitor {

using domain::Light;

Announcement announce_warning(const std::string& project_id, const domain::Project& project,
                              const domain::WarningRaised& warning) {
  const bool red = warning.light == Light::red;
  Announcement out;
  out.about = project_id + ":" + std::string(codec::enum_text(warning.light)) + ":" + warning.episode_first.str() +
              ":" + warning.cycle.str();
  out.occasion = red ? "warning_red" : "warning_yellow";
  out.project_id = project_id;
  out.org = domain::responsible_org(project);
  out.subject = std::string(red ? "【红灯】" : "【黄灯】") + project.name + "连续无有效进展";
  out.text = "项目：" + project.name + "\n周期：" + cycle_zh(warning.cycle) + "\n截至" +
             warning.cycle.last_day().str() + "，自" + warning.episode_first.first_day().str() + "起没有有效进展。\n" +
             (red ? "再过一个周期仍无进展将启动约谈。" : "请尽快推进并报送进展材料。") + "\nProject " + project_id +
             ": " + (red ? "red" : "yellow") + " light at the close of " + warning.cycle.str() + ".";
  out.to_bureau = red;
  return out;
}

}  // namespace luodi::monitor
