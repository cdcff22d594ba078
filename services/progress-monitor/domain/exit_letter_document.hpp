#pragma once
// The limit notice 限期履约通知 and the exit notice 退出通知 as documents: their words, made from nothing but what the
// event froze. Chinese only: they are official papers. Pure.
//
//   if (exit.notice.letter) document::Letter letter = limit_notice_document(*exit.notice.letter);
#include <string_view>

#include "common/document/model.hpp"
#include "services/progress-monitor/domain/exit_letter.hpp"

namespace luodi::monitor {

inline constexpr std::string_view k_limit_notice_file = "limit-notice.pdf";
inline constexpr std::string_view k_exit_notice_file = "exit-notice.pdf";

document::Letter limit_notice_document(const ExitLetter& letter);
document::Letter exit_notice_document(const ExitLetter& letter);

}  // namespace luodi::monitor
