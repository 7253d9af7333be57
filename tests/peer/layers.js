// What can be drawn: for an input of a given shape, a random layer as TensorFlow.js and as C++ would write it.
// A layer is {cpp, js, outputs}: `js` a function that makes a new layer, so that two may stand side by side.
// Not drawn, since TensorFlow.js 4.22 departs from Keras there: causal conv1d (computed as valid), a dilated depthwise
// convolution (its dilation is ignored), a gru with reset_after (not supported), resizing (its shape has no batch) and
// centerCrop (it changes its input's shape in place).
'use strict';
const tf = require('@tensorflow/tfjs');

/// Mulberry32: the same numbers everywhere.
class Random {
  constructor(seed) { this.state = seed >>> 0; }
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }
  between(least, most) { return least + this.next() % (most - least + 1); }
  onceIn(n) { return this.next() % n === 0; }
  pick(list) { return list[this.next() % list.length]; }
}

// Weights are never used: zeros are made fastest.
const zeros = {kernelInitializer: 'zeros', recurrentInitializer: 'zeros', depthwiseInitializer: 'zeros',
               pointwiseInitializer: 'zeros', embeddingsInitializer: 'zeros'};

const activations = {linear: 'linear', relu: 'relu', relu6: 'relu6', sigmoid: 'sigmoid', tanh: 'tanh_',
                     softmax: 'softmax', elu: 'elu', selu: 'selu', softplus: 'softplus', hardSigmoid: 'hard_sigmoid'};

const joined = parts => parts.filter(p => p !== '' && p !== undefined).join(', ');
const type = (name, ...parts) => `${name}<${joined(parts.flat())}>`;
const all = numbers => numbers.every(n => n === numbers[0]);

function drawActivation(r, config, options) {
  if (r.onceIn(2)) return;
  const name = r.pick(Object.keys(activations));
  config.activation = name;
  options.push(activations[name]);
}

function drawBias(r, config, options) {
  if (!r.onceIn(3)) return;
  config.useBias = false;
  options.push('no_bias');
}

/// One number for all axes or one for each, as both sides write it.
function perAxis(r, axes, least, most) {
  const one = r.onceIn(2);
  const first = r.between(least, most);
  const numbers = Array.from({length: axes}, (_, i) => (one || i === 0) ? first : r.between(least, most));
  return {js: axes === 1 ? numbers[0] : numbers, all: numbers, cpp: all(numbers) ? `${first}` : numbers.join(', ')};
}

/// Kernel, strides, padding, dilation, channels_first: options of every convolution.
function drawWindow(r, axes, config, options, {dilates = true, channelsFirst = true, equalStrides = false} = {}) {
  const kernel = perAxis(r, axes, 1, 4);
  config.kernelSize = kernel.js;
  options.push(`kernel<${kernel.cpp}>`);
  const plain = r.onceIn(2);
  if (plain && r.onceIn(2)) {
    const strides = perAxis(r, axes, 1, 3);
    const given = equalStrides ? Array(axes).fill(strides.all[0]) : strides.all;
    config.strides = axes === 1 ? given[0] : given;
    options.push(`strides<${equalStrides ? given[0] : strides.cpp}>`);
  } else if (dilates && r.onceIn(3)) {
    const rate = r.between(2, 3);
    config.dilationRate = axes === 1 ? rate : Array(axes).fill(rate);
    options.push(`dilation<${rate}>`);
  }
  if (r.onceIn(2)) {
    config.padding = r.pick(['same', 'valid']);
    options.push(config.padding);
  }
  if (channelsFirst && r.onceIn(5)) {
    config.dataFormat = 'channelsFirst';
    options.push('channels_first');
  }
}

function convolution(r, name, cpp, axes, {filters = true, multiplier = false, ...window} = {}) {
  const config = {...zeros};
  const options = [];
  drawWindow(r, axes, config, options, window);
  if (filters) config.filters = r.between(1, 6);
  if (multiplier && r.onceIn(2)) {
    config.depthMultiplier = r.between(1, 3);
    options.push(`depth_multiplier<${config.depthMultiplier}>`);
  }
  drawBias(r, config, options);
  drawActivation(r, config, options);
  return {cpp: type(cpp, filters ? `${config.filters}` : '', options), js: () => tf.layers[name](config)};
}

