#pragma once
// Queries of intake, answered from memory: lists with filters, one project, one park, one office, and a project's
// timeline from the event stream.
#include "common/domain/project_view.hpp"
#include "common/runtime/timeline.hpp"
#include "services/intake/project_rows.hpp"
#include "services/intake/world.hpp"

namespace luodi::intake {

class Queries {
 public:
  // timeline() exists once the service has started.
  Queries(IntakeBackend& backend, const ProjectRows& rows, std::function<runtime::Timeline&()> timeline)
      : backend_(backend), rows_(rows), timeline_(std::move(timeline)) {}
  void join();  // adds the operations to the backend

 private:
  template <class T>
  using Task = runtime::Task<T>;

  Task<bus::Reply> list_projects(bus::Request request);
  Task<bus::Reply> get_project(bus::Request request);
  Task<bus::Reply> get_timeline(bus::Request request);
  Task<bus::Reply> list_parks(bus::Request request);
  Task<bus::Reply> get_park(bus::Request request);
  Task<bus::Reply> list_offices(bus::Request request);
  Task<bus::Reply> get_office(bus::Request request);
  domain::ProjectSummary summary_of(const std::string& id) const;  // valid while the world is unchanged and `id` lives

  IntakeBackend& backend_;
  const ProjectRows& rows_;
  std::function<runtime::Timeline&()> timeline_;
};

}  // namespace luodi::intake
