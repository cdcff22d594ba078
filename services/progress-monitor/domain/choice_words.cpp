// The words of the lists that requests to the monitor choose from; those of most states stand in words.cpp.
#include "services/progress-monitor/domain/channel_kind.hpp"
#include "services/progress-monitor/domain/dispatch_cycle.hpp"
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "services/progress-monitor/domain/quantity.hpp"
#include "services/progress-monitor/domain/revisit.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

Word word_of(ObligationSide value) {
  switch (value) {
    case ObligationSide::enterprise:
      return {"企业方", "enterprise"};
    case ObligationSide::government:
      return {"政府方", "government"};
  }
  return {};
}

Word word_of(ObligationKind value) {
  switch (value) {
    case ObligationKind::company:
      return {"项目公司注册", "company"};
    case ObligationKind::deposit:
      return {"履约保证金", "deposit"};
    case ObligationKind::funds:
      return {"资金到位", "funds"};
    case ObligationKind::start:
      return {"开工", "start"};
    case ObligationKind::production:
      return {"投产", "production"};
    case ObligationKind::land:
      return {"供地", "land"};
    case ObligationKind::infrastructure:
      return {"配套设施", "infrastructure"};
    case ObligationKind::support:
      return {"政策兑现", "support"};
    case ObligationKind::other:
      return {"其他", "other"};
  }
  return {};
}

Word word_of(QuantityUnit value) {
  switch (value) {
    case QuantityUnit::m2:
      return {"平方米", "m²"};
    case QuantityUnit::mu:
      return {"亩", "mu"};
    case QuantityUnit::tce:
      return {"吨标准煤/年", "tonnes of standard coal a year"};
    case QuantityUnit::card:
      return {"张", "cards"};
  }
  return {};
}

Word word_of(TicketService value) {
  switch (value) {
    case TicketService::green_channel:
      return {"绿色通道", "green channel"};
    case TicketService::talent_card:
      return {"人才绿卡", "talent card"};
    case TicketService::land:
      return {"用地保障", "land"};
    case TicketService::energy:
      return {"用能保障", "energy"};
  }
  return {};
}

Word word_of(ChannelKind value) {
  switch (value) {
    case ChannelKind::email:
      return {"电子邮件", "e-mail"};
    case ChannelKind::inbox:
      return {"站内信", "inbox"};
    case ChannelKind::wecom:
      return {"企业微信群机器人", "WeCom robot"};
    case ChannelKind::dingtalk:
      return {"钉钉群机器人", "DingTalk robot"};
    case ChannelKind::feishu:
      return {"飞书群机器人", "Feishu robot"};
    case ChannelKind::sms:
      return {"短信", "text message"};
    case ChannelKind::webhook:
      return {"网络回调", "webhook"};
  }
  return {};
}

Word word_of(RectificationKind value) {
  switch (value) {
    case RectificationKind::plan:
      return {"整改方案", "plan"};
    case RectificationKind::report:
      return {"整改报告", "report"};
  }
  return {};
}

Word word_of(CycleState value) {
  switch (value) {
    case CycleState::open:
      return {"进行中", "open"};
    case CycleState::reporting:
      return {"报送中", "reporting"};
    case CycleState::closed:
      return {"已结束", "closed"};
  }
  return {};
}

Word word_of(RevisitState value) {
  switch (value) {
    case RevisitState::planned:
      return {"已安排", "planned"};
    case RevisitState::open:
      return {"待回访", "open"};
    case RevisitState::overdue:
      return {"已逾期", "overdue"};
    case RevisitState::ended:
      return {"已结束", "ended"};
  }
  return {};
}

}  // namespace luodi::monitor
