// A dlib network type is a model: nns::forward<nns::dlib_model<net_type, nns::input<227, 227, 3>>>. All layers of
// dlib 19.24 to 20.0 are known (what each becomes: interop/dlib/layers.hpp). What a network is told at run time
// (other filters, disabled biases, affine's mode) is not in its type and is not seen here.
#pragma once

#include <nns/detail/scratch.hpp>
#include <nns/interop/dlib/layers.hpp>
#include <nns/layers/input.hpp>
#include <nns/summary.hpp>

#include <boost/mp11/algorithm.hpp>

namespace nns::refused {

/// A skip layer, in a message: skip_to_tag<1> is dlib's skip1.
template <unsigned long>
struct skip_to_tag {};

}  // namespace nns::refused

namespace nns::detail {

/// Remembers a tensor under a number.
template <unsigned long Id>
struct dlib_tag {
  static constexpr dlib_part part() { return {.role = dlib_role::tag, .tags = &dlib_tags<Id>.id[0], .count = 1}; }
};
/// Goes back to the tensor with that number.
template <unsigned long Id>
struct dlib_skip {
  static constexpr dlib_part part() { return {.role = dlib_role::skip, .tags = &dlib_tags<Id>.id[0], .count = 1}; }
};
/// A loss computes nothing that an inference needs; some take tagged tensors, which are then the outputs.
template <class Loss>
struct dlib_loss {
  static constexpr dlib_part part() { return {.role = dlib_role::loss}; }
};
template <template <template <class> class...> class Loss, template <class> class... Tags>
struct dlib_loss<Loss<Tags...>> {
  static constexpr dlib_part part() {
    return {.role = dlib_role::loss, .tags = dlib_tags<dlib::tag_id<Tags>::id...>.id, .count = sizeof...(Tags)};
  }
};

/// The layers below those that a repeat<...> copies.
struct dlib_repeated {};

/// A nested network type as a list, input first: recursion over the type, since dlib nests it so.
template <class Net, class Above>
struct dlib_chain;
template <class InputLayer, class... Above>
struct dlib_chain<InputLayer, list<Above...>> {
  using type = list<dlib_input<InputLayer>, Above...>;
};
template <class... Above>
struct dlib_chain<dlib_repeated, list<Above...>> {
  using type = list<Above...>;
};
template <class Layer, class Subnet, class Enabled, class... Above>
struct dlib_chain<dlib::add_layer<Layer, Subnet, Enabled>, list<Above...>>
    : dlib_chain<Subnet, list<dlib_layer<Layer>, Above...>> {};
template <unsigned long Id, class Subnet, class Enabled, class... Above>
struct dlib_chain<dlib::add_tag_layer<Id, Subnet, Enabled>, list<Above...>>
    : dlib_chain<Subnet, list<dlib_tag<Id>, Above...>> {};
template <template <class> class Tag, class Subnet, class... Above>
struct dlib_chain<dlib::add_skip_layer<Tag, Subnet>, list<Above...>>
    : dlib_chain<Subnet, list<dlib_skip<dlib::tag_id<Tag>::id>, Above...>> {};
template <class Loss, class Subnet, class... Above>
struct dlib_chain<dlib::add_loss_layer<Loss, Subnet>, list<Above...>>
    : dlib_chain<Subnet, list<dlib_loss<Loss>, Above...>> {};
template <std::size_t N, template <class> class Repeated, class Subnet, class... Above>
struct dlib_chain<dlib::repeat<N, Repeated, Subnet>, list<Above...>>
    : dlib_chain<Subnet,
                 boost::mp11::mp_append<
                     boost::mp11::mp_repeat_c<typename dlib_chain<Repeated<dlib_repeated>, list<>>::type, N>,
                     list<Above...>>> {};

/// What a message shows for a part: dlib's own type.
template <class Part>
struct dlib_shown {
  using type = Part;
};
template <template <class> class Adapter, class Own>
struct dlib_shown<Adapter<Own>> {
  using type = Own;
};
template <unsigned long Id>
struct dlib_shown<dlib_skip<Id>> {
  using type = refused::skip_to_tag<Id>;
};
template <class Part>
using dlib_shown_of = typename dlib_shown<Part>::type;

template <std::size_t N>
struct dlib_part_table {
  dlib_part parts[N];
};
template <class... Parts>
inline constexpr dlib_part_table<sizeof...(Parts)> expanded_dlib_parts{{Parts::part()...}};
template <class... Parts>
constexpr dlib_part_table<sizeof...(Parts)> lower_dlib_parts(list<Parts...>*) {
  return expanded_dlib_parts<Parts...>;
}
template <class List>
inline constexpr auto dlib_parts_of = lower_dlib_parts(static_cast<List*>(nullptr));

/// Runs the parts of a network; `tagged` holds the latest tensor of each tag.
template <int N>
struct dlib_run {
  struct entry {
    unsigned long id = 0;
    tensor value{};
  };
  machine& m;
  tensor* gathered;
  entry tagged[N]{};
  int used = 0;

