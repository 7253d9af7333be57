"""Measures training in PyTorch: the multiply-adds of the backward pass, by the operators that the dispatcher sees, and the
bytes that autograd keeps between forward and backward, by saved_tensors_hooks, each storage once, weights not counted.

  pytorch.py PROGRAM    compares with what PROGRAM prints, lines of "name backward kept"
  pytorch.py            prints what it measures
Ends with 77 where PyTorch is not installed.
"""
import subprocess
import sys

try:
    import torch
    from torch.utils._python_dispatch import TorchDispatchMode
except ImportError:
    print("PyTorch is not installed")
    sys.exit(77)
from torch import nn
import torch.nn.functional as F

aten = torch.ops.aten


def product(numbers):
    result = 1
    for n in numbers:
        result *= int(n)
    return result


def convolution(x, w, out, transposed):
    """Each weight meets each position of the output; of the input, if it is transposed."""
    return x[0] * product(w) * product((x if transposed else out)[2:])


class Counter(TorchDispatchMode):
    def __init__(self):
        super().__init__()
        self.macs = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        out = func(*args, **(kwargs or {}))
        if func is aten.mm.default:
            self.macs += args[0].shape[0] * args[0].shape[1] * args[1].shape[1]
        elif func is aten.addmm.default:
            self.macs += args[1].shape[0] * args[1].shape[1] * args[2].shape[1]
        elif func is aten.bmm.default:
            self.macs += product(args[0].shape) * args[1].shape[2]
        elif func in (aten.mv.default, aten.dot.default, aten.addmv.default, aten.baddbmm.default):
            raise AssertionError(f"not counted: {func}")
        elif func is aten.convolution.default:
            self.macs += convolution(args[0].shape, args[1].shape, out.shape, args[6])
        elif func is aten.convolution_backward.default:
            grad, x, w = args[0].shape, args[1].shape, args[2].shape
            once = convolution(x, w, grad, args[7])
            self.macs += once * (int(args[10][0]) + int(args[10][1]))
        return out


def measure(model, x, wants=False):
    """The multiply-adds of forward and backward, and the bytes kept."""
    model.train()
    if wants:
        x.requires_grad_(True)
    weights = {p.storage().data_ptr() for p in list(model.parameters()) + list(model.buffers())}
    kept = {}

    def keep(t):
        s = t.storage()
        if s.data_ptr() not in weights:
            kept[s.data_ptr()] = max(kept.get(s.data_ptr(), 0), t.numel() * t.element_size())
            alive.append(t)
        return t

    alive = []
    with torch.autograd.graph.saved_tensors_hooks(keep, lambda t: t):
        model(x)
    out = model(x)
    gradient = torch.ones_like(out)
    with Counter() as counter:
        out.backward(gradient)
    return counter.macs, sum(kept.values())


class Residual(nn.Module):
    def __init__(self, *body, shortcut=None):
        super().__init__()
        self.body = nn.Sequential(*body)
        self.shortcut = shortcut

    def forward(self, x):
        return self.body(x) + (x if self.shortcut is None else self.shortcut(x))


