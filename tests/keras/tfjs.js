// Draws models with TensorFlow.js, lets it write them, and says what it counts when it reads them again: a folder as
// models.py takes it. Usage: node tfjs.js SEED COUNT FOLDER
'use strict';
console.warn = () => {};
console.info = () => {};
const fs = require('fs');
const path = require('path');
const tf = require('@tensorflow/tfjs');
const {Random, draw} = require('../peer/layers.js');

const elements = shape => shape.reduce((a, b) => a * b, 1);
const withoutBatch = tensor => tensor.shape.slice(1);
const valid = tensor => {
  const shape = withoutBatch(tensor);
  return shape.length >= 1 && shape.length <= 6 && shape.every(n => Number.isInteger(n) && n >= 1) &&
      elements(shape) <= 4000;
};
const count = weights => weights.reduce((sum, w) => sum + elements(w.shape), 0);

/// Applies a layer; undefined where TensorFlow.js refuses it, or makes a shape with nothing in it.
function apply(layer, inputs) {
  try {
    const out = layer.apply(inputs.length === 1 ? inputs[0] : inputs);
    const all = Array.isArray(out) ? out : [out];
    return all.every(valid) ? all : undefined;
  } catch (error) {
    return undefined;
  }
}

function drawLayer(r, x) {
  for (;;) {
    const layer = draw(r, withoutBatch(x)).js();
    const out = apply(layer, [x]);
    if (out !== undefined) return out;
  }
}

function randomShape(r) {
  const rank = r.pick([1, 2, 2, 3, 3, 3, 4]);
  const most = [24, 14, 12, 6][rank - 1];
  return Array.from({length: rank}, (_, i) => i + 1 === rank && rank > 1 ? r.between(1, 6) : r.between(2, most));
}

/// A recurrent layer whose states begin as inputs say, and all of whose outputs may be used; or both directions of one.
function drawStates(r, x, inputs) {
  const kind = r.pick(['simpleRNN', 'lstm', 'gru']);
  const units = r.between(1, 4);
  const states = Array.from({length: kind === 'lstm' ? 2 : 1}, () => tf.input({shape: [units]}));
  const layer = tf.layers[kind]({units, returnState: r.onceIn(2), returnSequences: r.onceIn(2), useBias: r.onceIn(2),
                                 goBackwards: r.onceIn(2)});
  try {
    const out = layer.apply(x, {initialState: states});
    inputs.push(...states);
    return Array.isArray(out) ? out : [out];
  } catch (error) {
    return undefined;
  }
}

const merges = ['add', 'average', 'maximum', 'minimum', 'multiply', 'concatenate'];

/// A graph with one or two inputs: layers on any tensor that is there, merges, layers that are called again, and models.
function drawGraph(r, depth) {
  const shape = randomShape(r);
  const inputs = Array.from({length: r.pick([1, 1, 2])}, () => tf.input({shape: r.onceIn(3) ? randomShape(r) : shape}));
  const tensors = [...inputs];
  const called = [];
  for (let i = r.between(1, 8); i !== 0; --i) {
    const x = r.pick(tensors);
    const kind = r.between(0, 10);
    const again = called.filter(c => c.shape.join() === withoutBatch(x).join());
    if (kind < 2 && tensors.length > 1) {
      const others = tensors.filter(t => t !== x && withoutBatch(t).join() === withoutBatch(x).join());
      if (others.length === 0) continue;
      const out = apply(tf.layers[r.pick(merges)]({}), [x, r.pick(others)]);
      if (out !== undefined) tensors.push(out[0]);
    } else if (kind === 2 && again.length !== 0) {
      const out = apply(r.pick(again).layer, [x]);
      if (out !== undefined) tensors.push(...out);
    } else if (kind === 10 && withoutBatch(x).length === 2) {
      const out = drawStates(r, x, inputs);
      if (out !== undefined) tensors.push(...out);
    } else if (kind === 3 && depth < 2) {
      const inner = r.onceIn(2) ? drawSequential(r, withoutBatch(x)) : drawInner(r, withoutBatch(x));
      const out = apply(inner, [x]);
      if (out !== undefined) {
        tensors.push(...out);
        called.push({layer: inner, shape: withoutBatch(x)});
      }
    } else {
      const layer = draw(r, withoutBatch(x)).js();
      const out = apply(layer, [x]);
      if (out === undefined) continue;
      tensors.push(...out);
      called.push({layer, shape: withoutBatch(x)});
    }
  }
  const used = new Set();
  for (const t of tensors)
    if (t.sourceLayer && t.sourceLayer.inboundNodes)
      for (const node of t.sourceLayer.inboundNodes)
        for (const input of node.inputTensors) used.add(input.id);
  const ends = tensors.filter(t => !used.has(t.id) && !inputs.includes(t));
  return ends.length === 0 ? undefined : {inputs, outputs: ends.slice(0, 12)};
}

