#pragma once
// What an official document says, before anybody thinks of paper: the elements of GB/T 9704-2012 in its words. Plain
// structs without I/O; rules in services fill them, letter.hpp and minutes.hpp set them on pages.
//
//   Letter letter;
//   letter.issuer = "绵阳市项目投资促进工作委员会";
//   letter.title = {"关于开展约谈的通知"};
//   letter.body.push_back(Paragraph{1, "约谈事由", ""});                    // "一、约谈事由" in 黑体
//   letter.body.push_back(Paragraph{0, "", "该项目连续四个周期无进展。"});  // two characters in
#include <string>
#include <variant>
#include <vector>

#include "common/kernel/civil.hpp"

namespace luodi::document {

// level 0 is plain text; 1 to 4 are numbered 一、 （一） 1. （1） by their order. The heading stands in the face of the
// level (黑体, 楷体, then as the body), the text behind it as the body.
struct Paragraph {
  int level = 0;
  std::string heading;
  std::string text;
};

struct Column {
  std::string title;
  double share = 1;   // of the text's width, in proportion to the others
  bool left = false;  // aligned left instead of centred
};
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};
using Block = std::variant<Paragraph, Table>;

struct Letter {
  std::string issuer;              // 发文机关标志
  std::string number;              // 发文字号
  std::vector<std::string> title;  // parts that stay whole when the title takes several lines
  std::string addressee;           // 主送机关
  std::vector<Block> body;
  std::vector<std::string> attachments;  // 附件: names
  std::string signature;                 // 发文机关署名; room for the seal is left above it
  CivilDate date;                        // 成文日期
  std::string annotation;                // 附注, in brackets below the date
  std::vector<std::string> copies;       // 抄送
};

struct NameList {
  std::string label;               // "出席", "请假", "列席"
  std::vector<std::string> names;  // "单位 姓名"
};
struct Minutes {
  std::string mark;  // 纪要标志: "××纪要"
  std::string number;
  std::string issuer;
  CivilDate date;
  std::vector<std::string> title;
  std::vector<Block> body;
  std::vector<NameList> lists;
  std::string annotation;  // 附注, in brackets below the lists
  std::vector<std::string> copies;
};

}  // namespace luodi::document
