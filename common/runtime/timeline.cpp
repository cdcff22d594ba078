#include "common/runtime/timeline.hpp"

#include <algorithm>

namespace luodi::runtime {

std::string project_of_event(std::string_view kind, std::string_view subject) {
  if (kind == "project" || kind == "watch") return std::string(subject);
  constexpr std::string_view k_prefix = "int_";
  if (kind != "interview" || !subject.starts_with(k_prefix)) return {};
  subject.remove_prefix(k_prefix.size());
  const auto end = subject.find('_');
  return end == std::string_view::npos ? std::string() : "prj_" + std::string(subject.substr(0, end));
}

Timeline::Timeline(boost::asio::io_context& io, store::Store& store)
    : store_(store), reader_(io, store, store::StreamPosition{}, [this](const store::StoredEvent& e) { heard(e); }) {
  reader_.on_rewind([this](store::StreamPosition) { return start_over(); });
}

void Timeline::bell(const store::StoredEvent& event, const domain::EventHead& head) {
  read_id_ = event.at.event_id;
  read_project_ = project_of_event(head.kind, head.subject);
  reader_.bell(event);
}

void Timeline::heard(const store::StoredEvent& event) {
  std::string project;
  if (event.at.event_id == read_id_) {
    project = read_project_;
  } else if (const auto head = domain::read_head(event.json)) {
    // What cannot be read is reported by the read model; here it only has no project.
    project = project_of_event(head->kind, head->subject);
  }
  if (!project.empty()) sequences_[std::move(project)].push_back(event.at.seq);
}

store::Task<Expected<store::StreamPosition>> Timeline::start_over() {
  sequences_.clear();
  co_return store::StreamPosition{};
}

store::Task<Expected<TimelinePage>> Timeline::page(std::string project, std::int64_t after, std::size_t limit,
                                                   std::int64_t seen) {
  auto reached = co_await reader_.wait_for(seen, store::EventReader::Clock::now() + k_timeline_patience);
  if (!reached) co_return fail(ErrorCode::service_unavailable, "时间线仍在加载 / the timeline is still being gathered");
  TimelinePage page;
  const auto found = sequences_.find(project);
  if (found == sequences_.end()) co_return page;
  const auto& all = found->second;
  page.total = all.size();
  const auto first = std::upper_bound(all.begin(), all.end(), after);
  const auto count = std::min<std::size_t>(limit, static_cast<std::size_t>(all.end() - first));
  // A copy: the list may grow, or be gone, while events are read.
  const std::vector<std::int64_t> wanted(first, first + static_cast<std::ptrdiff_t>(count));
  if (first + static_cast<std::ptrdiff_t>(count) != all.end()) page.next = wanted.back();
  for (std::size_t i = 0; i < wanted.size();) {
    std::size_t run = 1;  // neighbours in the stream are read at once
    while (i + run < wanted.size() && wanted[i + run] == wanted[i] + static_cast<std::int64_t>(run))
      ++run;
    auto events = co_await store_.read_events(wanted[i] - 1, static_cast<std::int64_t>(run));
    if (!events) co_return fail(events.error());
    for (auto& event : *events)
      page.events.push_back(std::move(event));
    i += run;
  }
  co_return page;
}

}  // namespace luodi::runtime
