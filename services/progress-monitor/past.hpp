#pragma once
// Past answers questions about earlier days: a project judged as of a day (domain/project_past says which of the two
// readings), and the interviews as they stood at the end of a day, folded from the event stream. An interview is an
// act: its past is what was recorded, never a new evaluation. One io_context thread.
//
//   Past past(backend, indexes, [&]() -> runtime::Timeline& { return *timeline; });
//   past.join();                              // answers project.get, which the gateway sends here when it names as_of
//   if (asks_for_past(request)) co_return co_await past.list_interviews(std::move(request));
#include <functional>

#include "common/runtime/timeline.hpp"
#include "services/progress-monitor/commands.hpp"
#include "services/progress-monitor/domain/project_past.hpp"

namespace luodi::monitor {

// Beyond so many interviews a list with a state filter must be narrowed: each of them is folded from its events.
inline constexpr std::size_t k_folded_most = 500;

bool asks_for_past(const bus::Request& request);
// The day that is asked for, not after today. invalid_parameter.
Expected<CivilDate> read_as_of(const bus::Request& request, Instant now);

class Past {
 public:
  // timeline() exists once the service has started.
  Past(MonitorBackend& backend, const Indexes& indexes, std::function<runtime::Timeline&()> timeline)
      : backend_(backend), indexes_(indexes), timeline_(std::move(timeline)) {}
  void join();  // adds the operation to the backend
  Task<bus::Reply> list_interviews(bus::Request request);

 private:
  Task<bus::Reply> get_project(bus::Request request);
  // With the interviews that its episodes had by then, as they stood then.
  Task<Expected<ProjectPast>> name_interviews(ProjectPast past, Instant until);
  // The aggregate as it had been recorded by then; version 0 = not at all.
  template <class A>
  Task<Expected<runtime::Versioned<A>>> folded(std::string project, std::string subject, Instant until);

  MonitorBackend& backend_;
  const Indexes& indexes_;
  std::function<runtime::Timeline&()> timeline_;
};

}  // namespace luodi::monitor
