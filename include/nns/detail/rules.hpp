// Every rule that a model can break: its name, the sentence that its author reads, and what its numbers are called.
// A list to be included with NNS_RULE(name, sentence, numbers...) defined, as often as it is needed: once for the
// names (fault.hpp), once for the messages (explain.hpp). The compiler then points at the rule's own line.
// A number's name is declared in explain.hpp.
#ifndef NNS_RULE
#define NNS_RULE(...)
#endif

// Models
NNS_RULE(empty_model, "this model, or a branch of it, has no layers: give it at least one")
NNS_RULE(no_input, "a model begins with input<...>: there is no input before this layer")
NNS_RULE(second_input,
         "input<...> comes after other layers: a model has one input, at the beginning (for several, use a graph)")
NNS_RULE(input_differs, "a model inside another model declares an input<...> that differs from the shape that arrives")
NNS_RULE(model_inside_itself, "a model contains itself, or compositions are nested more than 100 deep")
NNS_RULE(two_bases, "this type derives from two layers or models: put both into one nns::sequential<...>")
NNS_RULE(not_a_layer,
         "this type is not a layer (no static output(nns::shape)), a sequential or a graph; or an error above broke it")
NNS_RULE(stands_in_conv_lstm, "this layer has a header of its own: #include <nns/layers/conv_lstm.hpp>")
NNS_RULE(stands_in_locally_connected, "this layer has a header of its own: #include <nns/layers/locally_connected.hpp>")
NNS_RULE(stands_in_highway, "this layer has a header of its own: #include <nns/layers/highway.hpp>")
NNS_RULE(stands_in_product, "this layer has a header of its own: #include <nns/layers/product.hpp>")
NNS_RULE(stands_in_window_attention, "this layer has a header of its own: #include <nns/layers/window_attention.hpp>")
NNS_RULE(stands_in_pooled_attention, "this layer has a header of its own: #include <nns/layers/pooled_attention.hpp>")
NNS_RULE(stands_in_latent_attention,
         "this layer has a header of its own: #include <nns/layers/latent_attention.hpp>")
NNS_RULE(stands_in_transformer, "this layer has a header of its own: #include <nns/models/transformer.hpp>")
NNS_RULE(stands_in_rearranging, "this layer has a header of its own: #include <nns/layers/rearranging.hpp>")
NNS_RULE(stands_in_slicing, "this layer has a header of its own: #include <nns/layers/slicing.hpp>")
NNS_RULE(stands_in_tensor, "this layer has a header of its own: #include <nns/layers/tensor.hpp>")
NNS_RULE(stands_in_preprocessing, "this layer has a header of its own: #include <nns/layers/preprocessing.hpp>")
NNS_RULE(stands_in_blocks, "this layer has a header of its own: #include <nns/models/blocks.hpp>")
NNS_RULE(layer_without_cost,
         "this layer has no static nns::cost cost(nns::shape, nns::shape); if it costs nothing, return {}")
NNS_RULE(option_among_layers, "this is an option, not a layer: write it between the < > of the layer that it changes")
NNS_RULE(part_of_something_else, "node and outputs belong in a graph, shared in a node, shortcut in a residual")
NNS_RULE(own_extent_not_positive,
         "a layer or a function of your own returned a shape with an extent below 1", axis, extent)
NNS_RULE(cost_is_negative, "a layer of your own returned a negative number, or more trainable parameters than parameters")
NNS_RULE(refused_by_its_layer, "a layer of your own refuses its input, and says why")
NNS_RULE(file_not_understood, "the model's file is refused, and its reader says why")
NNS_RULE(shapes_are_the_files, "the model's file fixes the shapes of all tensors: it has no other shapes")
NNS_RULE(own_layer_without_output, "a layer of your own returned an empty list of shapes: a layer has at least one output")
NNS_RULE(not_accepted, "the layer does not accept the shape that arrives: its accepts(nns::shape) returned false")
NNS_RULE(other_count_of_shapes, "the number of shapes differs from the number of the model's inputs", given)
NNS_RULE(count_overflows_63_bits, "a count of this layer, or a total up to it, does not fit in 63 bits")
NNS_RULE(too_many_rows, "the copies make more rows than a summary can hold", times)
NNS_RULE(repeat_count_negative, "repeat<n, ...> needs an n of at least 1", times)
NNS_RULE(name_used_twice, "a name is used twice: give each row and each node a name of its own")

// Numbers and options
NNS_RULE(extent_not_positive, "every extent, window, stride and dilation must be at least 1", axis, value)
NNS_RULE(size_not_positive, "the layer's size (units, filters, groups, multiplier, ...) must be at least 1", value)
NNS_RULE(padding_negative, "padding and cropping must not be negative", axis, value)
NNS_RULE(not_a_number,
         "the layer's number must be an integer, nns::extents{...} or nns::sides{...}; an option's an integer")
