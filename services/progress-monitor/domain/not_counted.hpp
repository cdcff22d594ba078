#pragma once
// What lies within a count of time without progress and was itself not counted 不计的日期: each run of days with its
// reason, as mails say it of warnings and of interviews alike. Pure.
//
//   not_counted(count).zh == "\n不计：2022年7月1日至2022年7月15日，期间项目暂停"
//   not_counted(count).en == "; not counted: 2022-07-01 to 2022-07-15 (the project was suspended)"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/standing.hpp"

namespace luodi::monitor {

// A line for each run in Chinese, a clause of the sentence in English; both empty where everything was counted.
Twin not_counted(const IdleCount& count);

}  // namespace luodi::monitor
