// nns: what a neural network costs, while your code compiles. This is the core; rarer layers, blocks, reports, the zoo,
// importers and interoperation are included by name (nns/layers/..., nns/models/blocks.hpp, nns/report/..., nns/zoo/...,
// nns/import/..., nns/interop/...).
#pragma once

#include <nns/at.hpp>
#include <nns/block_budget.hpp>
#include <nns/budget.hpp>
#include <nns/conventions/autograd.hpp>
#include <nns/detail/reports.hpp>
#include <nns/equals.hpp>
#include <nns/layer.hpp>
#include <nns/layers/activation.hpp>
#include <nns/layers/attention.hpp>
#include <nns/layers/convolution.hpp>
#include <nns/layers/dense.hpp>
#include <nns/layers/elsewhere.hpp>
#include <nns/layers/embedding.hpp>
#include <nns/layers/input.hpp>
#include <nns/layers/merging.hpp>
#include <nns/layers/normalization.hpp>
#include <nns/layers/options.hpp>
#include <nns/layers/pooling.hpp>
#include <nns/layers/recurrent.hpp>
#include <nns/layers/regularization.hpp>
#include <nns/layers/reshaping.hpp>
#include <nns/layers/wrappers.hpp>
#include <nns/models/branches.hpp>
#include <nns/models/functional.hpp>
#include <nns/models/graph.hpp>
#include <nns/models/mixture_of_experts.hpp>
#include <nns/models/sequential.hpp>
#include <nns/operations.hpp>
#include <nns/quantity.hpp>
#include <nns/shape.hpp>
#include <nns/summary.hpp>
