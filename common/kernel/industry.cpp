#include "common/kernel/industry.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/digits.hpp"

namespace luodi {

namespace {
struct Division {
  char section;
  std::string_view name;
};

// GB/T 4754-2017, divisions 01 to 97 in order.
constexpr auto k_divisions = std::to_array<Division>({
    {'A', "农业"},
    {'A', "林业"},
    {'A', "畜牧业"},
    {'A', "渔业"},
    {'A', "农、林、牧、渔专业及辅助性活动"},
    {'B', "煤炭开采和洗选业"},
    {'B', "石油和天然气开采业"},
    {'B', "黑色金属矿采选业"},
    {'B', "有色金属矿采选业"},
    {'B', "非金属矿采选业"},
    {'B', "开采专业及辅助性活动"},
    {'B', "其他采矿业"},
    {'C', "农副食品加工业"},
    {'C', "食品制造业"},
    {'C', "酒、饮料和精制茶制造业"},
    {'C', "烟草制品业"},
    {'C', "纺织业"},
    {'C', "纺织服装、服饰业"},
    {'C', "皮革、毛皮、羽毛及其制品和制鞋业"},
    {'C', "木材加工和木、竹、藤、棕、草制品业"},
    {'C', "家具制造业"},
    {'C', "造纸和纸制品业"},
    {'C', "印刷和记录媒介复制业"},
    {'C', "文教、工美、体育和娱乐用品制造业"},
    {'C', "石油、煤炭及其他燃料加工业"},
    {'C', "化学原料和化学制品制造业"},
    {'C', "医药制造业"},
    {'C', "化学纤维制造业"},
    {'C', "橡胶和塑料制品业"},
    {'C', "非金属矿物制品业"},
    {'C', "黑色金属冶炼和压延加工业"},
    {'C', "有色金属冶炼和压延加工业"},
    {'C', "金属制品业"},
    {'C', "通用设备制造业"},
    {'C', "专用设备制造业"},
    {'C', "汽车制造业"},
    {'C', "铁路、船舶、航空航天和其他运输设备制造业"},
    {'C', "电气机械和器材制造业"},
    {'C', "计算机、通信和其他电子设备制造业"},
    {'C', "仪器仪表制造业"},
    {'C', "其他制造业"},
    {'C', "废弃资源综合利用业"},
    {'C', "金属制品、机械和设备修理业"},
    {'D', "电力、热力生产和供应业"},
    {'D', "燃气生产和供应业"},
    {'D', "水的生产和供应业"},
    {'E', "房屋建筑业"},
    {'E', "土木工程建筑业"},
    {'E', "建筑安装业"},
    {'E', "建筑装饰、装修和其他建筑业"},
    {'F', "批发业"},
    {'F', "零售业"},
    {'G', "铁路运输业"},
    {'G', "道路运输业"},
    {'G', "水上运输业"},
    {'G', "航空运输业"},
    {'G', "管道运输业"},
    {'G', "多式联运和运输代理业"},
    {'G', "装卸搬运和仓储业"},
    {'G', "邮政业"},
    {'H', "住宿业"},
    {'H', "餐饮业"},
    {'I', "电信、广播电视和卫星传输服务"},
    {'I', "互联网和相关服务"},
    {'I', "软件和信息技术服务业"},
    {'J', "货币金融服务"},
    {'J', "资本市场服务"},
    {'J', "保险业"},
    {'J', "其他金融业"},
    {'K', "房地产业"},
    {'L', "租赁业"},
    {'L', "商务服务业"},
    {'M', "研究和试验发展"},
    {'M', "专业技术服务业"},
    {'M', "科技推广和应用服务业"},
    {'N', "水利管理业"},
    {'N', "生态保护和环境治理业"},
    {'N', "公共设施管理业"},
    {'N', "土地管理业"},
    {'O', "居民服务业"},
    {'O', "机动车、电子产品和日用产品修理业"},
    {'O', "其他服务业"},
    {'P', "教育"},
    {'Q', "卫生"},
    {'Q', "社会工作"},
    {'R', "新闻和出版业"},
    {'R', "广播、电视、电影和录音制作业"},
    {'R', "文化艺术业"},
    {'R', "体育"},
    {'R', "娱乐业"},
    {'S', "中国共产党机关"},
    {'S', "国家机构"},
    {'S', "人民政协、民主党派"},
    {'S', "社会保障"},
    {'S', "群众团体、社会团体和其他成员组织"},
    {'S', "基层群众自治组织及其他组织"},
    {'T', "国际组织"},
});
static_assert(k_divisions.size() == 97);

// Groups and classes of division 01, 02, ...
constexpr auto k_classes = std::to_array<std::string_view>({
#define CLASSES(division, groups) groups,
#include "common/kernel/industry_classes.def"
#undef CLASSES
});
static_assert(k_classes.size() == k_divisions.size());

constexpr auto k_sections = std::to_array<std::string_view>({
    "农、林、牧、渔业",
    "采矿业",
    "制造业",
    "电力、热力、燃气及水生产和供应业",
    "建筑业",
    "批发和零售业",
    "交通运输、仓储和邮政业",
    "住宿和餐饮业",
    "信息传输、软件和信息技术服务业",
    "金融业",
    "房地产业",
    "租赁和商务服务业",
    "科学研究和技术服务业",
    "水利、环境和公共设施管理业",
    "居民服务、修理和其他服务业",
    "教育",
    "卫生和社会工作",
    "文化、体育和娱乐业",
    "公共管理、社会保障和社会组织",
    "国际组织",
});
static_assert(k_sections.size() == 'T' - 'A' + 1);

const Division* division_of(std::string_view digits) {
  const auto number = read_digits(digits, 0, 2);
  if (!number || *number < 1 || static_cast<std::size_t>(*number) > k_divisions.size()) return nullptr;
  return &k_divisions[static_cast<std::size_t>(*number) - 1];
}

// The fourth digits that exist behind a group: "123459" for 391; empty where there is no such group.
std::string_view classes_of(std::string_view division, char group) {
  const auto number = read_digits(division, 0, 2);
  std::string_view groups = k_classes[static_cast<std::size_t>(*number) - 1];
  while (!groups.empty()) {
    const std::string_view word = groups.substr(0, groups.find(' '));
    if (word.front() == group) return word.substr(2);
    groups.remove_prefix(std::min(word.size() + 1, groups.size()));
  }
  return {};
}

Expected<void> check_listed(std::string_view digits) {
  if (digits.size() < 3) return {};
  const std::string_view classes = classes_of(digits.substr(0, 2), digits[2]);
  if (classes.empty())
    return fail(ErrorCode::invalid_body,
                bilingual("国民经济行业分类 GB/T 4754-2017 没有中类 {0} / no group {0} in GB/T 4754-2017",
                          digits.substr(0, 3)));
  if (digits.size() == 4 && classes.find(digits[3]) == std::string_view::npos)
    return fail(ErrorCode::invalid_body,
                bilingual("国民经济行业分类 GB/T 4754-2017 没有小类 {0}，中类 {1} 的小类末位为 {2} / no class {0} in "
                          "GB/T 4754-2017: the classes of group {1} end in {2}",
                          digits, digits.substr(0, 3), classes));
  return {};
}
}  // namespace

Expected<Industry> Industry::parse(std::string_view text) {
  const bool lettered = !text.empty() && text.front() >= 'A' && text.front() <= 'Z';
  const std::string_view digits = lettered ? text.substr(1) : text;
  if (digits.size() < 2 || digits.size() > 4 || !read_digits(digits, 0, digits.size()))
    return fail(ErrorCode::invalid_body,
                "行业代码应为 2 至 4 位数字，可带门类字母，如 C3974 / an industry code has 2 to 4 digits, a section "
                "letter may stand before them: C3974");
  const Division* division = division_of(digits);
  if (division == nullptr)
    return fail(ErrorCode::invalid_body,
                bilingual("国民经济行业分类 GB/T 4754-2017 没有大类 {0} / no division {0} in GB/T 4754-2017",
                          digits.substr(0, 2)));
  if (lettered && text.front() != division->section)
    return fail(ErrorCode::invalid_body, bilingual("大类 {0} 属于门类 {1} / division {0} belongs to section {1}",
                                                   digits.substr(0, 2), std::string(1, division->section)));
  return Industry(std::string(digits));
}

Expected<Industry> Industry::stated(std::string_view text) {
  auto industry = parse(text);
  if (!industry) return industry;
  if (auto listed = check_listed(industry->str()); !listed) return fail(listed.error());
  return industry;
}

char Industry::section() const {
  const Division* division = division_of(digits_);
  return division == nullptr ? ' ' : division->section;
}

std::string Industry::with_section() const {
  return empty() ? std::string() : section() + digits_;
}

std::string_view Industry::division() const {
  const Division* division = division_of(digits_);
  return division == nullptr ? std::string_view() : division->name;
}

bool Industry::is_industrial() const {
  return section() >= 'B' && section() <= 'D';
}

bool Industry::covered_by(const Industry& prefix, std::size_t min_level) const {
  return !prefix.empty() && prefix.level() >= min_level && digits_.starts_with(prefix.digits_);
}

bool Industry::same_class(const Industry& other, std::size_t wanted) const {
  return wanted > 0 && level() >= wanted && other.level() >= wanted &&
         std::string_view(digits_).substr(0, wanted) == std::string_view(other.digits_).substr(0, wanted);
}

std::string_view section_title(char section) {
  if (section < 'A' || section > 'T') return {};
  return k_sections[static_cast<std::size_t>(section - 'A')];
}

}  // namespace luodi
