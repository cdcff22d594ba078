#pragma once
// What a monitor has stored of its projects, as text in a fixed order, without the instants at which it found something
// out: two monitors that were told the same have the same text, however late one of them looked. Left out as well: what
// a prompt monitor rightly told of something that was taken back before the late one looked (a warning, a reminder).
#include <string>

#include "tests/property/services/progress-monitor/office.hpp"

namespace luodi::monitor::test {

std::string stored_text(const Office& office);
// "wanted: ... found: ..." of the first line in which they differ.
std::string first_difference(const std::string& wanted, const std::string& found);

}  // namespace luodi::monitor::test
