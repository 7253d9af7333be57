"""nns for Conan 2: `conan create .packaging/conan` packs the tree that this recipe stands in."""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.files import copy, load

required_conan_version = ">=2.0"


class NnsConan(ConanFile):
    name = "nns"
    description = "What a neural network costs, while your code compiles"
    license = "BSL-1.0"
    topics = ("neural-network", "compile-time", "macs", "flops", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    no_copy_source = True

    def _tree(self):
        return os.path.normpath(os.path.join(self.recipe_folder, "..", ".."))

    def set_version(self):
        header = load(self, os.path.join(self._tree(), "include", "nns", "version.hpp"))
        self.version = ".".join(
            re.search(rf"define NNS_VERSION_{part} (\d+)", header).group(1) for part in ("MAJOR", "MINOR", "PATCH")
        )

    def export_sources(self):
        for pattern in ("LICENSE", "include/*.hpp", ".packaging/cmake/nns_embed*.cmake"):
            copy(self, pattern, src=self._tree(), dst=self.export_sources_folder)

    def requirements(self):
        # Mp11 and Hana, of any version from 1.74 on
        self.requires("boost/[>=1.74 <2]", options={"header_only": True})

    def package_id(self):
        self.info.clear()

    def validate(self):
        check_min_cppstd(self, 20)

    def package(self):
        copy(self, "LICENSE", src=self.source_folder, dst=os.path.join(self.package_folder, "licenses"))
        copy(
            self,
            "*.hpp",
            src=os.path.join(self.source_folder, "include"),
            dst=os.path.join(self.package_folder, "include"),
        )
        copy(
            self,
            "nns_embed*.cmake",
            src=os.path.join(self.source_folder, ".packaging", "cmake"),
            dst=os.path.join(self.package_folder, "lib", "cmake"),
        )

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.requires = ["boost::headers"]
        self.cpp_info.set_property("cmake_file_name", "nns")
        self.cpp_info.set_property("cmake_target_name", "nns::nns")
        self.cpp_info.set_property("cmake_build_modules", [os.path.join("lib", "cmake", "nns_embed.cmake")])
        self.cpp_info.set_property("pkg_config_name", "nns")