NNS_RULE(wrong_count_of_numbers, "the layer was given too many or too few numbers", needed, given)
NNS_RULE(one_number_or_one_per_axis, "give one number, or one for each spatial axis", axes, given)
NNS_RULE(not_an_option, "one of the options of the layer is not an option")
NNS_RULE(layer_among_options, "a layer is given as an option: write dense<4, softmax>, not dense<4, activation<softmax>>")
NNS_RULE(option_given_twice, "an option is given twice, or together with one that excludes it (same, valid; relu, tanh_)")
NNS_RULE(option_not_known_to_the_layer, "the layer does not take this option")
NNS_RULE(not_an_activation, "activation<...> and recurrent_activation<...> take an activation: relu, tanh_, ...")
NNS_RULE(not_a_shape_function, "lambda<F> needs a type F with a constexpr call operator from nns::shape to nns::shape")

// Shapes
NNS_RULE(wrong_rank, "the shape that arrives has the wrong rank for this layer", needed, arrived_rank)
NNS_RULE(wrong_rank_of_a_batch,
         "the shape that arrives has the wrong rank for this layer: shapes are channels last, without the batch (input<28, 28, 1>)", needed,
         arrived_rank)
NNS_RULE(rank_too_small, "the shape that arrives has too few axes for this layer", needed_at_least, arrived_rank)
NNS_RULE(rank_too_large, "the shape that arrives has too many axes for this layer", needed_at_most, arrived_rank)
NNS_RULE(rank_above_eight, "a shape has at most eight extents", rank)
NNS_RULE(axis_out_of_range,
         "there is no such axis: axes count from 1 (0 is the batch), or from -1, the last one", axis, rank)
NNS_RULE(one_axis_only, "the layer works along exactly one axis", axes_given)
NNS_RULE(axis_given_twice, "an axis is given twice", axis)
NNS_RULE(reshape_changes_elements, "a reshape keeps the number of elements", arrived_elements, target_elements)
NNS_RULE(two_inferred_extents, "only one extent of a reshape can be inferred (-1)")
NNS_RULE(not_a_permutation, "permute<...> must name each axis, from 1 to the rank, exactly once", number, rank)
NNS_RULE(cropped_away, "nothing is left: cropping or padding removes the whole extent", extent, cropped)
NNS_RULE(squeezed_extent_not_one, "only axes of extent 1 can be squeezed", axis, extent)
NNS_RULE(only_one_is_stretched, "broadcast_to<...> stretches extents of 1 only", extent, target)
NNS_RULE(extent_not_known, "the layer has an output for each part of this extent, but the extent is not known", axis)
NNS_RULE(not_divisible, "the extent is not divisible into equal parts", extent, parts)
NNS_RULE(longer_than_its_table, "the input is longer than the number of learned positions", length, positions)
NNS_RULE(parts_do_not_fill, "the parts of a split do not add up to the extent", extent, parts)
NNS_RULE(extents_contradict,
         "the file contradicts itself: these extents must be equal, or the first a multiple of the second", one_extent,
         other_extent)
NNS_RULE(out_of_range, "an index or a range is outside the input", index, extent)

// Windows
NNS_RULE(kernel_missing, "the layer needs its kernel<...>")
NNS_RULE(kernel_larger_than_padded_input, "the (dilated) kernel is larger than the padded input", kernel, padded_input)
NNS_RULE(kernel_larger_where_channels_may_stand_first,
         "the (dilated) kernel is larger than the padded input: shapes are channels last, as in input<224, 224, 3>",
         kernel, padded_input)
NNS_RULE(channels_not_divisible_by_groups, "the input's channels are not divisible by the groups", channels, groups)
NNS_RULE(groups_where_channels_may_stand_first,
         "the input's channels are not divisible by the groups: shapes are channels last, without the batch", channels,
         groups)
NNS_RULE(filters_not_divisible_by_groups, "the filters are not divisible by the groups", filters, groups)
NNS_RULE(strides_and_dilation, "a convolutional LSTM can have strides or a dilation above 1, not both")
NNS_RULE(causal_is_for_one_dimension, "causal padding is for conv1d only: it needs one axis, time")
NNS_RULE(padding_above_half_the_window, "a pool's padding must be at most half its window", padding, window)
NNS_RULE(output_padding_not_below_stride, "the output padding must be below the stride (or dilation)", padding, stride)

