#pragma once
// Documents that the PDF tests measure.
#include <gtest/gtest.h>

#include "common/document/geometry.hpp"
#include "common/document/pdf.hpp"
#include "common/document/words.hpp"
#include "tests/support/pdf/pdf_reader.hpp"

namespace luodi::document::test {

using luodi::test::PdfBox;
using luodi::test::PdfReader;

inline const Instant k_issued = *Instant::parse("2022-08-05T09:00:00+08:00");
inline constexpr double k_exact = 0.02;        // pt: what the measuring programs round
inline constexpr double k_millimetre = mm(1);  // the tolerance of the standard

inline std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i)
    out += text;
  return out;
}

inline Letter short_letter() {
  Letter letter;
  letter.issuer = "绵阳市项目投资促进工作委员会";
  letter.number = "约谈〔2022〕1号";
  letter.title = {"关于开展约谈的通知"};
  letter.addressee = "绵阳高新区管委会";
  letter.body = {Paragraph{0, "", "有关事项通知如下。"}};
  letter.signature = "绵阳市项目投资促进工作委员会";
  letter.date = *CivilDate::parse("2022-08-05");
  return letter;
}

inline std::string bytes_of(const Letter& letter) {
  auto pdf = render(letter, default_families(), k_issued);
  if (!pdf) throw std::runtime_error(pdf.error().detail);
  return pdf->bytes;
}

}  // namespace luodi::document::test
