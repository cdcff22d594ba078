#pragma once
// Commands of the monitor: the life of a project from landing on, exemptions, interviews, re-sending. Each handler
// parses, asks the rule in domain/ and answers; no rule stands here. What a command changes about lights
// and interviews is committed with it, so its answer shows the new light.
#include "common/domain/project_view.hpp"
#include "common/domain/stage_table.hpp"
#include "common/runtime/backend.hpp"
#include "services/progress-monitor/domain/exemption.hpp"
#include "services/progress-monitor/domain/interview_decide.hpp"
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "services/progress-monitor/domain/letter_standing.hpp"
#include "services/progress-monitor/domain/plan.hpp"
#include "services/progress-monitor/domain/project_code_once.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/evaluation.hpp"
#include "services/progress-monitor/interview_ahead.hpp"

namespace luodi::monitor {

using MonitorBackend = runtime::Backend<MonitorWorld>;

class Commands {
 public:
  // uid_domain: right side of calendar UIDs, the same as in mails.
  Commands(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation, std::string uid_domain)
      : backend_(backend), indexes_(indexes), evaluation_(evaluation), uid_domain_(std::move(uid_domain)) {}
  void join();  // adds the operations to the backend

 private:
  template <class Body, class Decide>
  void on_project(domain::Command command, Decide decide);
  template <class Body, class Decide>
  Task<bus::Reply> run_project(Decide decide, bus::Request request);
  template <class Body>
  Error body_fault(Error error, const bus::Request& request) const;
  template <class Body>
  void on_interview(const std::string& operation, InterviewRule<Body> decide);
  template <class Body>
  Task<bus::Reply> run_interview(InterviewRule<Body> decide, bus::Request request);
  Task<bus::Reply> decide_claim(bus::Request request);
  Task<bus::Reply> resend(bus::Request request);
  // What a notification is about; it points into the world.
  LetterMatter matter_of(const MonitorOverlay& world, const NotificationQueued& message) const;
  MonitorPlan project_plan(const std::string& id, domain::Decision decision, const domain::Context& context,
                           const domain::Reader& reader) const;
  // The other project that has used a slip, with its name.
  std::optional<std::string> slip_used_by(const MonitorOverlay& world, const std::string& project,
                                          const std::string& slip) const;
  // The other projects that hold a project code, ended ones too.
  std::vector<CodeHolder> code_held_by(const MonitorOverlay& world, const std::string& project, const std::string& code,
                                       const Actor& actor) const;
  // A rule that looks at nothing but the project, whose papers may bring project codes or take them back.
  template <class Body>
  auto coded(Expected<domain::Decision> (*rule)(const std::string&, const domain::Project&, const Body&,
                                                const domain::Context&));

  MonitorBackend& backend_;
  const Indexes& indexes_;
  const Evaluation& evaluation_;
  std::string uid_domain_;
};

}  // namespace luodi::monitor