  constexpr int place_of(unsigned long id) const {
    int i = 0;
    while (i != used && tagged[i].id != id) ++i;
    return i;
  }
  constexpr void remember(unsigned long id) {
    const int place = place_of(id);
    if (place == used) tagged[used++].id = id;
    tagged[place].value = m.front();
  }
  constexpr bool gather(const dlib_part& p) {
    for (int i = 0; i != p.count; ++i) {
      const int place = place_of(p.tags[i]);
      if (place == used) return m.fail(rule::tag_not_known, static_cast<std::int64_t>(p.tags[i])), false;
      gathered[i] = tagged[place].value;
    }
    return true;
  }
  /// The tensors with the part's tags arrive, after the current one if that is wanted, too.
  constexpr void take(bool with_current, int count) {
    if (!with_current) return m.arrive(gathered, count - 1);
    m.more = gathered;
    m.extra = count;
    m.settle();
  }

  constexpr void run(const dlib_part& p) {
    if (p.role == dlib_role::tag) return remember(p.tags[0]);
    if (!gather(p)) return;
    if (p.role == dlib_role::layer || p.count != 0) take(p.role == dlib_role::layer, p.count);
    if (p.role == dlib_role::layer || p.role == dlib_role::concat) p.work(m);
    if (p.role == dlib_role::loss && m.extra > 0) {
      if (!m.make_room(m.extra)) return;
      for (int i = 0; i != m.extra; ++i) m.produced[i] = m.more[i];
      m.more = m.produced.values;
    }
  }
};

template <class Input, class List, int N>
constexpr void run_dlib_parts(machine& m) {
  step_of<Input>(m);
  if (m.bad) return m.bad.leave(0);
  int most = 0;
  for (const dlib_part& p : dlib_parts_of<List>.parts) most = p.count > most ? p.count : most;
  scratch<tensor> gathered(most);
  dlib_run<N> network{m, gathered.values};
  for (int i = 0; i != N && !m.bad; ++i) {
    network.run(dlib_parts_of<List>.parts[i]);
    if (m.bad) m.bad.leave(i + 1);
  }
}

}  // namespace nns::detail

namespace nns {

/// dlib_model<net_type, input<rows, columns, channels>>: a dlib network as a model, for an image or tensor of that
/// size. The input is one sample of the tensor that dlib's input layer makes; for an input of image pyramids, the tiled
/// image. Every shape is (rows, columns, channels), where dlib writes (k, nr, nc); the output of fc is (1, 1, units).
/// Rows are named after dlib's layers: con, con_1, relu, ... Tags, skips and losses compute nothing and have no rows.
/// Trainable parameters are what dlib's count_parameters counts if no bias is disabled. The running statistics of
/// bn_con and bn_fc and the constants of affine (two per channel) are not trainable. Errors: an input that the input
/// layer does not make, a tag that is not below, a layer that is not known. To declare a layer of your own, specialise
/// nns::layer_traits for its class (the one ending in _).
template <class Net, class Input>
struct dlib_model {
  using nns_model = dlib_model;
  using nns_network = typename detail::dlib_chain<Net, detail::list<>>::type;
  using nns_parts = boost::mp11::mp_push_front<boost::mp11::mp_transform<detail::dlib_shown_of, nns_network>, Input>;
  static constexpr void NNS_STEP(detail::machine& m) {
    constexpr int parts = static_cast<int>(boost::mp11::mp_size<nns_network>::value);
    if (m.begins_model()) return detail::run_dlib_parts<Input, nns_network, parts>(m);
    const detail::machine::scope outer = m.enter("dlib_model");
    m.start();
    detail::run_dlib_parts<Input, nns_network, parts>(m);
    m.leave(outer);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns
