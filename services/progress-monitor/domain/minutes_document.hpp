#pragma once
// The minutes of an interview 约谈纪要 as a document: when and where, why, what was said and settled, what is due, who
// was there. Made from the minutes as they were filed last; a correction gives a new document. Pure.
//
//   if (filed_minutes(interview)) document::Minutes minutes = minutes_document(interview);
#include "common/document/model.hpp"
#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

// The newest minutes paper; nullptr before the minutes are filed.
const FiledPaper* filed_minutes(const Interview& interview);

// The interview has its notice and its minutes.
document::Minutes minutes_document(const Interview& interview);

}  // namespace luodi::monitor
