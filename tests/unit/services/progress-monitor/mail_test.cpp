#include "services/progress-monitor/domain/mail.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Mail, Base64Vectors) {  // RFC 4648 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Mail, EncodedWordsAreShortAndWhole) {
  const std::string subject =
      "【约谈通知】约谈〔2022〕1号：一个名字很长的新型显示产业基地建设项目（二期）以及配套的研发中心";
  const std::string text = encode_header_text(subject, 9);
  std::size_t from = 0;
  bool first = true;
  while (from < text.size()) {
    auto end = text.find("\r\n ", from);
    if (end == std::string::npos) end = text.size();
    EXPECT_LE(end - from, first ? 75U - 9U : 75U);
    EXPECT_EQ(text.substr(from, 10), "=?UTF-8?B?");
    EXPECT_EQ((end - from - 12) % 4, 0U) << "each word decodes by itself";
    from = end + 3;
    first = false;
  }
  EXPECT_EQ(encode_header_text("Plain", 9), "Plain");
}

TEST(Mail, DateIsRfc5322InShanghai) {
  EXPECT_EQ(mail_date(at("2022-08-05", 9, 30)), "Fri, 05 Aug 2022 09:30:00 +0800");
}

TEST(Mail, OneAddressAndNothingElse) {
  EXPECT_TRUE(is_plain_address("park@example.org"));
  for (auto bad : {"", "nobody", "@x", "a@", "a@b@c", "a@b, c@d", "a@b\r\nBcc: c@d", "a b@c", "<a@b>"})
    EXPECT_FALSE(is_plain_address(bad)) << bad;
}

TEST(Mail, CarriesTextHtmlAndAttachments) {
  Notification n;
  n.message.subject = "通知";
  n.message.text = "<b>项目</b> & 其他";
  const auto mail = compose_mail("ntf_1", n, {{"落地", "luodi@example.org"}, "luodi.example"},
                                 {{"notice.pdf", "application/pdf", "%PDF-"}});
  EXPECT_TRUE(has(mail, "Content-Type: text/plain; charset=UTF-8\r\n"));
  EXPECT_TRUE(has(mail,
                  "Content-Type: application/pdf; name=\"notice.pdf\"\r\nContent-Disposition: attachment; "
                  "filename=\"notice.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
                      base64("%PDF-")));
  const auto html = mail.find("Content-Type: text/html; charset=UTF-8\r\n");
  ASSERT_NE(html, std::string::npos);
  auto encoded = mail.substr(mail.find("\r\n\r\n", html) + 4);
  encoded = encoded.substr(0, encoded.find("--"));
  std::erase_if(encoded, [](char c) { return c == '\r' || c == '\n'; });
  const std::string page =
      "<!DOCTYPE html>\r\n<html lang=\"zh-CN\"><head><meta charset=\"UTF-8\"><title>通知</title></head>\r\n"
      "<body><h3>通知</h3>\r\n<p>&lt;b&gt;项目&lt;/b&gt; &amp; 其他</p></body></html>\r\n";
  EXPECT_EQ(encoded, base64(page));
}

TEST(Mail, HeadersAreStableAndSayThatAMachineWrites) {
  Notification n;
  n.message.address = "park@example.org";
  n.message.subject = "约谈\r\nBcc: evil@example.org";
  n.message.text = "正文";
  n.created_at = at("2022-08-05", 9, 30);
  const MailSender sender{{"落地", "luodi@example.org"}, "luodi.example"};
  const auto mail = compose_mail("ntf_1", n, sender);
  EXPECT_TRUE(has(mail, "Message-ID: <ntf_1@luodi.example>\r\n"));
  EXPECT_TRUE(has(mail, "Auto-Submitted: auto-generated\r\n"));
  EXPECT_TRUE(has(mail, "To: <park@example.org>\r\n"));
  EXPECT_FALSE(has(mail, "Bcc"));
  EXPECT_FALSE(has(mail, "text/calendar"));
  EXPECT_EQ(mail, compose_mail("ntf_1", n, sender));
  n.message.invitation = Invitation{"int_1@l", 0, "CANCEL", "CANCELLED", n.created_at, n.created_at, 60, "s", "", ""};
  EXPECT_TRUE(has(compose_mail("ntf_1", n, sender), "text/calendar; method=CANCEL; charset=UTF-8"));
}
}  // namespace
}  // namespace luodi::monitor::test
