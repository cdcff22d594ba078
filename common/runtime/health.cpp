#include "common/runtime/health.hpp"

namespace luodi::runtime {

void Health::set(const std::string& name, bool ok, std::string note) {
  pushed_[name] = HealthResult(ok, std::move(note));
}
void Health::check(const std::string& name, std::function<HealthResult()> ask) {
  asked_[name] = std::move(ask);
}
void Health::remove(const std::string& name) {
  pushed_.erase(name);
  asked_.erase(name);
}

std::map<std::string, HealthResult> Health::results() const {
  auto all = pushed_;
  for (const auto& [name, ask] : asked_)
    all[name] = ask();
  all["draining"] = HealthResult(!draining_, draining_ ? "stopping" : "");
  all["started"] = HealthResult(started_, started_ ? "" : "not finished");
  return all;
}

std::string Health::failed() const {
  std::string names;
  for (const auto& [name, result] : results())
    if (!result.ok) names += (names.empty() ? "" : ", ") + name;
  return names;
}

std::string Health::verbose() const {
  std::string text;
  bool all_ok = true;
  for (const auto& [name, result] : results()) {
    all_ok = all_ok && result.ok;
    text += result.ok ? "[+]" + name + " ok" : "[-]" + name + " failed";
    if (!result.note.empty()) text += result.ok ? " (" + result.note + ")" : ": " + result.note;
    text += '\n';
  }
  return text + (all_ok ? "ready\n" : "not ready\n");
}

}  // namespace luodi::runtime
