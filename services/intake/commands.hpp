#pragma once
// Commands of intake: registering leads, parks and offices, and every step of a project up to the signing. Each handler
// parses, asks the rule in domain/ and answers; no rule stands here.
#include "common/domain/stage_table.hpp"
#include "services/intake/lead_index.hpp"
#include "services/intake/project_rows.hpp"
#include "services/intake/world.hpp"

namespace luodi::intake {

class Commands {
 public:
  // Everything is borrowed and must outlive the service.
  Commands(IntakeBackend& backend, const LeadIndex& leads, const ProjectRows& rows)
      : backend_(backend), leads_(leads), rows_(rows) {}
  void join();  // adds the operations to the backend

 private:
  using Reply = bus::Reply;
  template <class T>
  using Task = runtime::Task<T>;

  Task<Reply> register_lead(bus::Request request);
  // A park or an office, once; `shown` is its answer.
  template <class Body>
  using Registration = Expected<domain::Decision> (*)(const Body& body, bool known);
  using OrganisationReply = Reply (*)(const IntakeOverlay& world, const std::string& code, bool created);
  template <class Body>
  Task<Reply> register_organisation(bus::Request request, Registration<Body> rule, OrganisationReply shown);
  // One command on one project; decide(world, id, project, body, context) is the rule.
  template <class Body, class Decide>
  void add(domain::Command command, Decide decide);
  template <class Body, class Decide>
  Task<Reply> run(Decide decide, bus::Request request);

  IntakeBackend& backend_;
  const LeadIndex& leads_;
  const ProjectRows& rows_;
};

}  // namespace luodi::intake
