// What is in the file: fonts embedded, every character there again, the same bytes for the same document, and a
// character that no font has is a geta mark, named at the end, not an empty box.
#include <thread>

#include "common/document/characters.hpp"
#include "tests/integration/common/document/samples.hpp"

namespace luodi::document::test {
namespace {

std::string without_blanks(const std::string& text) {
  std::string out;
  for (const char32_t c : code_points(text))
    if (c > U' ' && c != 0x3000) out += utf8_of(c);
  return out;
}

// Rare characters of names: extension A, extension B, GBK beyond GB 2312, new simplified forms.
const std::string k_rare = "㐂𠮷野堃喆珺祎赟玥昇䶮翀𬱖𫖯𬭎𬍛";

TEST(PdfText, EveryFontIsEmbeddedAsASubsetWithItsCharacters) {
  auto letter = short_letter();
  letter.body = {Paragraph{1, "黑体", ""}, Paragraph{2, "楷体", "仿宋"}, Paragraph{0, "", repeated("国", 700)}};
  const PdfReader reader(bytes_of(letter));
  const auto fonts = reader.fonts();
  ASSERT_GE(fonts.size(), 4U) << "小标宋, 仿宋, 楷体, 黑体";
  for (const auto& font : fonts) {
    EXPECT_TRUE(font.embedded) << font.name;
    EXPECT_TRUE(font.subset) << font.name;
    EXPECT_TRUE(font.unicode) << font.name;
  }
}

TEST(PdfText, EveryCharacterComesOutAgain) {
  auto letter = short_letter();
  const std::string body =
      "《绵阳市更大力度促进招商引资10条措施》“主体责任与约谈”（mianyang-2022/6），投资额51.5亿元；姓名：" + k_rare +
      "——破折号……省略号·间隔号。①②③ⅣⅤ℃‰±×÷§№【】〔〕「」￥¥ABCxyz fi fl AV";
  letter.body = {Paragraph{0, "", body}};
  const PdfReader reader(bytes_of(letter));
  const std::string found = without_blanks(reader.text(0));
  EXPECT_NE(found.find(without_blanks(body)), std::string::npos) << found;
  for (const std::string& text :
       {letter.issuer, letter.number, letter.title[0], letter.addressee, letter.signature, date_text(letter.date)})
    EXPECT_NE(found.find(without_blanks(text)), std::string::npos) << text;
}

// In the mark, the title, the body and the signature, as an interview's project name may bring it anywhere.
TEST(PdfText, ACharacterWithoutAnyGlyphIsAGetaMarkAndNamedAtTheEnd) {
  auto letter = short_letter();
  letter.title = {"关于甲\U000E1234项目的通知"};
  letter.addressee = "张\U000E1234园区";
  letter.body = {Paragraph{1, "项目\U0003FFF0", "李\U0003FFF0、王"}};
  const auto pdf = render(letter, default_families(), k_issued);
  ASSERT_TRUE(pdf) << pdf.error().detail;
  EXPECT_EQ(pdf->replaced, (std::vector<std::string>{"U+3FFF0", "U+E1234"}));
  const std::string text = without_blanks(PdfReader(pdf->bytes).text(0));
  for (const std::string part :
       {"关于甲〓项目的通知", "张〓园区", "李〓、王", "（〓代字库未收录的字", "U+3FFF0、U+E1234）"})
    EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
  EXPECT_GT(text.find("（〓代"), text.find("2022年8月5日")) << "below the date";
}

TEST(PdfText, MinutesNameTheirReplacedCharactersToo) {
  Minutes minutes;
  minutes.mark = "约谈纪要";
  minutes.title = {"约谈纪要"};
  minutes.date = *CivilDate::parse("2022-08-05");
  minutes.body = {Paragraph{0, "", "项目😀与\U000323AF。"}};
  minutes.lists = {{"出席", {"张\uE000"}}};
  const auto pdf = render(minutes, default_families(), k_issued);
  ASSERT_TRUE(pdf) << pdf.error().detail;
  const std::string text = without_blanks(PdfReader(pdf->bytes).text(0));
  for (const auto& code : pdf->replaced)
    EXPECT_NE(text.find(code), std::string::npos) << code;
  EXPECT_NE(text.find("与〓。"), std::string::npos) << "CJK extension H";
  EXPECT_NE(text.find("张〓"), std::string::npos) << "private use";
}

TEST(PdfText, WithoutReplacedCharactersThereIsNoAnnotation) {
  const auto pdf = render(short_letter(), default_families(), k_issued);
  ASSERT_TRUE(pdf);
  EXPECT_TRUE(pdf->replaced.empty());
  EXPECT_EQ(PdfReader(pdf->bytes).text(0).find("〓"), std::string::npos);
}

TEST(PdfText, PrivateCharactersAreNotTakenFromForeignFonts) {
  // Many symbol fonts hold pictures there; in a name it would be another sign than the one meant.
  auto letter = short_letter();
  letter.body = {Paragraph{0, "", "王\uF015"}};
  const auto pdf = render(letter, default_families(), k_issued);
  ASSERT_TRUE(pdf) << pdf.error().detail;
  EXPECT_EQ(pdf->replaced, std::vector<std::string>{"U+F015"});
}

TEST(PdfText, FamiliesAreTriedInOrderAndWhatIsNotInstalledIsPassedOver) {
  FontFamilies families = default_families();
  families.of[static_cast<int>(Face::body)] = {parse_choice("No Such Font"), parse_choice("Noto Sans CJK SC:bold")};
  const auto pdf = render(short_letter(), families, k_issued);
  ASSERT_TRUE(pdf) << pdf.error().detail;
  bool serif = false;
  for (const auto& font : PdfReader(pdf->bytes).fonts())
    serif = serif || font.name.find("NotoSerifCJKsc-Regular") != std::string::npos;
  EXPECT_FALSE(serif) << "the body is set in the second family of its list";
}

TEST(PdfText, AFaceWithoutAnyFamilyStillLosesNothing) {
  const auto pdf = render(short_letter(), FontFamilies{}, k_issued);
  ASSERT_TRUE(pdf) << pdf.error().detail;
  EXPECT_NE(without_blanks(PdfReader(pdf->bytes).text(0)).find("有关事项通知如下。"), std::string::npos);
}

TEST(PdfText, TheSameDocumentGivesTheSameBytes) {
  auto letter = short_letter();
  letter.body.push_back(Paragraph{2, "姓名", k_rare + repeated("国", 600)});
  const std::string first = bytes_of(letter);
  EXPECT_EQ(first, bytes_of(letter));
  std::string other;
  std::thread([&] { other = bytes_of(letter); }).join();
  EXPECT_EQ(first, other) << "on another thread";
  EXPECT_EQ(PdfReader(first).info("CreationDate"), "2022-08-05T09:00:00+08");
  letter.number = "约谈〔2022〕2号";
  EXPECT_NE(first, bytes_of(letter));
}

TEST(PdfText, SeveralThreadsSetDocumentsAtOnce) {
  auto letter = short_letter();
  letter.body.push_back(Paragraph{2, "姓名", k_rare});
  const std::string expected = bytes_of(letter);
  constexpr int k_threads = 4;
  std::vector<std::string> made(k_threads);
  {
    std::vector<std::jthread> threads;
    for (auto& bytes : made)
      threads.emplace_back([&] {
        for (int i = 0; i < 3; ++i)
          bytes = bytes_of(letter);
      });
  }
  for (const auto& bytes : made)
    EXPECT_EQ(bytes, expected);
}

TEST(PdfText, NoLineBeginsWithAClosingMark) {
  auto letter = short_letter();
  for (int i = 0; i < 30; ++i)
    letter.body.push_back(Paragraph{0, "",
                                    repeated("国", 20 + i) + "，" + repeated("家", 27) + "（" + repeated("字", 27) +
                                        "）。" + repeated("国", 26) + "“" + repeated("家", 28) + "”、国！"});
  const PdfReader reader(bytes_of(letter));
  const int pages = std::stoi(reader.info("Pages"));
  int looked_at = 0;
  for (int page = 1; page <= pages; ++page)
    for (const auto& line : reader.lines(page)) {
      ++looked_at;
      const auto pieces = pieces_of(line);
      const auto first = std::find_if(pieces.begin(), pieces.end(), [](const Piece& p) { return !p.space; });
      ASSERT_NE(first, pieces.end());
      const bool page_number = first->text == "—";
      EXPECT_TRUE(page_number || !first->no_start) << line;
      EXPECT_FALSE(pieces.back().no_end) << line;
    }
  EXPECT_GT(looked_at, 100);
}

}  // namespace
}  // namespace luodi::document::test