function drawInner(r, shape) {
  const input = tf.input({shape});
  let x = drawLayer(r, input)[0];
  if (r.onceIn(2)) x = drawLayer(r, x)[0];
  return tf.model({inputs: input, outputs: x});
}

function drawSequential(r, shape) {
  const model = tf.sequential();
  let x = tf.input({shape});
  let first = true;
  for (let i = r.between(1, 5); i !== 0; --i) {
    const drawn = draw(r, withoutBatch(x)).js();
    const out = apply(drawn, [x]);
    if (out === undefined || out.length !== 1) continue;
    const config = {className: drawn.getClassName(), config: {...drawn.getConfig(), ...(first ? {batchInputShape: [null, ...shape]} : {})}};
    try {
      model.add(tf.layers[factory(config.className)](config.config));
    } catch (error) {
      continue;
    }
    x = model.outputs[0];
    first = false;
  }
  if (first) model.add(tf.layers.flatten({inputShape: shape}));
  return model;
}

/// Only layers whose config is what their factory takes.
function factory(name) {
  const known = {Dense: 'dense', Flatten: 'flatten', Dropout: 'dropout', ReLU: 'reLU', BatchNormalization: 'batchNormalization',
                 MaxPooling2D: 'maxPooling2d', AveragePooling2D: 'averagePooling2d', UpSampling2D: 'upSampling2d',
                 Permute: 'permute', Reshape: 'reshape', RepeatVector: 'repeatVector', Softmax: 'softmax', ELU: 'elu'};
  if (known[name] === undefined) throw new Error(name);
  return known[name];
}

function layerLine(layer) {
  let shape = null;
  try {
    shape = layer.outputShape;
    if (Array.isArray(shape[0])) shape = shape[0];
  } catch (error) {  // called on several shapes
  }
  return {class_name: layer.getClassName(), name: layer.name, output_shape: shape, params: layer.countParams(),
          trainable_params: count(layer.trainableWeights), macs: null};
}

async function main() {
  const [seed, wanted, folder] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
  fs.mkdirSync(folder, {recursive: true});
  const r = new Random(seed);
  const lines = [];
  for (let i = 0; lines.length < wanted && i < 20 * wanted; ++i) {
    let model;
    try {
      const graph = r.onceIn(4) ? undefined : drawGraph(r, 0);
      model = graph === undefined ? drawSequential(r, randomShape(r)) : tf.model(graph);
    } catch (error) {
      continue;
    }
    const file = `tfjs_${seed}_${lines.length}.json`;
    const json = model.toJSON(null, true);
    let read;
    try {
      read = await tf.models.modelFromJSON({modelTopology: JSON.parse(json)});
    } catch (error) {
      continue;  // it does not read all that it writes
    }
    fs.writeFileSync(path.join(folder, file), json);
    lines.push(JSON.stringify({
      file, total_params: read.countParams(), trainable_params: count(read.trainableWeights), macs: null,
      layers: read.layers.map(layerLine)}));
  }
  fs.writeFileSync(path.join(folder, 'expected.jsonl'), lines.join('\n') + '\n');
  console.log(`${lines.length} models`);
}

main();