function pool(r, name, cpp, axes) {
  const config = {};
  const options = [];
  const size = perAxis(r, axes, 1, 3);
  config.poolSize = size.js;
  const strides = perAxis(r, axes, 1, 3);
  if (r.onceIn(2)) {
    config.strides = strides.js;
    options.push(`strides<${strides.cpp}>`);
  }
  if (r.onceIn(2)) {
    config.padding = 'same';
    options.push('same');
  }
  if (axes > 1 && r.onceIn(5)) {
    config.dataFormat = 'channelsFirst';
    options.push('channels_first');
  }
  const window = all(size.all) ? size.cpp : `nns::extents{${size.cpp}}`;
  return {cpp: type(cpp, window, options), js: () => tf.layers[name](config)};
}

/// Recurrent layers; TensorFlow.js has no reset_after.
function recurrent(r, {sequences = r.onceIn(2), units = r.between(1, 6), asCell = false, states = false} = {}) {
  const kind = r.pick(['simpleRNN', 'lstm', 'gru']);
  const cppKind = {simpleRNN: 'simple_rnn', lstm: 'lstm', gru: 'gru'}[kind];
  const config = {...zeros, units};
  const options = [];
  drawBias(r, config, options);
  if (kind !== 'simpleRNN' && r.onceIn(3)) {
    config.recurrentActivation = 'hardSigmoid';
    options.push('recurrent_activation<hard_sigmoid>');
  } else if (kind !== 'simpleRNN') {
    config.recurrentActivation = 'sigmoid';
  }
  if (r.onceIn(3)) {
    config.activation = 'relu';
    options.push('relu');
  }
  if (kind === 'gru') options.push('reset_after<false>');
  if (asCell) return {cpp: type(`${cppKind}_cell`, `${units}`, options), js: () => tf.layers[`${kind}Cell`](config)};
  if (sequences) {
    config.returnSequences = true;
    options.push('return_sequences');
  }
  let outputs = 1;
  if (states) {
    config.returnState = true;
    options.push('return_state');
    outputs = kind === 'lstm' ? 3 : 2;
  }
  return {cpp: type(cppKind, `${units}`, options), js: () => tf.layers[kind](config), outputs, units, kind, options,
          config, cppKind};
}

function stackedCells(r) {
  const cells = Array.from({length: r.between(1, 3)}, () => recurrent(r, {asCell: true}));
  const sequences = r.onceIn(2);
  return {
    cpp: type('rnn', cells.map(c => c.cpp), sequences ? 'return_sequences' : ''),
    js: () => tf.layers.rnn({cell: cells.map(c => c.js()), returnSequences: sequences}),
  };
}

function bidirectional(r, {two = false, inner = recurrent(r)} = {}) {
  const mode = two ? 'none' : r.pick(['concat', 'sum', 'mul', 'ave']);
  return {
    cpp: type('bidirectional', inner.cpp, mode === 'concat' && r.onceIn(2) ? '' : `merge_${mode}`),
    js: () => tf.layers.bidirectional({layer: inner.js(), mergeMode: two ? null : mode}),
    outputs: two ? 2 : 1,
  };
}

function timeDistributed(r, inner) {
  return {cpp: type('time_distributed', inner.cpp), js: () => tf.layers.timeDistributed({layer: inner.js()})};
}

function axisOption(r, rank, config, options) {
  if (!r.onceIn(2)) return;
  const axis = r.between(1, rank);
  config.axis = r.onceIn(2) ? axis : axis - rank - 1;
  options.push(`axis<${config.axis}>`);
}

function scaleAndCenter(r, config, options) {
  if (r.onceIn(4)) {
    config.scale = false;
    options.push('no_scale');
  }
  if (r.onceIn(4)) {
    config.center = false;
    options.push('no_center');
  }
}

