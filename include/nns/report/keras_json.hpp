// The old name of <nns/export/keras.hpp>, for one release.
#pragma once

#include <nns/export/keras.hpp>
