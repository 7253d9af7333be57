#!/usr/bin/env python3
"""BERT with open extents of batch and sequence, as torch.onnx.export writes it (PyTorch 1.13, opset 13), without weights.

    benchmarks/bert_onnx.py bert.onnx              BERT-base: 12 layers
    benchmarks/bert_onnx.py --compare small.onnx   whether the exporter's file of 2 layers of 32 units has the same bytes

Nodes and their names are those of the exporter, so that reading the file costs what reading a real one does.
"""

import struct
import sys


def varint(n):
    n &= 0xffffffffffffffff
    return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varint(n >> 7)


def field(number, value):
    """A varint, or a string, or a message."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor(dims, element_type, name="", raw=b""):
    return (b"".join(field(1, d) for d in dims) + field(2, element_type) + (field(8, name) if name else b"") +
            (field(9, raw) if raw else b""))


def port(name, element_type, dims):
    """An input or output: a number is an extent, a string is the name of an open one."""
    extents = b"".join(field(1, field(1 if isinstance(d, int) else 2, d)) for d in dims)
    return field(1, name) + field(2, field(1, field(1, element_type) + field(2, extents)))


class Bert:
    """The graph while it is written. A value is its name; a node is named by its scope, its operator and a number."""

    def __init__(self, layers, width, heads, inner, words, positions):
        self.nodes, self.weights, self.merged, self.named = [], [], [], {}
        self.layers, self.width, self.heads, self.inner = layers, width, heads, inner
        self.words, self.positions = words, positions

    def node(self, op, inputs, scope="", output=None, name=None, **attributes):
        if name is None:
            number = self.named.get((scope, op), 0)
            self.named[scope, op] = number + 1
            name = f"/{scope}/{op}" if scope else f"/{op}"
            name += f"_{number}" if number else ""
        output = output or name + "_output_0"
        written = b"".join(field(1, i) for i in inputs) + field(2, output) + field(3, name) + field(4, op)
        for key, value in attributes.items():
            if isinstance(value, int):
                says, its_type = field(3, value), 2
            elif isinstance(value, float):
                says, its_type = varint(2 << 3 | 5) + struct.pack("<f", value), 1
            elif isinstance(value, bytes):
                says, its_type = field(5, value), 4
            else:
                says, its_type = b"".join(field(8, i) for i in value), 7
            written += field(5, field(1, key) + says + field(20, its_type))
        self.nodes.append(field(1, written + field(6, "")))  # a description, of no length
        return output

    def weight(self, name, *dims):
        self.weights.append(tensor(dims, 1, name))
        return name

    def integer(self, n, dims=(), **said):
        return self.node("Constant", [], value=tensor(dims, 7, raw=struct.pack("<q", n)), **said)

    def real(self, x, scope=""):
        return self.node("Constant", [], scope, value=tensor((), 1, raw=struct.pack("<f", x)))

    def extent(self, x, axis):
        return self.node("Gather", [self.node("Shape", [x]), self.integer(axis)], axis=0)

    def as_list(self, x, number, value):
        """An extent as a list of one; the exporter numbers the constant that it needs for this, and its value."""
        axes = self.integer(0, (1,), name=f"Constant_{number}", output=f"onnx::Unsqueeze_{value}")
        return self.node("Unsqueeze", [x, axes])

    def normalized(self, x, scope, weights, output=None):
        less = self.node("Sub", [x, self.node("ReduceMean", [x], scope, axes=(-1,))], scope)
        square = self.node("Pow", [less, self.real(2.0, scope)], scope)
        variance = self.node("ReduceMean", [square], scope, axes=(-1,))
        root = self.node("Sqrt", [self.node("Add", [variance, self.real(1e-5, scope)], scope)], scope)
        scaled = self.node("Mul", [self.node("Div", [less, root], scope), self.weight(weights + ".weight", self.width)], scope)
        return self.node("Add", [scaled, self.weight(weights + ".bias", self.width)], scope, output)

    def dense(self, x, scope, layer, units):
        """The product's weights are transposed, and so they lose their name."""
        what = scope.split("_")[0]
        inputs = self.inner if what == "down" else self.width
        self.merged.append(((inputs, units), what, layer))
        product = self.node("MatMul", [x, self.merged_name(layer, what)], scope)
        return self.node("Add", [self.weight(f"layers.{layer}.{what}.bias", units), product], scope)

    def merged_name(self, layer, what):
        place = {"query": 0, "key": 2, "value": 4, "out": 6, "up": 7, "down": 8}[what]
        return f"onnx::MatMul_{self.last_value() + 4 + 9 * layer + place}"

    def last_value(self):
        return 77 + 150 * self.layers

    def by_heads(self, x, number, value):
        """[batch, sequence, heads, width of a head], as the module computes it from the shape of x."""
        batch, sequence, width = (self.extent(x, axis) for axis in range(3))
        size = self.node("Div", [width, self.integer(self.heads)])
        size = self.node("Cast", [self.node("Cast", [size], to=7)], to=7)
        batch = self.as_list(batch, number, value)
        sequence = self.as_list(sequence, number + 2, value + 2)
        heads = self.integer(self.heads, (1,))
        size = self.as_list(size, number + 5, value + 6)
        return self.node("Reshape", [x, self.node("Concat", [batch, sequence, heads, size], axis=0)])

    def layer(self, x, mask, i):
        number, value, last = 141 * i, 150 * i, i == self.layers - 1
        scope = (lambda name: f"{name}_{i}" if i else name)
        query = self.by_heads(self.dense(x, scope("query"), i, self.width), 50 + number, 94 + value)
        query = self.node("Transpose", [query], perm=(0, 2, 1, 3))
        key = self.by_heads(self.dense(x, scope("key"), i, self.width), 75 + number, 121 + value)
        values = self.by_heads(self.dense(x, scope("value"), i, self.width), 99 + number, 147 + value)
        values = self.node("Transpose", [values], perm=(0, 2, 1, 3))
        product = self.node("MatMul", [query, self.node("Transpose", [key], perm=(0, 2, 3, 1))])
        scaled = self.node("Div", [product, self.real((self.width / self.heads) ** 0.5)])
        weights = self.node("Softmax", [self.node("Add", [scaled, mask])], axis=-1)
        seen = self.node("Transpose", [self.node("MatMul", [weights, values])], perm=(0, 2, 1, 3))
        extents = [self.extent(seen, axis) for axis in range(4)]
        extents[2:] = [self.node("Mul", extents[2:])]
        lists = [self.as_list(e, 130 + number + 2 * k, 179 + value + 2 * k) for k, e in enumerate(extents)]
        seen = self.node("Reshape", [seen, self.node("Concat", lists, axis=0)])
        sum_ = self.node("Add", [self.dense(seen, scope("out"), i, self.width), x])
        x = self.normalized(sum_, scope("n1"), f"layers.{i}.n1")
        up = self.dense(x, scope("up"), i, self.inner)
        erf = self.node("Erf", [self.node("Div", [up, self.real(2 ** 0.5)])])
        gelu = self.node("Mul", [up, self.node("Add", [erf, self.real(1.0)])])
        gelu = self.node("Mul", [gelu, self.real(0.5)])
        sum_ = self.node("Add", [self.dense(gelu, scope("down"), i, self.width), x])
        return self.normalized(sum_, scope("n2"), f"layers.{i}.n2", f"onnx::Gather_{self.last_value()}" if last else None)

    def graph(self):
        embedded = [self.weight("word.weight", self.words, self.width),
                    self.weight("position.weight", self.positions, self.width),
                    self.weight("kind.weight", 2, self.width)]
        zero = self.integer(0)
        mask = self.node("Unsqueeze", ["x1", self.integer(1, (1,))])
        mask = self.node("Cast", [self.node("Unsqueeze", [mask, self.integer(2, (1,))])], to=1)
        mask = self.node("Sub", [self.real(1.0), mask])
        mask = self.node("Mul", [mask, self.real(-10000.0)])
        word = self.node("Gather", [embedded[0], "x0"], "word")
        x = self.node("Add", [word, self.node("Gather", [embedded[2], "x2"], "kind")])
        length = self.node("Cast", [self.extent("x0", 1)], to=7)
        position = self.node("Range", [self.integer(0), length, self.integer(1)])
        position = self.node("Unsqueeze", [position, self.integer(0, (1,))])
        x = self.node("Add", [x, self.node("Gather", [embedded[1], position], "position")])
        x = self.normalized(x, "norm", "norm")
        for i in range(self.layers):
            x = self.layer(x, mask, i)
        first = self.node("Gather", [x, zero], axis=1)
        pooled = [first, self.weight("pool.weight", self.width, self.width), self.weight("pool.bias", self.width)]
        pooled = self.node("Gemm", pooled, "pool", alpha=1.0, beta=1.0, transB=1)
        pooled = self.node("Tanh", [pooled], output=str(self.last_value() + 3))
        weights = self.weights + [tensor(d, 1, self.merged_name(i, what)) for d, what, i in self.merged]
        open_ = [f"Add{x}_dim_{axis}" for axis in range(2)]
        ports = [field(11, port(f"x{i}", 7, ("batch", "sequence"))) for i in range(3)]
        ports += [field(12, port(x, 1, (*open_, self.width))), field(12, port(pooled, 1, (open_[0], self.width)))]
        return b"".join(self.nodes) + field(2, "torch_jit") + b"".join(field(5, w) for w in weights) + b"".join(ports)


def bert(layers=12, width=768, heads=12, inner=3072, words=30522, positions=512):
    graph = Bert(layers, width, heads, inner, words, positions).graph()
    return field(1, 7) + field(2, "pytorch") + field(3, "1.13.0") + field(7, graph) + field(8, field(2, 13))


if __name__ == "__main__":
    if sys.argv[1] == "--compare":
        with open(sys.argv[2], "rb") as file:
            if file.read() != bert(layers=2, width=32, heads=4, inner=64, words=100, positions=40):
                sys.exit(f"{sys.argv[2]}: its bytes are others")
    else:
        with open(sys.argv[1], "wb") as file:
            file.write(bert())
