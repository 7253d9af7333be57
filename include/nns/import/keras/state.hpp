// The state of reading a Keras file between two parts, and the capacity of a part.
#pragma once

#include <nns/import/keras/classes.hpp>

namespace nns::detail {

/// A layer whose braces are open.
struct open_layer {
  enum class stage : std::uint8_t { object, config, list, single };

  layer_record layer{};
  keras_class known{};
  stage at = stage::object;
  bool behind_value = false;
  bool in_config = false;  // the list of layers is in the config's object
  bool has_class = false;
  bool has_config = false;
  bool holds_layers = false;
  bool has_module = false;
  bool is_custom = false;  // of a class that is not Keras', whatever its name
  bool is_bare = false;    // the model, without its class: a config, or a list of layers
  int where[keras_key_count]{};
};

/// Copying it takes fewer steps than making it.
inline constexpr open_layer unopened{};

/// A config without its name, and what was read from it: layers that differ only in their names are read once.
struct known_config {
  slice text{};
  keras_class known{};
  layer_record layer{};
};

/// What was skipped, and whether it contained "trainable": false: the only key that is read without a place of its own,
/// since most layers have it, and few use it.
struct skipped_run {
  slice text{};
  bool freezes = false;
};

/// The state of reading between two parts.
struct keras_state {
  static constexpr int most_open = 24;
  static constexpr int most_runs = 64;
  static constexpr int most_configs = 61;

  int at = 0;
  int depth = -1;  // of the innermost open layer
  int layers = 0;  // counts of what was read so far
  int calls = 0;
  int references = 0;
  int containers = 0;  // open objects around the model
  int characters = 0;  // room for names that are written with escapes
  bool done = false;
  bool cramped = false;  // the next item did not fit in an empty part
  file_fault bad{};
  slice extents{};          // of the last shape that was passed over, with its bracket
  skipped_run runs[most_runs]{};  // to be recognised again
  known_config configs[most_configs]{};
  open_layer open[most_open]{};
};

/// Room for what a part finds.
struct keras_part {
  layer_record* layers;
  int layer_room;
  layer_call* calls;
  int call_room;
  layer_reference* references;
  int reference_room;
  int layers_used = 0;
  int calls_used = 0;
  int references_used = 0;
};

}  // namespace nns::detail
