// Language models under their usual names, in nns::zoo::transformers. Each family can be included by itself.
#pragma once

#include <nns/zoo/bert.hpp>
#include <nns/zoo/gpt2.hpp>
#include <nns/zoo/llama.hpp>
