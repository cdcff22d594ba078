#pragma once
// The report of a dispatch cycle 半月调度报告 as an official paper (minutes form of GB/T 9704-2012): totals, who did
// not move, who did, changed targets, problems, reports, the minutes of the meeting once they are filed. The same facts
// at the same instant give the same paper, of a closed cycle at any instant (dispatch_close.hpp). Pure.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/document/model.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/org_names.hpp"
#include "services/progress-monitor/domain/problem.hpp"

namespace luodi::monitor {

struct DispatchPaper {
  const DispatchCycle* cycle = nullptr;
  std::vector<const DispatchItem*> items;
  std::vector<const Problem*> problems;
  std::optional<FiledDispatchMinutes> minutes;  // the newest, as the reader may see them
  std::string issuer;
  OrgNames names;
  bool part = false;  // of a reader who does not see the whole city: the paper says so
};
document::Minutes dispatch_document(DispatchPaper paper, Instant now);

}  // namespace luodi::monitor
