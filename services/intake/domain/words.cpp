// The words of the lists that requests to intake choose from.
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

Word word_of(OpinionVerdict value) {
  switch (value) {
    case OpinionVerdict::support:
      return {"支持", "support"};
    case OpinionVerdict::oppose:
      return {"反对", "oppose"};
    case OpinionVerdict::abstain:
      return {"弃权", "abstain"};
  }
  return {};
}

Word word_of(ReviewVerdict value) {
  switch (value) {
    case ReviewVerdict::approved:
      return {"通过", "approved"};
    case ReviewVerdict::rejected:
      return {"不通过", "rejected"};
  }
  return {};
}

Word word_of(ItemOutcome value) {
  switch (value) {
    case ItemOutcome::passed:
      return {"通过", "passed"};
    case ItemOutcome::failed:
      return {"不通过", "failed"};
    case ItemOutcome::not_applicable:
      return {"不适用", "not applicable"};
  }
  return {};
}

Word word_of(AssessmentVerdict value) {
  switch (value) {
    case AssessmentVerdict::passed:
      return {"通过", "passed"};
    case AssessmentVerdict::returned:
      return {"退回", "returned"};
  }
  return {};
}

Word word_of(AssessmentPath value) {
  switch (value) {
    case AssessmentPath::full:
      return {"完整预审", "full"};
    case AssessmentPath::simple:
      return {"简易预审", "simple"};
  }
  return {};
}

Word word_of(AgreementKind value) {
  switch (value) {
    case AgreementKind::formal:
      return {"正式协议", "formal"};
    case AgreementKind::framework:
      return {"框架协议", "framework"};
  }
  return {};
}

}  // namespace luodi::intake
