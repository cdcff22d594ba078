#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

Word word_of(InterviewState state) {
  switch (state) {
    case InterviewState::opened:
      return {"已启动", "opened"};
    case InterviewState::held_back:
      return {"暂缓", "held back"};
    case InterviewState::issued:
      return {"已发通知", "issued"};
    case InterviewState::held:
      return {"已约谈", "held"};
    case InterviewState::planned:
      return {"整改中", "planned"};
    case InterviewState::reported:
      return {"待核实", "reported"};
    case InterviewState::closed:
      return {"已销号", "closed"};
    case InterviewState::escalated:
      return {"整改未通过", "escalated"};
    case InterviewState::withdrawn:
      return {"已撤回", "withdrawn"};
  }
  return {};
}

Word word_of(Step step) {
  switch (step) {
    case Step::confirmation:
      return {"约谈通知的确认", "confirmation of the notice"};
    case Step::hold_back:
      return {"暂缓后的处理", "decision after the hold-back"};
    case Step::explanation:
      return {"书面说明", "written explanation"};
    case Step::meeting:
      return {"约谈会", "meeting"};
    case Step::minutes:
      return {"约谈纪要", "minutes"};
    case Step::plan:
      return {"整改方案", "rectification plan"};
    case Step::report:
      return {"整改报告", "rectification report"};
    case Step::verification:
      return {"整改核实", "verification"};
  }
  return {};
}

Word word_of(NotificationState state) {
  switch (state) {
    case NotificationState::queued:
      return {"待发送", "queued"};
    case NotificationState::delivered:
      return {"已送达", "delivered"};
    case NotificationState::failed:
      return {"发送失败", "failed"};
    case NotificationState::uncertain:
      return {"送达不明", "uncertain"};
    case NotificationState::dead:
      return {"无法送达", "dead"};
    case NotificationState::coalesced:
      return {"已并入其他通知", "coalesced"};
  }
  return {};
}

Word word_of(ProblemLevel level) {
  switch (level) {
    case ProblemLevel::project:
      return {"项目", "project"};
    case ProblemLevel::park:
      return {"园区/县市区", "park"};
    case ProblemLevel::bureau:
      return {"市投资促进部门", "bureau"};
    case ProblemLevel::city_leader:
      return {"市领导", "city leader"};
  }
  return {};
}

Word word_of(ProblemState state) {
  switch (state) {
    case ProblemState::open:
      return {"办理中", "open"};
    case ProblemState::resolved:
      return {"待确认", "resolved"};
    case ProblemState::closed:
      return {"已销号", "closed"};
    case ProblemState::withdrawn:
      return {"随项目终止", "withdrawn"};
  }
  return {};
}

Word word_of(TicketState state) {
  switch (state) {
    case TicketState::open:
      return {"办理中", "open"};
    case TicketState::answered:
      return {"待确认", "answered"};
    case TicketState::closed:
      return {"已办结", "closed"};
    case TicketState::withdrawn:
      return {"已撤销", "withdrawn"};
  }
  return {};
}

Word word_of(SupplyState state) {
  switch (state) {
    case SupplyState::promised:
      return {"待供应", "promised"};
    case SupplyState::supplied:
      return {"已供应", "supplied"};
    case SupplyState::released:
      return {"已释放", "released"};
    case SupplyState::lapsed:
      return {"已失效", "lapsed"};
  }
  return {};
}

Word word_of(ObligationState state) {
  switch (state) {
    case ObligationState::pending:
      return {"待履约", "pending"};
    case ObligationState::breached:
      return {"逾期未履约", "breached"};
    case ObligationState::honoured:
      return {"已履约", "honoured"};
    case ObligationState::lapsed:
      return {"已失效", "lapsed"};
    case ObligationState::withdrawn:
      return {"已撤销", "withdrawn"};
  }
  return {};
}

Word word_of(CardState state) {
  switch (state) {
    case CardState::valid:
      return {"有效", "valid"};
    case CardState::expired:
      return {"已过期", "expired"};
    case CardState::revoked:
      return {"已收回", "revoked"};
  }
  return {};
}

Word word_of(ExitGround ground) {
  switch (ground) {
    case ExitGround::company_late:
      return {"项目公司逾期未注册", "the project company is late"};
    case ExitGround::deposit_late:
      return {"履约保证金逾期未缴", "the deposit is late"};
    case ExitGround::start_late:
      return {"逾期未开工", "the start is late"};
  }
  return {};
}

Word word_of(ExitState state) {
  switch (state) {
    case ExitState::limited:
      return {"限期履约中", "limited"};
    case ExitState::noticed:
      return {"已发退出通知", "noticed"};
    case ExitState::cured:
      return {"事由已消除", "no longer grounded"};  // performed, or its day was moved
    case ExitState::withdrawn:
      return {"已撤回", "withdrawn"};
    case ExitState::exited:
      return {"已退出", "exited"};
  }
  return {};
}

Word word_of(ReportState state) {
  switch (state) {
    case ReportState::due:
      return {"待报送", "due"};
    case ReportState::in_time:
      return {"已报送", "in time"};
    case ReportState::late:
      return {"迟报", "late"};
    case ReportState::missing:
      return {"未报送", "missing"};
    case ReportState::released:
      return {"不再报送", "released"};
  }
  return {};
}

Word word_of(Pace pace) {
  switch (pace) {
    case Pace::none:
      return {"本季度无目标", "no target this quarter"};
    case Pace::steed:
      return {"骏马", "steed"};
    case Pace::steady:
      return {"正常", "steady"};
    case Pace::snail:
      return {"蜗牛", "snail"};
    case Pace::excused:
      return {"滞后，因不可抗力不计", "behind, excused by force majeure"};
  }
  return {};
}

}  // namespace luodi::monitor