/// Layers that any shape may meet.
function anywhere(r, shape) {
  const rank = shape.length;
  const plain = (cpp, js) => ({cpp, js});
  switch (r.between(0, 13)) {
    case 0: {
      const config = {};
      const options = [];
      axisOption(r, rank, config, options);
      scaleAndCenter(r, config, options);
      return plain(type('batch_normalization', options), () => tf.layers.batchNormalization(config));
    }
    case 1: {
      const config = {};
      const options = [];
      axisOption(r, rank, config, options);
      scaleAndCenter(r, config, options);
      return plain(type('layer_normalization', options), () => tf.layers.layerNormalization(config));
    }
    case 2: {
      const shared = Array.from({length: rank}, (_, i) => i + 1).filter(() => r.onceIn(2));
      return plain(shared.length === 0 ? 'prelu<>' : `prelu<shared_axes<${shared.join(', ')}>>`,
                   () => tf.layers.prelu(shared.length === 0 ? {} : {sharedAxes: shared}));
    }
    case 3: {
      const name = r.pick(Object.keys(activations));
      return plain(`activation<${activations[name]}>`, () => tf.layers.activation({activation: name}));
    }
    case 4: return plain('dropout', () => tf.layers.dropout({rate: 0.5}));
    case 5: return plain(r.pick(['gaussian_noise']), () => tf.layers.gaussianNoise({stddev: 1}));
    case 6: return plain('gaussian_dropout', () => tf.layers.gaussianDropout({rate: 0.5}));
    case 7: return plain('alpha_dropout', () => tf.layers.alphaDropout({rate: 0.5}));
    case 8: return r.pick([plain('leaky_relu', () => tf.layers.leakyReLU({})),
                           plain('thresholded_relu', () => tf.layers.thresholdedReLU({})),
                           plain('elu', () => tf.layers.elu({})), plain('relu', () => tf.layers.reLU({})),
                           plain('softmax', () => tf.layers.softmax({}))]);
    case 9: {
      const order = Array.from({length: rank}, (_, i) => i + 1);
      for (let i = rank - 1; i > 0; --i) {
        const j = r.between(0, i);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return plain(`permute<${order.join(', ')}>`, () => tf.layers.permute({dims: order}));
    }
    case 10: {
      const target = reshaped(r, shape);
      return plain(`reshape<${target.join(', ')}>`, () => tf.layers.reshape({targetShape: target}));
    }
    case 11: return plain('flatten', () => tf.layers.flatten());
    case 12: return plain('masking', () => tf.layers.masking({}));
    default: {
      const config = {...zeros, units: r.between(1, 8)};
      const options = [];
      drawBias(r, config, options);
      drawActivation(r, config, options);
      return plain(type('dense', `${config.units}`, options), () => tf.layers.dense(config));
    }
  }
}

/// Another shape of as many elements, sometimes with one extent left to infer.
function reshaped(r, shape) {
  let rest = shape.reduce((a, b) => a * b, 1);
  const target = [];
  for (let n = r.between(0, 3); n !== 0; --n) {
    const divisors = Array.from({length: Math.min(rest, 12)}, (_, i) => i + 1).filter(d => rest % d === 0);
    target.push(r.pick(divisors));
    rest /= target[target.length - 1];
  }
  target.push(rest);
  if (r.onceIn(3)) target[r.between(0, target.length - 1)] = -1;
  return target;
}

/// Before and after along both axes of an image: one number, one for each axis, or two for each.
function margins(r, most) {
  const [a, b, c, d] = [0, 0, 0, 0].map(() => r.between(0, most));
  return r.pick([
    {cpp: `${a}`, js: [[a, a], [a, a]]},
    {cpp: `nns::extents{${a}, ${b}}`, js: [[a, a], [b, b]]},
    {cpp: `nns::sides{{${a}, ${b}}, {${c}, ${d}}}`, js: [[a, b], [c, d]]},
  ]);
}

function onVectors(r) {
  return r.pick([
    () => {
      const n = r.between(1, 6);
      return {cpp: `repeat_vector<${n}>`, js: () => tf.layers.repeatVector({n})};
    },
    () => {
      const [inputDim, outputDim] = [r.between(2, 9), r.between(1, 5)];
      return {cpp: `embedding<${inputDim}, ${outputDim}>`,
              js: () => tf.layers.embedding({...zeros, inputDim, outputDim})};
    },
  ])();
}

function onSequences(r, shape) {
  return r.pick([
    () => convolution(r, 'conv1d', 'conv1d', 1, {channelsFirst: false}),
    () => convolution(r, 'conv1d', 'conv1d', 1, {channelsFirst: false}),
    () => pool(r, 'maxPooling1d', 'max_pooling1d', 1),
    () => pool(r, 'averagePooling1d', 'average_pooling1d', 1),
    () => recurrent(r),
    () => recurrent(r, {sequences: true}),
    () => stackedCells(r),
    () => bidirectional(r),
    () => timeDistributed(r, anywhere(r, shape.slice(1))),
    () => r.onceIn(2) ? {cpp: 'global_average_pooling1d<>', js: () => tf.layers.globalAveragePooling1d({})}
                      : {cpp: 'global_max_pooling1d<>', js: () => tf.layers.globalMaxPooling1d({})},
    () => ({cpp: 'spatial_dropout1d', js: () => tf.layers.spatialDropout1d({rate: 0.5})}),
  ])();
}

function onImages(r, shape) {
  const first = r.onceIn(5);
  const format = first ? {dataFormat: 'channelsFirst'} : {};
  const option = first ? 'channels_first' : '';
  return r.pick([
    () => convolution(r, 'conv2d', 'conv2d', 2),
    () => convolution(r, 'conv2d', 'conv2d', 2),
    () => convolution(r, 'conv2dTranspose', 'conv2d_transpose', 2, {dilates: false}),
    () => convolution(r, 'depthwiseConv2d', 'depthwise_conv2d', 2, {filters: false, multiplier: true, dilates: false}),
    () => convolution(r, 'separableConv2d', 'separable_conv2d', 2, {multiplier: true}),
    () => pool(r, 'maxPooling2d', 'max_pooling2d', 2),
    () => pool(r, 'averagePooling2d', 'average_pooling2d', 2),
    () => convolution(r, 'conv2d', 'conv2d', 2),
    () => r.onceIn(2) ? {cpp: type('global_average_pooling2d', option),
                         js: () => tf.layers.globalAveragePooling2d(format)}
                      : {cpp: type('global_max_pooling2d', option), js: () => tf.layers.globalMaxPooling2d(format)},
    () => {
      const m = margins(r, 2);
      return {cpp: type('zero_padding2d', m.cpp, option),
              js: () => tf.layers.zeroPadding2d({padding: m.js, ...format})};
    },
    () => {
      const m = margins(r, 1);
      return {cpp: type('cropping2d', m.cpp, option), js: () => tf.layers.cropping2D({cropping: m.js, ...format})};
    },
    () => {
      const size = perAxis(r, 2, 1, 3);
      const factors = all(size.all) ? size.cpp : `nns::extents{${size.cpp}}`;
      return {cpp: type('up_sampling2d', factors, option),
              js: () => tf.layers.upSampling2d({size: size.js, ...format})};
    },
    () => ({cpp: 'rescaling', js: () => tf.layers.rescaling({scale: 2})}),
    () => timeDistributed(r, r.onceIn(2) ? onSequences(r, shape.slice(1)) : anywhere(r, shape.slice(1))),
  ])();
}

/// A convolutional LSTM over frames.
function convLstm(r) {
  const config = {...zeros, filters: r.between(1, 4), recurrentActivation: 'sigmoid'};
  const options = [];
  drawWindow(r, 2, config, options);
  drawBias(r, config, options);
  if (r.onceIn(2)) {
    config.returnSequences = true;
    options.push('return_sequences');
  }
  return {cpp: type('conv_lstm2d', `${config.filters}`, options), js: () => tf.layers.convLstm2d(config)};
}

function onVolumes(r, shape) {
  return r.pick([
    () => convLstm(r),
    () => bidirectional(r, {inner: convLstm(r)}),
    () => convolution(r, 'conv3d', 'conv3d', 3),
    () => convolution(r, 'conv3d', 'conv3d', 3),
    () => convolution(r, 'conv3dTranspose', 'conv3d_transpose', 3, {dilates: false}),
    () => pool(r, 'maxPooling3d', 'max_pooling3d', 3),
    () => pool(r, 'averagePooling3d', 'average_pooling3d', 3),
    () => timeDistributed(r, r.onceIn(2) ? onImages(r, shape.slice(1)) : anywhere(r, shape.slice(1))),
  ])();
}

/// A layer for an input of this shape (without the batch).
function draw(r, shape) {
  if (r.onceIn(3)) return anywhere(r, shape);
  switch (shape.length) {
    case 1: return r.onceIn(3) ? onVectors(r) : anywhere(r, shape);
    case 2: return onSequences(r, shape);
    case 3: return onImages(r, shape);
    case 4: return onVolumes(r, shape);
    default: return anywhere(r, shape);
  }
}

module.exports = {Random, draw, recurrent, bidirectional, type};
