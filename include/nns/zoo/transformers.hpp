// Language models, and models that combine them with images or speech, under their usual names, in
// nns::zoo::transformers. Each family can be included by itself.
#pragma once

#include <nns/zoo/bert.hpp>
#include <nns/zoo/clip.hpp>
#include <nns/zoo/deepseek.hpp>
#include <nns/zoo/gemma.hpp>
#include <nns/zoo/gpt2.hpp>
#include <nns/zoo/gpt_oss.hpp>
#include <nns/zoo/llama.hpp>
#include <nns/zoo/mixtral.hpp>
#include <nns/zoo/qwen.hpp>
#include <nns/zoo/t5.hpp>
#include <nns/zoo/whisper.hpp>