class Multiplied(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        a, b = self.branches
        return a(x) * b(x)


class Concatenated(Multiplied):
    def forward(self, x):
        return torch.cat([b(x) for b in self.branches], 1)


class Call(nn.Module):
    def __init__(self, f):
        super().__init__()
        self.f = f

    def forward(self, x):
        return self.f(x)


class Dropout(nn.Module):
    """As on a GPU, whose kernel keeps a mask of one byte each; the processor's keeps numbers."""

    def forward(self, x):
        return torch.native_dropout(x, 0.5, True)[0]


class Attention(nn.Module):
    """Heads over (batch, time, width); the scores are kept. They are not scaled: the factor would be kept, eight bytes."""

    def __init__(self, width, heads, size):
        super().__init__()
        self.heads, self.size = heads, size
        self.q, self.k, self.v = (nn.Linear(width, heads * size) for _ in range(3))
        self.out = nn.Linear(heads * size, width)

    def forward(self, x):
        n, t, _ = x.shape
        q, k, v = (p(x).view(n, t, self.heads, self.size).transpose(1, 2).reshape(n * self.heads, t, self.size)
                   for p in (self.q, self.k, self.v))
        scores = F.softmax(torch.bmm(q, k.transpose(1, 2)), -1)
        y = torch.bmm(scores, v).view(n, self.heads, t, self.size).transpose(1, 2).reshape(n, t, -1)
        return self.out(y)


class Steps(nn.Module):
    """A recurrent layer that is unrolled: one product with the input and one with the state in each step."""

    def __init__(self, gates, inputs, units, step, last=False):
        super().__init__()
        self.w = nn.Linear(inputs, gates * units)
        self.u = nn.Linear(units, gates * units, bias=False)
        self.units, self.step, self.last = units, step, last

    def forward(self, x):
        state = (torch.zeros(x.shape[0], self.units),) * 2
        out = []
        for t in range(x.shape[1]):
            state = self.step(self.w(x[:, t]), self.u(state[0]), state)
            out.append(state[0])
        return out[-1] if self.last else torch.stack(out, 1)


def lstm_step(x, h, state):
    i, f, g, o = (x + h).chunk(4, 1)
    c = torch.sigmoid(f) * state[1] + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def gru_step(x, h, state):
    xr, xz, xn = x.chunk(3, 1)
    hr, hz, hn = h.chunk(3, 1)
    z = torch.sigmoid(xz + hz)
    n = torch.tanh(xn + torch.sigmoid(xr + hr) * hn)
    return (n * (1 - z) + z * state[0],) * 2


def rnn_step(x, h, state):
    return (torch.tanh(x + h),) * 2


def frozen(module):
    for p in module.parameters():
        p.requires_grad_(False)
    return module


def shared_twice(layer):
    return nn.Sequential(layer, nn.Tanh(), layer, nn.Tanh(), nn.Linear(8, 2))


def image(*extents):
    return torch.randn(1, *extents)


NETWORKS = {
    # name: (model, input, whether the input wants a gradient)
    "perceptron": lambda: (nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 4)), torch.randn(1, 8)),
    "perceptron_of_input": lambda: (nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 4)), torch.randn(1, 8), True),
    "activations": lambda: (nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.Linear(16, 16), nn.Sigmoid(), nn.Linear(16, 16),
                                          nn.SiLU(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 4), nn.Softmax(-1)),
                            torch.randn(1, 8)),
    "dropped": lambda: (nn.Sequential(nn.Linear(8, 16), nn.ReLU(), Dropout(), nn.Linear(16, 4)), torch.randn(1, 8)),
    "convolutional": lambda: (nn.Sequential(nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
                                            nn.MaxPool2d(2), nn.Conv2d(8, 16, 3), nn.ReLU(), nn.Flatten(),
                                            nn.Linear(16 * 36, 10)), image(3, 16, 16)),
    "residual": lambda: (nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(),
                                       Residual(nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
                                                nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)), nn.ReLU(),
                                       Residual(nn.Conv2d(8, 16, 3, stride=2, padding=1),
                                                shortcut=nn.Conv2d(8, 16, 1, stride=2)), nn.ReLU(),
                                       nn.Flatten(), nn.Linear(16 * 16, 5)), image(3, 8, 8)),
    "separable": lambda: (nn.Sequential(nn.Conv2d(4, 4, 3, padding=1, groups=4, bias=False), nn.BatchNorm2d(4), nn.ReLU6(),
                                        nn.Conv2d(4, 8, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU6(), nn.Flatten(),
                                        nn.Linear(8 * 64, 3)), image(4, 8, 8)),
    "transposed": lambda: (nn.Sequential(nn.Conv2d(1, 4, 3, stride=2, padding=1), nn.LeakyReLU(),
                                         nn.ConvTranspose2d(4, 2, 2, stride=2), nn.Sigmoid()), image(1, 8, 8)),
    "gated": lambda: (nn.Sequential(nn.LayerNorm(8), Multiplied(nn.Sequential(nn.Linear(8, 12), nn.SiLU()), nn.Linear(8, 12)),
                                    nn.Linear(12, 8)), torch.randn(1, 6, 8)),
    "concatenated": lambda: (nn.Sequential(Concatenated(nn.Sequential(nn.Conv2d(3, 4, 1), nn.ReLU()),
                                                        nn.Sequential(nn.Conv2d(3, 2, 3, padding=1), nn.ReLU())),
                                           nn.Conv2d(6, 2, 1)), image(3, 6, 6)),
    "embedded": lambda: (nn.Sequential(nn.Embedding(50, 8), nn.LayerNorm(8), nn.Linear(8, 4)), torch.randint(50, (1, 6))),
    "encoder": lambda: (nn.Sequential(nn.Linear(8, 8), Residual(nn.LayerNorm(8), Attention(8, 2, 4)),
                                      Residual(nn.LayerNorm(8), nn.Linear(8, 32), nn.GELU(), nn.Linear(32, 8))),
                        torch.randn(1, 6, 8)),
    "head_only": lambda: (nn.Sequential(frozen(nn.Linear(8, 16)), nn.ReLU(), frozen(nn.Linear(16, 16)), nn.ReLU(),
                                        nn.Linear(16, 4)), torch.randn(1, 8)),
    "frozen_middle": lambda: (nn.Sequential(nn.Linear(8, 16), nn.Tanh(), frozen(nn.Linear(16, 16)), nn.Tanh(),
                                            nn.Linear(16, 4)), torch.randn(1, 8)),
    "shared": lambda: (shared_twice(nn.Linear(8, 8)), torch.randn(1, 8)),
    "lstm": lambda: (nn.Sequential(Steps(4, 6, 5, lstm_step), nn.Linear(5, 2)), torch.randn(1, 7, 6)),
    "gru": lambda: (nn.Sequential(Steps(3, 6, 5, gru_step, True), nn.Linear(5, 2)), torch.randn(1, 7, 6)),
    "two_rnn": lambda: (nn.Sequential(Steps(1, 6, 5, rnn_step), Steps(1, 5, 4, rnn_step, True)), torch.randn(1, 7, 6)),
}
# Unrolled steps keep more than a layer that is one kernel: only their multiply-adds are compared.
ONLY_BACKWARD = {"lstm", "gru", "two_rnn"}


def main():
    torch.manual_seed(0)
    measured = {name: measure(*make()) for name, make in NETWORKS.items()}
    if len(sys.argv) < 2:
        for name, (macs, kept) in measured.items():
            print(name, macs, kept)
        return 0
    counted = {}
    for line in subprocess.run(sys.argv[1:2], check=True, capture_output=True, text=True).stdout.splitlines():
        name, macs, kept = line.split()
        counted[name] = (int(macs), int(kept))
    bad = 0
    for name in sorted(measured.keys() | counted.keys()):
        m, c = measured.get(name), counted.get(name)
        if m is None or c is None or m[0] != c[0] or (m[1] != c[1] and name not in ONLY_BACKWARD):
            print(f"{name}: PyTorch has {m}, nns counts {c} (multiply-adds of the backward pass, bytes kept)")
            bad += 1
    print(f"{len(measured) - bad} of {len(measured)} networks agree with PyTorch {torch.__version__}")
    return 1 if bad else 0


sys.exit(main())
