// The words of the lists that requests state of a lead, its papers and its money; the others stand in words.cpp.
#include "common/domain/park.hpp"
#include "common/domain/project_enums.hpp"

namespace luodi::domain {

Word word_of(LeadChannel value) {
  switch (value) {
    case LeadChannel::outpost:
      return {"驻外招商", "outpost"};
    case LeadChannel::intermediary:
      return {"中介招商", "intermediary"};
    case LeadChannel::capital:
      return {"资本招商", "capital"};
    case LeadChannel::big_data:
      return {"大数据招商", "big data"};
    case LeadChannel::platform:
      return {"平台招商", "platform"};
    case LeadChannel::association:
      return {"商协会招商", "association"};
    case LeadChannel::existing_enterprise:
      return {"存量企业招商", "existing enterprise"};
    case LeadChannel::chain_leader:
      return {"链主招商", "chain leader"};
    case LeadChannel::resource_conversion:
      return {"资源转化", "resource conversion"};
    case LeadChannel::government_procurement:
      return {"政府采购服务", "government procurement"};
  }
  return {};
}

Word word_of(EvidenceKind value) {
  switch (value) {
    case EvidenceKind::land_contract:
      return {"土地出让合同", "land contract"};
    case EvidenceKind::lease:
      return {"租赁合同", "lease"};
    case EvidenceKind::project_code:
      return {"项目代码", "project code"};
    case EvidenceKind::capital_verification:
      return {"验资报告", "capital verification"};
    case EvidenceKind::bank_slip:
      return {"银行进账单", "bank slip"};
    case EvidenceKind::construction_permit:
      return {"施工许可证", "construction permit"};
    case EvidenceKind::equipment_installation:
      return {"设备安装证明", "equipment installation"};
    case EvidenceKind::site_photo:
      return {"现场照片", "site photo"};
    case EvidenceKind::supervision_confirmation:
      return {"监理确认", "confirmation by the supervisor"};
    case EvidenceKind::sales_invoice:
      return {"销售发票", "sales invoice"};
    case EvidenceKind::agreement:
      return {"协议", "agreement"};
    case EvidenceKind::minutes:
      return {"会议纪要", "minutes"};
    case EvidenceKind::approval:
      return {"批复", "approval"};
    case EvidenceKind::review_opinion:
      return {"研判成员单位书面意见", "written opinion of a member of the review"};
    case EvidenceKind::other:
      return {"其他", "other"};
  }
  return {};
}

Word word_of(VoucherKind value) {
  switch (value) {
    case VoucherKind::capital_verification:
      return {"验资报告", "capital verification"};
    case VoucherKind::bank_slip:
      return {"银行进账单", "bank slip"};
    case VoucherKind::fixed_asset_invoice:
      return {"固定资产发票", "fixed-asset invoice"};
    case VoucherKind::equipment_list:
      return {"设备清单", "equipment list"};
    case VoucherKind::settlement:
      return {"工程结算", "settlement of works"};
    case VoucherKind::customs_declaration:
      return {"进口设备报关单", "customs declaration"};
  }
  return {};
}

Word word_of(HostKind value) {
  switch (value) {
    case HostKind::park:
      return {"园区", "park"};
    case HostKind::county:
      return {"县市区", "county"};
  }
  return {};
}

}  // namespace luodi::domain
