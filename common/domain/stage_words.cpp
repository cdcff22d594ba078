#include "common/domain/stage_words.hpp"

namespace luodi::domain {

std::string stage_zh(Stage stage) {
  switch (stage) {
    case Stage::lead:
      return "信息";
    case Stage::reviewed:
      return "研判通过";
    case Stage::negotiating:
      return "在谈";
    case Stage::assessed:
      return "预审通过";
    case Stage::signed_:
      return "签约";
    case Stage::landed:
      return "落地";
    case Stage::started:
      return "开工";
    case Stage::producing:
      return "投产";
    case Stage::at_capacity:
      return "达产";
    case Stage::rejected:
      return "未通过";
    case Stage::exited:
      return "终止退出";
  }
  return "";
}
}  // namespace luodi::domain
