// The model of both translation units, and what each of them says of it.
#pragma once

#include <nns/nns.hpp>

#include <string>

using namespace nns::layers;

struct net : nns::sequential<input<8, 8, 3>, named<"stem", conv2d<4, kernel<3>, same, relu>>, flatten, dense<2>> {};

struct said {
  const void* summary;  // where it is
  std::string table;
  std::string json;
};
said here();
said there();