// Merges
NNS_RULE(shapes_differ,
         "the shapes to be merged do not match: extents must be equal, or 1 (a residual can have a shortcut<...>)",
         one_extent, other_extent)
NNS_RULE(ranks_differ, "the shapes to be concatenated have different ranks", one_rank, other_rank)
NNS_RULE(extents_differ_outside_the_axis, "concatenated shapes may differ along the axis only", one_extent, other_extent)
NNS_RULE(too_few_inputs, "the layer needs more inputs", needed, arriving)
NNS_RULE(too_many_inputs, "more inputs arrive than the layer takes", taken, arriving)
NNS_RULE(too_many_outputs, "a layer has at most 10,000 outputs", outputs)
NNS_RULE(two_shortcuts, "a residual has at most one shortcut<...>", shortcuts)

// Recurrent layers, wrappers, attention
NNS_RULE(no_time_axis, "the layer needs an input with a time axis: (time, features), which return_sequences keeps",
         needed_rank, arrived_rank)
NNS_RULE(not_recurrent,
         "bidirectional<...> wraps one recurrent layer, or two that both return all steps or both the last")
NNS_RULE(not_a_cell, "rnn<...> takes cells: simple_rnn_cell, lstm_cell, gru_cell")
NNS_RULE(cell_outside_rnn, "a cell is not a layer: wrap it in rnn<...>")
NNS_RULE(no_cells, "rnn<...> needs a cell")
NNS_RULE(inner_layer_needs_one_input, "a wrapped layer must have one input and one output")
NNS_RULE(used_experts, "mixture_of_experts<experts, used, ...> must use at least one expert, and at most all", experts, used)
NNS_RULE(scores_of_experts, "the router must make one score for each expert", experts, scores)
NNS_RULE(experts_change_tokens,
         "an expert must map each token to one vector: (tokens, features) to (tokens, features)", tokens,
         made)
NNS_RULE(experts_are_one_layer,
         "mixture_of_experts<...> takes an expert, and at most one routed_by and one shared_expert", given)
NNS_RULE(part_of_a_mixture, "shared_expert and routed_by belong in a mixture_of_experts<experts, used, ...>")
NNS_RULE(heads_do_not_divide,
         "the heads must divide the channels, and the key heads must divide the query heads", size, heads)
NNS_RULE(tokens_do_not_fill_the_grid, "the tokens must be one class token and the positions of the grid", tokens, needed)
NNS_RULE(input_ranks_differ, "query, value and key must have the same rank", one_rank, other_rank)
NNS_RULE(attended_extents_differ,
         "query, value and key differ along an axis that attention does not run along", one_extent, other_extent)
NNS_RULE(value_and_key_lengths_differ, "keys and values have different lengths", keys, values)
NNS_RULE(cached_keys_differ,
         "with keys and values as a separate input, cached<n> must be their number: all of them are cached", cached,
         keys)
NNS_RULE(cached_not_negative, "cached<n> is the number of earlier keys: 0 or more", value)
NNS_RULE(widths_differ, "two inputs that are multiplied have different widths", one_width, other_width)
NNS_RULE(batch_is_moved,
         "this product moves the batch, sums over it, or multiplies it by itself: the cost of one instance is not certain")
NNS_RULE(operands_not_understood, "a factor is neither an input of the layer nor an array of numbers")
NNS_RULE(equation_not_understood, "the einsum equation is not of the form ab,bc->ac, or does not fit its shapes")

// Graphs
NNS_RULE(not_a_node, "a graph takes only node<\"name\", layer, \"input\"...> and outputs<\"name\"...>")
NNS_RULE(name_not_known, "an input, an output or a shared<...> names a node that does not exist")
NNS_RULE(output_not_there, "an input names an output that its node does not have", output, outputs)
NNS_RULE(cycle, "the graph has a cycle through this node")
NNS_RULE(node_not_used, "this node is never used: no node takes it as input, and outputs<...> does not name it")
NNS_RULE(node_without_inputs, "a node needs the names of its inputs; only input<...> nodes have none")
NNS_RULE(input_node_with_inputs, "an input<...> node takes no inputs")
NNS_RULE(inputs_do_not_match, "a graph inside another model needs as many inputs as it declares", declared, arriving)
NNS_RULE(shared_weights_differ,
         "a shared layer would need other weights for this input: its shape differs from the first", first, now)
NNS_RULE(share_of_a_share, "shared<...> must name a node with a layer of its own, not another shared<...>")

// dlib's networks
NNS_RULE(input_layer_differs, "the input<...> has an extent that dlib's input layer does not make", needed, given)
NNS_RULE(tag_not_known, "no layer below this one has the tag", tag)

#undef NNS_RULE
