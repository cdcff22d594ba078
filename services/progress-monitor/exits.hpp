#pragma once
// Exit cases over the bus: withdraw one, reading them, and their two notices as PDF, made on the pool. They begin and
// move by themselves (care.hpp). Seen by whoever sees the project. One io_context thread.
#include "services/progress-monitor/domain/exit_explain.hpp"
#include "services/progress-monitor/domain/exit_judge.hpp"
#include "services/progress-monitor/object_desk.hpp"
#include "services/progress-monitor/press.hpp"

namespace luodi::monitor {

template <>
struct ObjectKind<ExitCase> {
  static constexpr std::string_view noun = "exit";
  static constexpr std::string_view path = "/v1/exits/";
  static bool is_own(const Actor&, const ExitCase&) { return false; }
  static void show(const ExitCase& exit, const domain::Project&, Instant, codec::Json& view) {
    view["text"] = says_now(exit);
  }
  static Expected<std::function<bool(const ExitCase&)>> filter(const runtime::Query& query, Instant now);
};

class Exits {
 public:
  Exits(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation, Press& press)
      : backend_(backend), press_(press), desk_(backend, indexes.exits(), evaluation) {}
  void join();  // adds the operations to the backend

 private:
  Task<bus::Reply> notice(bus::Request request, bool of_exit);  // the letter of its limit notice, or of its exit notice

  MonitorBackend& backend_;
  Press& press_;
  ObjectDesk<ExitCase> desk_;
};

}  // namespace luodi::monitor
