#include "services/incentive-calculator/domain/words.hpp"

namespace luodi::incentive {

Word word_of(RunState state) {
  switch (state) {
    case RunState::draft:
      return {"测算稿", "draft"};
    case RunState::verified:
      return {"已核验", "verified"};
    case RunState::published:
      return {"公示中", "published"};
    case RunState::objection:
      return {"有异议待答复", "under objection"};
    case RunState::approved:
      return {"已批准", "approved"};
    case RunState::paid:
      return {"已兑付", "paid"};
    case RunState::replaced:
      return {"已被替换", "replaced"};
  }
  return {};
}

}  // namespace luodi::incentive
