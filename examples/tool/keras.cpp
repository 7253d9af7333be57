// Keras' files: JSON, as model.to_json() writes it, and as it stands in archives. What no other format claims is taken
// for one, and refused with its place.
#include "keras_declaration.hpp"
#include "model.hpp"
#include "registry.hpp"

#include <nns/import/keras_file.hpp>

#include <iostream>

namespace tool {

namespace {

/// The library's sentences name what stands in a program; here, the options that say the same.
std::string in_options(std::string message) {
  constexpr std::string_view words[][2] = {
      {"nns::assume_zero<\"Class\", nns::shape{...}>", "--assume-zero Class=1,2,3"},
      {"nns::assume_zero<...>", "--assume-zero Class[=1,2,3]"},
      {"nns::known_as<...>", "--known-as \"Class=dense<1>\""},
      {"nns::input<...>", "--input 224x224x3"},
  };
  for (const auto& [program, option] : words)
    for (std::size_t at = message.find(program); at != std::string::npos; at = message.find(program, at))
      message.replace(at, program.size(), option);
  return message;
}

class keras_model final : public model {
 public:
  keras_model(content file, const nns::keras_options& options)
      : model(std::move(file.path)), file_(std::move(file.bytes), options) {}

  [[nodiscard]] const nns::keras_file& file() const { return file_; }
  [[nodiscard]] const nns::summary_view& summary() const override { return file_.summary(); }
  [[nodiscard]] std::vector<std::string> assumed() const override { return file_.assumed(); }
  [[nodiscard]] memory_of_model memory(const arguments& how) const override {
    return planned(file_, how.memory(), "an extent of the input is not known, so there is no plan: give it with --input 224x224x3");
  }
  bool declare(const arguments& how, std::string& into, std::string& wrong) const override {
    return declare_keras(file_, how.inputs, into, wrong);
  }

 private:
  nns::keras_file file_;
};

nns::keras_options options_of(const std::string& path, const arguments& how) {
  nns::keras_options options;
  options.inputs = how.inputs;
  options.assume_zero = how.assume_zero;
  options.known_as = how.known_as;
  options.how = how.counted();
  options.name = name_of(path);
  return options;
}

std::unique_ptr<model> open_keras(content file, const arguments& how) {
  auto opened = made_by(how, [&](const arguments& by) {
    return std::make_unique<keras_model>(content{file.path, bytes_for(file, by)}, options_of(file.path, by));
  });
  if (opened->file()) return opened;
  const nns::keras_error& e = opened->file().error();
  std::cerr << opened->path << ':' << e.line << ':' << e.column << ": " << in_options(e.message) << '\n';
  return nullptr;
}

const format keras{100, {
  "Keras JSON (model.to_json(), or a .keras archive)", [](const std::string&) { return true; }, &open_keras}};

}  // namespace

}  // namespace tool
