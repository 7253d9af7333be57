// The 28 networks of the original collection, under the names that they and their layers have there.
// Options of its constructors that only affect training (initialisers, penalties) are left out.
#pragma once

#include <nns/zoo/original/anomalies.hpp>
#include <nns/zoo/original/images.hpp>
#include <nns/zoo/original/resnet.hpp>
#include <nns/zoo/original/time_series.hpp>
