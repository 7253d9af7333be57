// nns cpp FILE: a model as a C++ declaration that compiles and counts the same.
#include "model.hpp"
#include "registry.hpp"

#include <iostream>

namespace tool {

namespace {

int cpp(const arguments& asked) {
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  std::string declared, wrong;
  if (!model->declare(asked, declared, wrong))
    return refuse(asked.files[0], "this cannot be written as a declaration: " + wrong);
  std::cout << declared;
  return kept;
}

const verb entry{50, {"cpp", "FILE", 1, "", "", "the model as a C++ declaration that compiles and counts the same", &cpp}};

}  // namespace

}  // namespace tool
