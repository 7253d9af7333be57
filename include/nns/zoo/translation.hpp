// Translators made of recurrent layers.
#pragma once

#include <nns/nns.hpp>

namespace nns::zoo {

using namespace nns::layers;

/// Sutskever, Vinyals and Le 2014: an encoder of four LSTM layers whose last states start a decoder of four, no biases.
/// The source and the target are sequences of word numbers.
template <std::int64_t SourceWords = 160'000, std::int64_t TargetWords = 80'000, std::int64_t Units = 1'000,
          std::int64_t SourceLength = 30, std::int64_t TargetLength = 30>
struct sequence_to_sequence_of : graph<
    node<"source", input<SourceLength>>,
    node<"source_words", embedding<SourceWords, Units>, "source">,
    node<"encoder", rnn<lstm_cell<Units, no_bias>, lstm_cell<Units, no_bias>, lstm_cell<Units, no_bias>,
                        lstm_cell<Units, no_bias>, return_state>, "source_words">,
    node<"target", input<TargetLength>>,
    node<"target_words", embedding<TargetWords, Units>, "target">,
    node<"decoder", rnn<lstm_cell<Units, no_bias>, lstm_cell<Units, no_bias>, lstm_cell<Units, no_bias>,
                        lstm_cell<Units, no_bias>, return_sequences>, "target_words",
         "encoder:1", "encoder:2", "encoder:3", "encoder:4", "encoder:5", "encoder:6", "encoder:7", "encoder:8">,
    node<"word", dense<TargetWords, no_bias, softmax>, "decoder">,
    outputs<"word">> {};

struct sequence_to_sequence : sequence_to_sequence_of<> {};

}  // namespace nns::zoo
