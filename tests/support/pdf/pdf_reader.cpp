#include "tests/support/pdf/pdf_reader.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

#include "tests/support/process/process.hpp"

namespace luodi::test {

namespace {
std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (line.find_first_not_of(" \f\r") != std::string::npos) out.push_back(line);
  return out;
}

bool has_red(const std::string& line) {
  return line.find("fill:rgb(100%,") != std::string::npos && line.find("fill:rgb(100%,100%") == std::string::npos;
}
}  // namespace

PdfReader::PdfReader(const std::string& bytes) : file_(dir_.write("document.pdf", bytes)) {}

std::string PdfReader::run(const std::string& program, const std::vector<std::string>& arguments) const {
  Process process("/usr/bin/" + program, arguments);
  if (process.wait() != 0) throw std::runtime_error(program + ": " + process.output());
  return process.output();
}

PdfPage PdfReader::page(int number) const {
  const std::string svg = dir_.file("page.svg");
  const std::string n = std::to_string(number);
  // A sheet as large as A4 in whole points, or the page would be scaled to fit 595 by 841.
  run("pdftocairo", {"-svg", "-paperw", "596", "-paperh", "842", "-nocenter", "-f", n, "-l", n, file_, svg});
  static const std::regex use("<use [^>]*x=\"([-0-9.]+)\" y=\"([-0-9.]+)\"");
  static const std::regex path(" d=\"M ([-0-9.]+) ([-0-9.]+) L ([-0-9.]+) ([-0-9.]+) L ([-0-9.]+) ([-0-9.]+) L ");
  PdfPage page;
  bool red = false;
  std::istringstream in(read_file(svg));
  for (std::string line; std::getline(in, line);) {
    std::smatch found;
    if (line.starts_with("<g style")) {
      red = has_red(line);
    } else if (line.find("<use ") != std::string::npos && std::regex_search(line, found, use)) {
      page.glyphs.push_back({std::stod(found[1]), std::stod(found[2]), red});
    } else if (line.find("fill-rule") != std::string::npos && std::regex_search(line, found, path)) {
      page.boxes.push_back(
          {std::stod(found[1]), std::stod(found[2]), std::stod(found[5]), std::stod(found[6]), has_red(line)});
    }
  }
  return page;
}

PdfBox PdfReader::ink(int number, double from, double to, double left, double right) const {
  constexpr int k_dpi = 300;
  const std::string n = std::to_string(number);
  run("pdftoppm", {"-gray", "-r", std::to_string(k_dpi), "-f", n, "-l", n, "-singlefile", file_, dir_.file("page")});
  std::istringstream in(read_file(dir_.file("page.pgm")));
  std::string magic;
  int width = 0;
  int height = 0;
  int white = 0;
  in >> magic >> width >> height >> white;
  in.get();
  PdfBox box{1e9, 1e9, 0, 0, false};
  std::string row(static_cast<std::size_t>(width), ' ');
  for (int y = 0; y < height && in.read(row.data(), width); ++y) {
    if (y * 72.0 / k_dpi < from || y * 72.0 / k_dpi > to) continue;
    for (int x = 0; x < width; ++x) {
      if (x * 72.0 / k_dpi < left || x * 72.0 / k_dpi > right) continue;
      if (static_cast<unsigned char>(row[static_cast<std::size_t>(x)]) > white / 2) continue;
      box.left = std::min(box.left, x * 72.0 / k_dpi);
      box.right = std::max(box.right, (x + 1) * 72.0 / k_dpi);
      box.top = std::min(box.top, y * 72.0 / k_dpi);
      box.bottom = std::max(box.bottom, (y + 1) * 72.0 / k_dpi);
    }
  }
  return box;
}

std::string PdfReader::text(int number) const {
  std::vector<std::string> arguments{"-enc", "UTF-8"};
  if (number > 0)
    for (const char* edge : {"-f", "-l"})
      arguments.insert(arguments.end(), {edge, std::to_string(number)});
  arguments.insert(arguments.end(), {file_, "-"});
  return run("pdftotext", arguments);
}

std::vector<std::string> PdfReader::lines(int number) const {
  return split_lines(text(number));
}

std::vector<PdfFont> PdfReader::fonts() const {
  static const std::regex line_of("^(\\S+) .* (yes|no) +(yes|no) +(yes|no) +[0-9]+ +[0-9]+ *$");
  std::vector<PdfFont> out;
  for (const auto& line : split_lines(run("pdffonts", {file_}))) {
    std::smatch found;
    if (std::regex_match(line, found, line_of))
      out.push_back({found[1], found[2] == "yes", found[3] == "yes", found[4] == "yes"});
  }
  return out;
}

std::string PdfReader::font_of(const std::string& text) const {
  const std::string xml = run("pdftohtml", {"-xml", "-fontfullname", "-zoom", "1", "-i", "-stdout", file_});
  static const std::regex part("<text [^>]*font=\"([0-9]+)\">(.*)</text>");
  static const std::regex markup("<[^>]*>|[ \n]");
  for (std::sregex_iterator at(xml.begin(), xml.end(), part); at != std::sregex_iterator(); ++at) {
    if (std::regex_replace((*at)[2].str(), markup, "") != text) continue;
    std::smatch found;
    if (std::regex_search(xml, found, std::regex("<fontspec id=\"" + (*at)[1].str() + "\"[^>]* family=\"([^\"]*)\"")))
      return found[1];
  }
  return {};
}

std::vector<double> PdfReader::type_sizes() const {
  const std::string xml = run("pdftohtml", {"-xml", "-zoom", "1", "-i", "-stdout", file_});
  static const std::regex spec("<fontspec id=\"[0-9]+\" size=\"([0-9]+)\"");
  std::set<double> sizes;
  for (std::sregex_iterator at(xml.begin(), xml.end(), spec); at != std::sregex_iterator(); ++at)
    sizes.insert(std::stod((*at)[1]));
  return {sizes.begin(), sizes.end()};
}

std::string PdfReader::info(const std::string& field) const {
  for (const auto& line : split_lines(run("pdfinfo", {"-isodates", file_})))
    if (line.starts_with(field + ":")) return line.substr(line.find_first_not_of(' ', field.size() + 1));
  return {};
}

}  // namespace luodi::test
