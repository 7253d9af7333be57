// Draws models with TensorFlow.js and writes them as C++ declarations, with what TensorFlow.js says of every layer as
// static assertions. Usage: node generate.js SEED COUNT > models.cpp
'use strict';
console.warn = () => {};
console.info = () => {};
const tf = require('@tensorflow/tfjs');
const {Random, draw, recurrent, bidirectional} = require('./layers.js');

const elements = shape => shape.reduce((a, b) => a * b, 1);
const valid = shape => shape.length <= 6 && shape.every(n => Number.isInteger(n) && n >= 1) && elements(shape) <= 4000;
const withoutBatch = tensor => tensor.shape.slice(1);

/// Applies a drawn layer; undefined if TensorFlow.js refuses it, or makes a shape with nothing in it.
function apply(drawn, inputs) {
  try {
    const layer = drawn.js();
    let out = layer.apply(inputs.length === 1 ? inputs[0] : inputs);
    if (!Array.isArray(out)) out = [out];
    return out.every(t => valid(withoutBatch(t))) ? {layer, out} : undefined;
  } catch (error) {
    return undefined;
  }
}

function drawApplied(r, x) {
  for (;;) {
    const drawn = draw(r, withoutBatch(x));
    const applied = apply(drawn, [x]);
    if (applied !== undefined) return {cpp: drawn.cpp, ...applied};
  }
}

const count = weights => weights.reduce((sum, w) => sum + elements(w.shape), 0);

/// What TensorFlow.js says of a layer: one row.
function row(layer, tensor) {
  return {output: withoutBatch(tensor), parameters: layer.countParams(), trainable: count(layer.trainableWeights)};
}

function randomShape(r) {
  const rank = r.pick([1, 2, 2, 3, 3, 3, 3, 4]);
  const most = [24, 14, 12, 6][rank - 1];
  return Array.from({length: rank}, (_, i) => i + 1 === rank && rank > 1 ? r.between(1, 6) : r.between(2, most));
}

const merges = [['add', 'add'], ['average', 'average'], ['maximum', 'maximum'], ['minimum', 'minimum'],
                ['multiply', 'multiply']];

/// A sequence of layers; now and then branches that are merged. Appends rows, and yields C++ and the last tensor.
function drawSequence(r, x, length, depth, rows) {
  const parts = [];
  for (let i = 0; i !== length; ++i) {
    const branches = depth < 2 && r.onceIn(5) ? drawBranches(r, x, depth, rows) : undefined;
    if (branches !== undefined) {
      parts.push(branches.cpp);
      x = branches.x;
    } else {
      const {cpp, layer, out} = drawApplied(r, x);
      parts.push(cpp);
      x = out[0];
      rows.push(row(layer, x));
    }
  }
  return {parts, x};
}

/// Branches from x that fit together under a merge.
function drawBranches(r, x, depth, rows) {
  const ends = [];
  const cpp = [];
  const own = [];
  for (let i = r.between(2, 3); i !== 0; --i) {
    const {parts, x: end} = drawSequence(r, x, r.between(1, 2), depth + 1, own);
    ends.push(end);
    cpp.push(parts.length === 1 ? parts[0] : `sequential<${parts.join(', ')}>`);
  }
  const shapes = ends.map(withoutBatch);
  const rank = shapes[0].length;
  if (!shapes.every(s => s.length === rank)) return undefined;
  const equal = shapes.every(s => s.every((n, i) => n === shapes[0][i]));
  const fits = axis => shapes.every(s => s.every((n, i) => i + 1 === axis || n === shapes[0][i]));
  const axes = shapes[0].map((_, a) => a + 1).filter(fits);
  let merged;
  if (equal && r.onceIn(2)) {
    const [js, name] = r.pick(merges);
    merged = {cpp: `${name}<${cpp.join(', ')}>`, js: () => tf.layers[js]()};
  } else if (axes.length !== 0) {
    const axis = r.pick(axes);
    merged = {cpp: `concatenate<${cpp.join(', ')}${axis === rank && r.onceIn(2) ? '' : `, axis<${axis}>`}>`,
              js: () => tf.layers.concatenate({axis})};
  } else {
    return undefined;
  }
  const applied = apply(merged, ends);
  if (applied === undefined) return undefined;
  rows.push(...own, row(applied.layer, applied.out[0]));
  return {cpp: merged.cpp, x: applied.out[0]};
}

