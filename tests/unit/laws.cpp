// Laws that any estimator must keep, over random networks: copies, batches, nesting, reshapes, wiring, and convolutions
// against their transposes. Both sides are the library's; what one layer costs is proved in proof.cpp.
#include "catch.hpp"

#include "proof/composing.hpp"

namespace {

using namespace proof;

const std::string none;

TEST_CASE("repeat n is n times one", "[laws]") {
  int kept = 0;
  for (std::uint64_t seed = 700'000; seed != 700'600; ++seed) {
    clear_work();
    proof::random r{seed};
    const nns::shape x = draw_shape(r);
    const bool keeps = r.once_in(2);
    std::vector<detail::table_step> body;
    nns::shape at = x;
    for (auto n = r.between(1, 3); n != 0; --n) {
      body.push_back(put_to_work(keeps ? draw_layer_that_keeps(r, at) : draw_layer_on(r, at)));
      at = run_on(x, body).output;
    }
    kept += at == x;
    const auto n = r.between(1, 4);
    std::vector<detail::table_step> written_out;
    for (auto i = n; i != 0; --i) written_out.insert(written_out.end(), body.begin(), body.end());
    const std::size_t group = put_group_to_work(body);
    for (const nns::counting how : {nns::convention::standard, nns::convention::in_bounds,
                                      nns::convention::element_wise, nns::convention::original}) {
      detail::machine m;
      m.how = how;
      m.arrive({x});
      detail::run_copies(m, steps_of(groups_at_work[group]), n);
      const answer repeated{m.bad.broken, m.x, m.sum};
      INFO(list_of_layers(seed, x) << ", " << n << " times");
      REQUIRE(difference_of(repeated, run_on(x, written_out, how)) == none);
      if (at == x) {
        const answer once = run_on(x, body, how);
        REQUIRE(m.sum.forward.value == n * once.sum.forward.value);
        REQUIRE(m.sum.trainable.value == n * once.sum.trainable.value);
        REQUIRE(m.sum.activations.value == n * once.sum.activations.value);
      }
    }
  }
  REQUIRE(kept > 100);
}

TEST_CASE("a batch scales linearly, and training adds the backward pass", "[laws]") {
  for (std::uint64_t seed = 710'000; seed != 710'300; ++seed) {
    proof::random r{seed};
    const auto forward = r.between(0, 1'000'000'000), parameters = r.between(0, 1'000'000);
    const auto activations = r.between(0, 1'000'000);
    const auto b = r.between(1, 1'000), c = r.between(1, 1'000);
    for (const nns::phase p : {nns::phase::inference, nns::phase::training}) {
      const auto of = [&](std::int64_t batch) {
        return detail::estimate_totals(forward, 2 * forward, parameters, activations, p, nns::batch{batch}, 4);
      };
      INFO("seed " << seed);
      REQUIRE(of(b).macs == b * of(1).macs);
      REQUIRE(of(b).activations == b * of(1).activations);
      REQUIRE(of(b).activation_bytes == b * of(1).activation_bytes);
      REQUIRE(of(b).parameters == of(1).parameters);
      REQUIRE(of(b).parameter_bytes == of(1).parameter_bytes);
      REQUIRE(of(b).macs + of(c).macs == of(b + c).macs);
    }
  }
}

/// A layer that only moves elements, for this shape.
setting draw_move(proof::random& r, const nns::shape& x) {
  for (;;) {
    setting s;
    const int axes = x.rank() - 1;
    const auto spatial = [&](const detail::family* a, const detail::family* b, const detail::family* c) {
      s.kind = axes == 1 ? a : axes == 2 ? b : c;
      s.numbers = {r.between(1, 2)};
    };
    switch (r.between(0, 6)) {
      case 0: s.kind = &nns::flatten::kind; break;
      case 1: {
        s.kind = &detail::reshape_family;
        const auto part = r.between(1, 6);
        if (x.elements() % part != 0) continue;
        s.numbers = r.once_in(2) ? nns::shape{part, -1} : nns::shape{x.elements() / part, part};
        break;
      }
      case 2: {
        s.kind = &detail::permute_family;
        for (int i = 0; i != x.rank(); ++i) s.numbers.push_back((i + 1) % x.rank() + 1);
        break;
      }
      case 3:
        if (x.rank() != 1) continue;
        s.kind = &detail::repeat_vector_family;
        s.numbers = {r.between(1, 4)};
        break;
      case 4:
        if (axes < 1 || axes > 3) continue;
        spatial(&detail::zero_padding1d_family, &detail::zero_padding2d_family, &detail::zero_padding3d_family);
        break;
      case 5:
        if (axes < 1 || axes > 3) continue;
        spatial(&detail::cropping1d_family, &detail::cropping2d_family, &detail::cropping3d_family);
        break;
      default:
        if (axes < 1 || axes > 3) continue;
        spatial(&detail::up_sampling1d_family, &detail::up_sampling2d_family, &detail::up_sampling3d_family);
    }
    const answer a = ask(s, {x});
    if (a.broken == detail::rule::none && a.output.elements() <= 10'000) return s;
  }
}

TEST_CASE("what moves elements costs nothing", "[laws]") {
  for (std::uint64_t seed = 720'000; seed != 720'600; ++seed) {
    clear_work();
    proof::random r{seed};
    const nns::shape x = draw_shape(r);
    std::vector<detail::table_step> all;
    nns::shape at = x;
    std::int64_t elements = 0;
    for (auto n = r.between(1, 5); n != 0; --n) {
      all.push_back(put_to_work(draw_move(r, at)));
      at = run_on(x, all).output;
      elements += at.elements();
    }
    const answer a = run_on(x, all);
    INFO(list_of_layers(seed, x));
    REQUIRE(a.sum.forward.value == 0);
    REQUIRE(a.sum.backward().value == 0);
    REQUIRE(a.sum.trainable.value + a.sum.fixed.value == 0);
    REQUIRE(a.sum.activations.value == elements);
  }
}

// A dense layer multiplies along the last axis: any reshape of the leading extents leaves its cost.
TEST_CASE("a reshape that keeps the last axis leaves a dense layer's cost", "[laws]") {
  for (std::uint64_t seed = 730'000; seed != 730'300; ++seed) {
    clear_work();
    proof::random r{seed};
    const nns::shape x = random_shape(r, static_cast<int>(r.between(2, 4)), 6);
    const detail::table_step dense_step =
        put_to_work({.kind = &detail::dense_family, .numbers = {r.between(1, 9)}});
    const detail::table_step reshape_step = put_to_work({.kind = &detail::reshape_family, .numbers = {-1, x.back()}});
    const answer direct = run_on(x, {dense_step});
    const answer reshaped = run_on(x, {reshape_step, dense_step});
    INFO(list_of_layers(seed, x));
    REQUIRE(direct.sum.forward == reshaped.sum.forward);
    REQUIRE(direct.sum.trainable == reshaped.sum.trainable);
    REQUIRE(direct.output.elements() == reshaped.output.elements());
  }
}

// The transposed convolution is the gradient of the convolution: from its output's shape with its kernel it leads back,
// with as many multiply-adds and, biases aside, as many weights.
TEST_CASE("a convolution and its transpose cost the same in opposite directions", "[laws]") {
  int compared = 0;
  for (std::uint64_t seed = 740'000; seed != 743'000; ++seed) {
    proof::random r{seed};
    const int axes = static_cast<int>(r.between(1, 3));
    drawn forth = draw_convolution(r, window_kind::convolution, axes);
    setting& s = forth.layer;
    if (forth.reference == nullptr || s.given.padding == detail::padding_mode::causal) continue;
    const answer there = ask(s, forth.inputs);
    const int channel = s.given.channels_first ? 0 : axes;
    setting back = s;
    back.kind = window_family(window_kind::transposed, axes);
    back.numbers = {forth.inputs[0][channel]};
    nns::shape rest;
    if (s.given.padding != detail::padding_mode::same) {
      // Which of the inputs that end in this output it was: (N + 2 p - e) mod s.
      back.given.padding = detail::padding_mode::explicit_;
      for (int i = 0; i != axes; ++i) {
        const int at = i + (s.given.channels_first ? 1 : 0);
        const auto e = s.given.dilation[i] * (s.given.kernel[i] - 1) + 1;
        rest.push_back((forth.inputs[0][at] + 2 * s.given.pads[i] - e) % s.given.strides[i]);
      }
      back.given.output_padding = rest;
      back.given.given |= detail::only(option::output_padding);
    }
    const answer back_again = ask(back, {there.output});
    ++compared;
    INFO(describe(seed, s, forth.inputs));
    REQUIRE(back_again.broken == detail::rule::none);
    REQUIRE(back_again.sum.forward == there.sum.forward);
    const auto weights = [](const answer& a, const setting& of) {
      return a.sum.trainable.value - (of.given.bias ? of.numbers[0] : 0);
    };
    REQUIRE(weights(there, s) == weights(back_again, back));
    if (s.given.padding == detail::padding_mode::same) continue;  // leads to the largest input that ends there
    REQUIRE(back_again.output == forth.inputs[0]);
    // What is padding one way is cropped the other way.
    REQUIRE(ask(back, {there.output}, nns::convention::in_bounds).sum.forward ==
            ask(s, forth.inputs, nns::convention::in_bounds).sum.forward);
  }
  REQUIRE(compared > 1'500);
}

/// Brackets around neighbours, at random, several deep.
std::vector<detail::table_step> bracket(proof::random& r, std::vector<detail::table_step> flat) {
  for (auto n = r.between(1, 5); n != 0; --n) {
    const auto first = r.between(0, static_cast<std::int64_t>(flat.size()) - 1);
    const auto last = r.between(first, static_cast<std::int64_t>(flat.size()) - 1) + 1;
    const std::size_t group = put_group_to_work({flat.begin() + first, flat.begin() + last});
    flat.erase(flat.begin() + first, flat.begin() + last);
    flat.insert(flat.begin() + first, steps.group[group]);
  }
  return flat;
}

TEST_CASE("nesting changes no total", "[laws]") {
  for (std::uint64_t seed = 750'000; seed != 750'600; ++seed) {
    clear_work();
    proof::random r{seed};
    const nns::shape x = draw_shape(r);
    std::vector<detail::table_step> flat;
    nns::shape at = x;
    for (auto n = r.between(1, 8); n != 0; --n) {
      flat.push_back(put_to_work(draw_layer_on(r, at)));
      at = run_on(x, flat).output;
    }
    INFO(list_of_layers(seed, x));
    REQUIRE(difference_of(run_on(x, bracket(r, flat)), run_on(x, flat)) == none);
  }
}

/// A network of branches, a merge and a tail, as indices into the layers at work.
struct forked {
  std::vector<std::vector<detail::table_step>> branches;
  std::vector<detail::table_step> tail;
  const detail::family* merge = nullptr;
  detail::options given{};
};

bool draw_forked(proof::random& r, const nns::shape& x, forked& f) {
  std::vector<nns::shape> ends;
  for (int i = 0; i != 3; ++i) {
    std::vector<detail::table_step>& branch = f.branches.emplace_back();
    const bool keeps = r.between(0, 3) != 0;
    for (auto n = r.between(1, 3); n != 0; --n) {
      const nns::shape at = run_on(x, branch).output;
      branch.push_back(put_to_work(keeps ? draw_layer_that_keeps(r, at) : draw_layer_on(r, at)));
    }
    ends.push_back(run_on(x, branch).output);
  }
  const bool equal = ends[0] == ends[1] && ends[1] == ends[2];
  f.merge = equal && r.once_in(2) ? &detail::add_family : &detail::concatenate_family;
  if (f.merge == &detail::concatenate_family) f.given.axis = r.between(1, ends[0].rank());
  const answer merged = ask({.kind = f.merge, .given = f.given}, ends);
  if (merged.broken != detail::rule::none) return false;
  f.tail.push_back(put_to_work(draw_layer_on(r, merged.output)));
  return true;
}

answer as_branches(const nns::shape& x, const forked& f) {
  detail::table_step branches[4]{};  // and nothing behind them
  for (std::size_t i = 0; i != 3; ++i) branches[i] = steps.branch[put_group_to_work(f.branches[i])];
  detail::machine m;
  m.arrive({x});
  detail::run_branches<3>(m, branches, *f.merge, f.given);
  for (const detail::table_step s : f.tail)
    if (!m.bad) NNS_PERFORM(s, m);
  return {m.bad.broken, m.x, m.sum};
}

/// The nodes of the same network, declared in any order.
struct wired {
  static constexpr int most = 24;
  std::vector<std::string> names;
  std::vector<std::vector<const char*>> inputs;
  std::vector<detail::node_info> nodes;

  wired() {
    names.reserve(most);
    inputs.reserve(most);
  }
  const char* add(detail::table_step layer, std::vector<const char*> from) {
    names.push_back("n" + std::to_string(names.size()));
    inputs.push_back(std::move(from));
    detail::node_info node{.name = names.back().c_str(),
                           .layer = layer,
                           .input_count = static_cast<int>(inputs.back().size()),
                           .many_inputs = inputs.back().data()};
    for (int i = 0; i != node.input_count && i != detail::node_info::few; ++i)
      node.inputs[i] = inputs.back()[static_cast<std::size_t>(i)];
    nodes.push_back(node);
    return node.name;
  }

  using plan_type = detail::graph_plan<most, 2 * most>;

  /// In one loop, which is possible where nodes are in order, or as any graph; whether it was possible.
  bool link(plan_type& plan, bool in_order) {
    int hashed[64]{};
    char color[most + 1]{};
    int stack[most + 1]{};
    detail::resolver<plan_type> linker{plan, nodes.data(), static_cast<int>(nodes.size()), hashed, 64, color, stack};
    if (in_order) return linker.link_in_order();
    linker.link_in_any_order();
    return true;
  }

  answer run(const nns::shape& x) {
    plan_type plan;
    const int count = static_cast<int>(nodes.size());
    if (count % 2 == 0 || !link(plan, true)) {
      plan = {};
      link(plan, false);
    }
    detail::machine m;
    m.arrive({x});
    detail::tensor results[most];
    detail::tensor slots[most];
    detail::tensor gathered[most];
    detail::count weights[most];
    if (plan.broken != detail::rule::none) return {plan.broken, {}, {}};
    detail::graph_run<plan_type>{m, plan, nodes.data(), count, results, slots, gathered, weights}.run();
    return {m.bad.broken, m.x, m.sum};
  }
};

answer as_graph(proof::random& r, const nns::shape& x, const forked& f) {
  wired g;
  std::vector<const char*> ends;
  for (const std::vector<detail::table_step>& branch : f.branches) {
    const char* at{"input"};
    for (const detail::table_step s : branch) at = g.add(s, {at});
    ends.push_back(at);
  }
  const char* at = g.add(put_to_work({.kind = f.merge, .given = f.given}), ends);
  for (const detail::table_step s : f.tail) at = g.add(s, {at});
  for (std::size_t i = g.nodes.size(); i > 1; --i)
    std::swap(g.nodes[i - 1], g.nodes[static_cast<std::size_t>(r.between(0, static_cast<std::int64_t>(i) - 1))]);
  return g.run(x);
}

TEST_CASE("a graph, in any order, and the same network as branches agree", "[laws]") {
  int compared = 0;
  for (std::uint64_t seed = 760'000; seed != 760'600; ++seed) {
    clear_work();
    proof::random r{seed};
    const nns::shape x = draw_shape(r);
    forked f;
    if (!draw_forked(r, x, f)) continue;
    ++compared;
    INFO(list_of_layers(seed, x));
    const answer branches = as_branches(x, f);
    REQUIRE(difference_of(as_graph(r, x, f), branches) == none);
  }
  REQUIRE(compared > 200);
}

}  // namespace
