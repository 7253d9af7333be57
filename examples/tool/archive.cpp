// ZIP's end record, central directory and local headers (PKWARE's APPNOTE 6.3), as far as a stored file needs them.
#include "archive.hpp"

#include <cstddef>
#include <cstdint>

#if defined(NNS_WITH_ZLIB)
#include <zlib.h>
#endif
#if defined(NNS_WITH_HDF5)
#include <hdf5.h>
#endif

namespace tool {

namespace {

/// Little-endian numbers of a file; what leaves it is 0.
struct numbers {
  const std::string& bytes;

  [[nodiscard]] std::uint64_t at(std::size_t place, int size) const {
    std::uint64_t value = 0;
    if (place > bytes.size() || bytes.size() - place < static_cast<std::size_t>(size)) return 0;
    for (int i = size; i-- != 0;) value = value << 8 | static_cast<unsigned char>(bytes[place + static_cast<std::size_t>(i)]);
    return value;
  }
  [[nodiscard]] std::size_t two(std::size_t place) const { return static_cast<std::size_t>(at(place, 2)); }
  [[nodiscard]] std::size_t four(std::size_t place) const { return static_cast<std::size_t>(at(place, 4)); }
};

bool inflate(std::string_view packed, std::size_t size, std::string& into) {
#if defined(NNS_WITH_ZLIB)
  into.assign(size, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(into.data());
  stream.avail_out = static_cast<uInt>(size);
  const int result = ::inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return result == Z_STREAM_END && stream.avail_out == 0;
#else
  (void)packed, (void)size, (void)into;
  return false;
#endif
}

}  // namespace

bool is_archive(const std::string& bytes) { return bytes.starts_with("PK\3\4"); }
bool is_hdf5(const std::string& bytes) { return bytes.starts_with("\x89HDF\r\n\x1a\n"); }

bool take_from_archive(std::string& bytes, std::string& wrong) {
  const numbers n{bytes};
  const std::size_t end = bytes.rfind("PK\5\6");
  if (end == std::string::npos || bytes.size() - end < 22) return wrong =
    "this ZIP archive has no directory: it is cut off", false;
  std::size_t entry = n.four(end + 16);
  for (std::size_t left = n.two(end + 10); left != 0 && n.four(entry) == 0x02014b50; --left) {
    const std::size_t name_length = n.two(entry + 28);
    const bool found = bytes.compare(entry + 46, name_length, "config.json") == 0;
    if (!found) {
      entry += 46 + name_length + n.two(entry + 30) + n.two(entry + 32);
      continue;
    }
    const std::size_t method = n.two(entry + 10), packed = n.four(entry + 20), size = n.four(entry + 24);
    const std::size_t local = n.four(entry + 42);
    const std::size_t first = local + 30 + n.two(local + 26) + n.two(local + 28);
    if (first > bytes.size() || bytes.size() - first < packed) return wrong = "this ZIP archive is cut off", false;
    if (method == 0) {
      bytes = bytes.substr(first, packed);
      return true;
    }
    std::string whole;
    if (method == 8 && size < (std::size_t{1} << 30) && inflate(std::string_view(bytes).substr(first, packed), size, whole)) {
      bytes = std::move(whole);
      return true;
    }
    return wrong = "the archive's config.json is compressed: unzip -p FILE.keras config.json | nns ... -", false;
  }
  return wrong = "this is a ZIP archive without a config.json: it is not a .keras file", false;
}

bool take_from_hdf5(const std::string& path, std::string& bytes, std::string& wrong) {
#if defined(NNS_WITH_HDF5)
  if (path == "-") return wrong = "an HDF5 file must be given by its name, not on standard input", false;
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  const hid_t attribute = file < 0 || H5Aexists(file, "model_config") <= 0 ? -1 : H5Aopen(file, "model_config", H5P_DEFAULT);
  bool found = false;
  if (attribute >= 0) {
    const hid_t type = H5Aget_type(attribute);
    if (H5Tis_variable_str(type) > 0) {
      char* text = nullptr;
      found = H5Aread(attribute, type, &text) >= 0 && text != nullptr;
      if (found) bytes = text;
      H5free_memory(text);
    } else {
      bytes.assign(H5Tget_size(type), '\0');
      found = H5Aread(attribute, type, bytes.data()) >= 0;
      bytes.resize(bytes.find_last_not_of('\0') + 1);
    }
    H5Tclose(type);
    H5Aclose(attribute);
  }
  if (file >= 0) H5Fclose(file);
  if (!found) wrong = "this HDF5 file has no attribute model_config: it holds weights, not a model";
  return found;
#else
  (void)path, (void)bytes;
  wrong =
    "this is an HDF5 file, which this build of nns cannot read (build it with -DNNS_TOOL_HDF5=ON). "
    "Extract the model with "
          "Python: import h5py; print(h5py.File(\"FILE.h5\").attrs[\"model_config\"])";
  return false;
#endif
}

}  // namespace tool