function drawSequential(r) {
  const shape = randomShape(r);
  const input = tf.input({shape});
  const rows = [{output: shape, parameters: 0, trainable: 0}];
  const {parts, x} = drawSequence(r, input, r.between(1, 8), 0, rows);
  const model = tf.model({inputs: input, outputs: x});
  return {cpp: `sequential<\n    ${[`input<${shape.join(', ')}>`, ...parts].join(',\n    ')}>`, rows, model};
}

/// A network of named nodes: each takes earlier tensors; nodes that nobody takes are outputs.
class Graph {
  constructor(r) {
    this.r = r;
    this.nodes = [];    // in the order of their declaration
    this.tensors = [];  // {name, x, taken}
    this.rows = [];
    this.inputs = [];
    this.owners = [];
  }

  add(cpp, layer, out, sources, owner) {
    const name = `n${this.nodes.length}`;
    for (const s of sources) s.taken = true;
    this.nodes.push(`node<"${name}", ${[cpp, ...sources.map(s => `"${s.name}"`)].join(', ')}>`);
    out.forEach((x, i) => this.tensors.push({name: i === 0 ? name : `${name}:${i}`, x, taken: false}));
    this.rows.push(owner ? {output: withoutBatch(out[0]), parameters: 0, trainable: 0} : row(layer, out[0]));
    return name;
  }

  addInput() {
    const shape = randomShape(this.r);
    const x = tf.input({shape});
    this.inputs.push(x);
    const name = `n${this.nodes.length}`;
    this.nodes.push(`node<"${name}", input<${shape.join(', ')}>>`);
    this.tensors.push({name, x, taken: false});
    this.rows.push({output: shape, parameters: 0, trainable: 0});
  }

  addLayer() {
    const source = this.r.pick(this.tensors);
    const {cpp, layer, out} = drawApplied(this.r, source.x);
    const name = this.add(cpp, layer, out, [source]);
    this.owners.push({name, layer, shape: withoutBatch(source.x)});
  }

  /// Recurrent layers with several outputs.
  addStates() {
    const source = this.r.pick(this.tensors);
    if (source.x.shape.length !== 3) return;
    const drawn = this.r.onceIn(3) ? bidirectional(this.r, {two: true}) : recurrent(this.r, {states: true});
    const applied = apply(drawn, [source.x]);
    if (applied === undefined || applied.out.length !== drawn.outputs) return;
    this.add(drawn.cpp, applied.layer, applied.out, [source]);
  }

  /// A second use of an earlier layer.
  addShared() {
    const owner = this.r.pick(this.owners);
    const fitting = this.tensors.filter(t => JSON.stringify(withoutBatch(t.x)) === JSON.stringify(owner.shape));
    const source = this.r.pick(fitting);
    let out = owner.layer.apply(source.x);
    if (!Array.isArray(out)) out = [out];
    this.add(`shared<"${owner.name}">`, owner.layer, out, [source], owner);
  }

  addMerge() {
    const first = this.r.pick(this.tensors);
    const alike = this.tensors.filter(t => t !== first && t.x.shape.length === first.x.shape.length);
    if (alike.length === 0) return;
    const second = this.r.pick(alike);
    const rank = first.x.shape.length - 1;
    const axis = this.r.between(1, rank);
    const [js, name] = this.r.pick([...merges, ['concatenate', 'concatenate'], ['concatenate', 'concatenate']]);
    if (rank < 3 && this.r.onceIn(3)) return this.addDot(first, second);
    const drawn = js === 'concatenate' ? {cpp: `concatenate<axis<${axis}>>`, js: () => tf.layers.concatenate({axis})}
                                       : {cpp: `${name}<>`, js: () => tf.layers[js]()};
    const applied = apply(drawn, [first.x, second.x]);
    if (applied !== undefined) this.add(drawn.cpp, applied.layer, applied.out, [first, second]);
  }

