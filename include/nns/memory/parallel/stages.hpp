// Which rows of a model a stage of a pipeline has, and how often; and what one device of each stage takes.
#pragma once

#include <nns/memory/parallel/split.hpp>

namespace nns::detail {

/// The copies of the one repeat that a pipeline splits, and the rows before and after them.
struct pipeline_stages {
  std::int64_t count = 1;
  std::int64_t copies = 0;  // of a stage
  int gap = -1;
  int before = 0;           // the first row of the first copy
  int second = 0;
  int last = 0;             // the first row of the last copy
  int behind = 0;

  constexpr split_fault read(const training_flow& f, std::int64_t stages) {
    count = stages;
    if (stages == 1) return {};
    int found = 0;
    for (int g = 0; g != f.gaps.size; ++g)
      if (f.gaps.values[g].outermost) gap = g, ++found;
    if (found != 1) return {uneven::no_stages, found, stages, 0};
    const trained_gap& g = f.gaps.values[gap];
    const int rows = g.at - g.first;
    before = g.first - rows, second = g.first, last = g.at, behind = g.at + rows;
    const std::int64_t all = g.copies + 3;
    if (all % stages != 0) return {uneven::stages, all, stages, 0};
    copies = all / stages;
    return {};
  }

  /// How often a stage has a row.
  [[nodiscard]] constexpr std::int64_t times_in(std::int64_t stage, int row) const {
    if (count == 1) return 1;
    const bool first_one = stage == 0, last_one = stage == count - 1;
    if (row < second) return first_one;
    if (row >= last) return last_one;
    return copies - std::int64_t{first_one} - std::int64_t{last_one};
  }
};

/// A device of one stage.
struct stage_bytes {
  parameter_states states{};
  std::int64_t parameters = 0;
  std::int64_t kept = 0;     // of one micro-batch
  std::int64_t gathered = 0; // the weights of the largest row
  std::int64_t cache = 0;
  sent_by_row sent{};
  parameter_states whole{};     // before the copies of the model share them
  parameter_states experts{};   // among them, those of experts
};

constexpr parameter_states shared_by_copies(parameter_states s, const parallel& p, bool of_expert) {
  const std::int64_t n = of_expert ? p.data / p.expert : p.data;
  if (p.zero_stage >= 1) s.optimizer = part_of(s.optimizer, n), s.master = part_of(s.master, n);
  if (p.zero_stage >= 2) s.gradients = part_of(s.gradients, n);
  if (p.zero_stage >= 3) s.weights = part_of(s.weights, n);
  return s;
}

/// Calls to(row, times) for each row of a stage, including those that gaps leave out.
template <class To>
constexpr void rows_of_stage(const training_flow& f, const pipeline_stages& stages, std::int64_t stage, To&& to) {
  for (int i = 0; i != f.rows.size; ++i) {
    std::int64_t n = stages.times_in(stage, i);
    for (int g = 0; g != f.gaps.size; ++g)
      if (g != stages.gap && f.gaps.values[g].first <= i && i < f.gaps.values[g].at) n = times(n, f.gaps.values[g].copies + 1);
    if (n != 0) to(i, n);
  }
}

constexpr stage_bytes measure_stage(const training_flow& f, const training_options& o, const parallel& p,
                                    const pipeline_stages& stages, std::int64_t stage, const training_timeline& line,
                                    const sent_by_row* sent) {
  stage_bytes b;
  rows_of_stage(f, stages, stage, [&](int i, std::int64_t n) {
    const trained_row& r = f.rows.values[i];
    const parameter_states s = states_of(r, o);
    const bool of_expert = r.copies != 1 && p.expert != 1;
    b.states.add(shared_by_copies(s, p, of_expert), n);
    b.parameters = plus(b.parameters, times(plus(r.trainable, r.fixed), n));
    if (p.zero_stage >= 3 && s.weights > b.gathered) b.gathered = s.weights;
    b.cache = plus(b.cache, times(part_of(activation_bytes(r, o, r.cache), r.shared_weights != 0 ? 1 : r.parts), n));
    b.sent.tensor = plus(b.sent.tensor, times(sent[i].tensor, n));
    b.sent.expert = plus(b.sent.expert, times(sent[i].expert, n));
    b.whole.add(s, n);
    if (of_expert) b.experts.add(s, n);
  });
  if (stages.count == 1) {
    b.kept = line.kept(0, f.rows.size);
    return b;
  }
  const int ends[] = {0, stages.before, stages.second, stages.last, stages.behind, f.rows.size};
  for (int i = 0; i != 5; ++i)
    if (const std::int64_t n = stages.times_in(stage, ends[i]); ends[i] != ends[i + 1] && n > 0)
      b.kept = plus(b.kept, times(line.kept(ends[i], ends[i + 1]), n));
  // What a copy passes on is kept by the stage that reads it.
  const std::int64_t handed_on = line.kept(f.rows.values[stages.second - 1].tensor);
  if (b.kept >= 0 && stage == 0) b.kept -= handed_on;
  if (stage == stages.count - 1) b.kept = plus(b.kept, handed_on);
  return b;
}

}  // namespace nns::detail
