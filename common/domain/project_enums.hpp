#pragma once
// The closed lists of the project: stages, channels, kinds of evidence and of progress, with the texts used on the
// wire.
#include <array>

#include "common/codec/fields.hpp"

namespace luodi::domain {

enum class Stage {
  lead,         // 信息
  reviewed,     // 研判通过
  negotiating,  // 在谈
  assessed,     // 预审通过
  signed_,      // 签约 (formal agreement in force)
  landed,       // 落地
  started,      // 开工
  producing,    // 投产
  at_capacity,  // 达产
  rejected,
  exited
};
Word word_of(Stage value);

enum class LeadChannel {
  outpost,                // 驻外
  intermediary,           // 中介
  capital,                // 资本
  big_data,               // 大数据
  platform,               // 平台
  association,            // 商协会
  existing_enterprise,    // 存量
  chain_leader,           // 链主
  resource_conversion,    // 资源转化
  government_procurement  // 政府采购服务
};
Word word_of(LeadChannel value);

enum class EvidenceKind {
  land_contract,         // 土地出让合同
  lease,                 // 租赁合同
  project_code,          // 项目代码
  capital_verification,  // 验资报告
  bank_slip,
  construction_permit,  // 施工许可证
  equipment_installation,
  site_photo,
  supervision_confirmation,
  sales_invoice,  // 首张销售发票
  agreement,
  minutes,         // 会议纪要, signed
  approval,        // 批复
  review_opinion,  // 研判成员单位书面意见
  other
};
Word word_of(EvidenceKind value);

// What proves that funds came in (measures 5 and 7).
enum class VoucherKind {
  capital_verification,  // 验资报告
  bank_slip,             // 银行进账单
  fixed_asset_invoice,   // 固定资产发票
  equipment_list,        // 设备清单
  settlement,            // 工程结算
  customs_declaration    // 进口设备报关单
};
Word word_of(VoucherKind value);

// Evidence-typed progress (measure 5); note, visit and ceremony are recorded but never count.
enum class ProgressKind {
  milestone,       // with attachment
  statutory_step,  // filing, land, EIA, energy, permit
  signed_minutes,  // only while negotiating, limited streak
  problem_closed,  // by a third party
  note,
  visit,
  ceremony
};
Word word_of(ProgressKind value);

}  // namespace luodi::domain

template <>
struct luodi::codec::EnumNames<luodi::domain::Stage> {
  using E = luodi::domain::Stage;
  static constexpr std::array<std::pair<E, std::string_view>, 11> table{{{E::lead, "lead"},
                                                                         {E::reviewed, "reviewed"},
                                                                         {E::negotiating, "negotiating"},
                                                                         {E::assessed, "assessed"},
                                                                         {E::signed_, "signed"},
                                                                         {E::landed, "landed"},
                                                                         {E::started, "started"},
                                                                         {E::producing, "producing"},
                                                                         {E::at_capacity, "at_capacity"},
                                                                         {E::rejected, "rejected"},
                                                                         {E::exited, "exited"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::domain::LeadChannel> {
  using E = luodi::domain::LeadChannel;
  static constexpr std::array<std::pair<E, std::string_view>, 10> table{
      {{E::outpost, "outpost"},
       {E::intermediary, "intermediary"},
       {E::capital, "capital"},
       {E::big_data, "big_data"},
       {E::platform, "platform"},
       {E::association, "association"},
       {E::existing_enterprise, "existing_enterprise"},
       {E::chain_leader, "chain_leader"},
       {E::resource_conversion, "resource_conversion"},
       {E::government_procurement, "government_procurement"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::domain::EvidenceKind> {
  using E = luodi::domain::EvidenceKind;
  static constexpr std::array<std::pair<E, std::string_view>, 15> table{
      {{E::land_contract, "land_contract"},
       {E::lease, "lease"},
       {E::project_code, "project_code"},
       {E::capital_verification, "capital_verification"},
       {E::bank_slip, "bank_slip"},
       {E::construction_permit, "construction_permit"},
       {E::equipment_installation, "equipment_installation"},
       {E::site_photo, "site_photo"},
       {E::supervision_confirmation, "supervision_confirmation"},
       {E::sales_invoice, "sales_invoice"},
       {E::agreement, "agreement"},
       {E::minutes, "minutes"},
       {E::approval, "approval"},
       {E::review_opinion, "review_opinion"},
       {E::other, "other"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::domain::VoucherKind> {
  using E = luodi::domain::VoucherKind;
  static constexpr std::array<std::pair<E, std::string_view>, 6> table{
      {{E::capital_verification, "capital_verification"},
       {E::bank_slip, "bank_slip"},
       {E::fixed_asset_invoice, "fixed_asset_invoice"},
       {E::equipment_list, "equipment_list"},
       {E::settlement, "settlement"},
       {E::customs_declaration, "customs_declaration"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::domain::ProgressKind> {
  using E = luodi::domain::ProgressKind;
  static constexpr std::array<std::pair<E, std::string_view>, 7> table{{{E::milestone, "milestone"},
                                                                        {E::statutory_step, "statutory_step"},
                                                                        {E::signed_minutes, "signed_minutes"},
                                                                        {E::problem_closed, "problem_closed"},
                                                                        {E::note, "note"},
                                                                        {E::visit, "visit"},
                                                                        {E::ceremony, "ceremony"}}};
};