  /// A product along axes of equal extents.
  addDot(first, second) {
    const [a, b] = [first, second].map(t => this.r.between(1, t.x.shape.length - 1));
    if (first.x.shape[a] !== second.x.shape[b]) return;
    const applied = apply({js: () => tf.layers.dot({axes: [a, b]})}, [first.x, second.x]);
    if (applied !== undefined) this.add(`dot<${a}, ${b}>`, applied.layer, applied.out, [first, second]);
  }

  finish() {
    // Further outputs of a node may stay where they are; a node's first output, if nobody takes any, is the model's.
    const free = this.tensors.filter(t => !t.taken && !t.name.includes(':'));
    const ends = free.filter(t => !this.inputs.includes(t.x));
    if (ends.length !== free.length || ends.length === 0) return undefined;
    const outputs = `outputs<${ends.map(t => `"${t.name}"`).join(', ')}>`;
    const model = tf.model({inputs: this.inputs, outputs: ends.map(t => t.x)});
    return {cpp: `graph<\n    ${[...this.nodes, outputs].join(',\n    ')}>`, rows: this.rows, model,
            outputs: ends.map(t => withoutBatch(t.x))};
  }
}

function drawGraph(r) {
  for (;;) {
    const g = new Graph(r);
    for (let n = r.between(1, 2); n !== 0; --n) g.addInput();
    for (let n = r.between(2, 9); n !== 0; --n) {
      if (r.onceIn(3)) g.addMerge();
      if (r.onceIn(4)) g.addStates();
      g.addLayer();
      if (r.onceIn(6)) g.addShared();
    }
    const finished = g.finish();
    if (finished !== undefined) return finished;
  }
}

function write(name, {cpp, rows, model, outputs}) {
  const lines = [`struct ${name} : ${cpp} {};`];
  const check = (ours, peers) => lines.push(`static_assert(agree<${ours}, ${peers}>);`);
  rows.forEach((r, i) => {
    const layer = `nns::summary<${name}>.layers[${i}]`;
    check(`${layer}.output.rank()`, r.output.length);
    r.output.forEach((n, axis) => check(`${layer}.output[${axis}]`, n));
    check(`${layer}.parameters`, r.parameters);
    check(`${layer}.trainable_parameters`, r.trainable);
  });
  check(`nns::summary<${name}>.layers.size()`, rows.length);
  check(`nns::parameters<${name}>`, model.countParams());
  check(`nns::trainable_parameters<${name}>`, count(model.trainableWeights));
  check(`nns::non_trainable_parameters<${name}>`, count(model.nonTrainableWeights));
  (outputs || []).forEach((shape, i) =>
    lines.push(`static_assert(nns::output_shapes<${name}>[${i}] == nns::shape{${shape.join(', ')}});`));
  return lines.join('\n');
}

function main() {
  const [seed, models] = [Number(process.argv[2] || 1), Number(process.argv[3] || 60)];
  const out = [`// ${models} models from the seed ${seed}, and what TensorFlow.js ${tf.version.tfjs} says of them.`,
               '#include <nns/layers/conv_lstm.hpp>', '#include <nns/layers/preprocessing.hpp>',
               '#include <nns/layers/product.hpp>', '#include <nns/nns.hpp>', '#include <cstdint>',
               'using namespace nns::layers;', 'namespace {',
               'template <std::int64_t Ours, std::int64_t Peers>', 'concept agree = Ours == Peers;'];
  for (let i = 0; i !== models; ++i) {
    const r = new Random(seed * 1000003 + i);
    out.push(`\n// Model ${i} of seed ${seed}.`, write(`model_${i}`, i % 2 === 0 ? drawSequential(r) : drawGraph(r)));
    tf.disposeVariables();
  }
  out.push('\n}  // namespace', 'int main() {}');
  process.stdout.write(out.join('\n') + '\n');
}

main();
