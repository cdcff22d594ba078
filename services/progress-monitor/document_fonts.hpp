#pragma once
// The fonts of official documents as the operator names them, each face an ordered list; what is not named keeps its
// default (common/document/fonts.cpp). The licensed fonts of the standard are not Debian's: installed where fontconfig
// finds them (~/.fonts, /usr/local/share/fonts), they come first by themselves.
//
//   [fonts]
//   title = ["FZXiaoBiaoSong-B05S", "Noto Serif CJK SC:bold"]   # 小标宋
//   body = ["FangSong", "Noto Serif CJK SC"]                    # 仿宋
//   kai = ["KaiTi", "AR PL UKai CN:han"]                        # 楷体; :han = its Chinese characters only
//   hei = ["SimHei", "Noto Sans CJK SC:bold"]                   # 黑体
//   song = ["SimSun", "Noto Serif CJK SC"]                      # 宋体: page numbers
#include <map>
#include <string>

#include "common/document/fonts.hpp"
#include "common/runtime/config.hpp"

namespace luodi::monitor {

document::FontFamilies read_font_families(const runtime::ServiceConfig& config);

// "title" -> "Noto Serif CJK SC": the first family of each face that is installed, empty where none is. Reads the font
// cache: pool work.
std::map<std::string, std::string> installed_fonts(const document::FontFamilies& families);

}  // namespace luodi::monitor
