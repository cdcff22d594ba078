#pragma once
// Fonts finds a glyph for every character: the first family of the face's list that is installed and has it, then any
// installed outline font, and where nobody has it the geta mark 〓 stands in its place, as printers have it, and the
// character is remembered as missing. One
// object for one document, on one thread; several threads may each use their own (pango keeps a font map per thread).
//
//   Fonts fonts(default_families());
//   const Shaped& word = fonts.shape(Face::body, 16, "绵阳");
//   if (!fonts.missing().empty()) ...
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace luodi::document {

enum class Face { title, body, kai, hei, song };  // 小标宋, 仿宋, 楷体, 黑体, 宋体
inline constexpr int k_faces = 5;

struct FontChoice {
  std::string family;
  bool bold = false;
  bool han_only = false;  // its digits and marks are not wanted: those of AR PL UKai stand as in traditional text
};
// For each face, in order of preference. The licensed fonts of the standard come first, the ones that Debian ships
// stand in for them.
struct FontFamilies {
  std::vector<FontChoice> of[k_faces];
};
FontFamilies default_families();
// "FangSong", "Noto Serif CJK SC:bold", "AR PL UKai CN:han".
FontChoice parse_choice(std::string_view text);

// A piece of text as glyphs of one or several fonts, and how far it reaches. Valid as long as its Fonts.
struct Shaped;

class Fonts {
 public:
  explicit Fonts(const FontFamilies& families);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  const Shaped& shape(Face face, double size, const std::string& text);
  double advance(Face face, double size, const std::string& text);
  struct Extent {
    double above = 0;  // of the base line
    double below = 0;
  };
  Extent ink(const Shaped& shaped) const;     // of what is really drawn
  const std::set<char32_t>& missing() const;  // 〓 itself only where no font has even that
  // The first installed family of a face, for the log; empty when none is.
  std::string installed(Face face) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace luodi::document
