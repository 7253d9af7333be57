// What stands around a Keras model: a .keras archive (a ZIP file, whose config.json Keras stores as it is), and an HDF5
// file, which is read where the tool is built with NNS_WITH_HDF5.
#pragma once

#include <string>

namespace tool {

bool is_archive(const std::string& bytes);
bool is_hdf5(const std::string& bytes);

/// The model's JSON inside a file. False, and why in `wrong`, if it cannot be taken out.
bool take_from_archive(std::string& bytes, std::string& wrong);
bool take_from_hdf5(const std::string& path, std::string& bytes, std::string& wrong);

}  // namespace tool
