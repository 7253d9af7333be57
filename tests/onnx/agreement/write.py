"""Networks of torchvision, written with torch's own layers alone, and exported to ONNX: it prints their names in a line, and then,
for each line `NAME FILE` that it reads, writes the file and prints the number of parameters that torch has. Weights are random
and no two tensors are equal, so that the exporter merges nothing; batch normalisations stay.
"""

import sys

import torch
from torch import nn


def chain(*parts):
    return nn.Sequential(*parts)


def conv(i, o, k=1, stride=1, groups=1, relu=nn.ReLU):
    """A convolution with as much padding as keeps the extent, a batch normalisation, and what is behind it."""
    layers = [nn.Conv2d(i, o, k, stride, k // 2, groups=groups, bias=False), nn.BatchNorm2d(o)]
    return chain(*layers, *([relu()] if relu else []))


class Residual(nn.Module):
    def __init__(self, body, shortcut=None, after=None):
        super().__init__()
        self.body, self.shortcut, self.after = body, shortcut or nn.Identity(), after or nn.Identity()

    def forward(self, x):
        return self.after(self.body(x) + self.shortcut(x))


class Beside(nn.Module):
    """Parts that read the same, one behind the other in the channels."""

    def __init__(self, *parts):
        super().__init__()
        self.parts = nn.ModuleList(parts)

    def forward(self, x):
        return torch.cat([p(x) for p in self.parts], 1)


def head(i, classes=1000):
    return chain(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(i, classes))


def resnet(blocks, bottleneck, groups=1, width=64):
    parts = [conv(3, 64, 7, 2), nn.MaxPool2d(3, 2, 1)]
    i = 64
    for stage, count in enumerate(blocks):
        base = 64 << stage
        o = base * (4 if bottleneck else 1)
        inner = base * width // 64 * groups
        for b in range(count):
            stride = 2 if b == 0 and stage != 0 else 1
            body = (chain(conv(i, inner), conv(inner, inner, 3, stride, groups), conv(inner, o, relu=None)) if bottleneck
                    else chain(conv(i, o, 3, stride), conv(o, o, 3, relu=None)))
            parts.append(Residual(body, conv(i, o, 1, stride, relu=None) if stride != 1 or i != o else None, nn.ReLU()))
            i = o
    return chain(*parts, head(i))


def alexnet():
    def c(i, o, *window):
        return chain(nn.Conv2d(i, o, *window), nn.ReLU())

    return chain(c(3, 64, 11, 4, 2), nn.MaxPool2d(3, 2), c(64, 192, 5, 1, 2), nn.MaxPool2d(3, 2), c(192, 384, 3, 1, 1),
                 c(384, 256, 3, 1, 1), c(256, 256, 3, 1, 1), nn.MaxPool2d(3, 2), nn.AdaptiveAvgPool2d(6), nn.Flatten(),
                 nn.Dropout(), nn.Linear(9216, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(),
                 nn.Linear(4096, 1000))


def squeezenet(first, plan):
    parts, i = [*first], first[0].out_channels
    for fire in plan:
        if fire is None:
            parts.append(nn.MaxPool2d(3, 2, ceil_mode=True))
            continue
        s, e = fire
        parts += [nn.Conv2d(i, s, 1), nn.ReLU(),
                  Beside(chain(nn.Conv2d(s, e, 1), nn.ReLU()), chain(nn.Conv2d(s, e, 3, 1, 1), nn.ReLU()))]
        i = 2 * e
    return chain(*parts, nn.Dropout(), nn.Conv2d(i, 1000, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())


def densenet(blocks, growth=32, i=64):
    def batch_first(i, o, k):
        return chain(nn.BatchNorm2d(i), nn.ReLU(), nn.Conv2d(i, o, k, 1, k // 2, bias=False))

    parts = [conv(3, i, 7, 2), nn.MaxPool2d(3, 2, 1)]
    for number, count in enumerate(blocks):
        for _ in range(count):
            parts.append(Beside(nn.Identity(), chain(batch_first(i, 4 * growth, 1), batch_first(4 * growth, growth, 3))))
            i += growth
        if number + 1 != len(blocks):
            parts += [batch_first(i, i // 2, 1), nn.AvgPool2d(2)]
            i //= 2
    return chain(*parts, nn.BatchNorm2d(i), nn.ReLU(), head(i))


def inverted(i, o, expand, k, stride, relu):
    inner = i * expand
    body = chain(*([conv(i, inner, relu=relu)] if expand != 1 else []), conv(inner, inner, k, stride, inner, relu),
                 conv(inner, o, relu=None))
    return Residual(body) if stride == 1 and i == o else body


def mobilenet_v2():
    parts, i = [conv(3, 32, 3, 2, relu=nn.ReLU6)], 32
    for expand, o, count, stride in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
                                     (6, 320, 1, 1)):
        for b in range(count):
            parts.append(inverted(i, o, expand, 3, stride if b == 0 else 1, nn.ReLU6))
            i = o
    return chain(*parts, conv(i, 1280, relu=nn.ReLU6), head(1280))


def mnasnet(depths):
    d = depths
    parts = [conv(3, d[0], 3, 2), conv(d[0], d[0], 3, groups=d[0]), conv(d[0], d[1], relu=None)]
    plan = ((3, 2, 3, 3), (5, 2, 3, 3), (5, 2, 6, 3), (3, 1, 6, 2), (5, 2, 6, 4), (3, 1, 6, 1))
    for n, (k, stride, expand, count) in enumerate(plan):
        for b in range(count):
            parts.append(inverted(d[n + 1] if b == 0 else d[n + 2], d[n + 2], expand, k, stride if b == 0 else 1, nn.ReLU))
    return chain(*parts, conv(d[-1], 1280), head(1280))


class Shuffled(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        half, self.stride = o // 2, stride
        near = chain(conv(i, i, 3, stride, i, None), conv(i, half)) if stride != 1 else nn.Identity()
        far = i if stride != 1 else half
        self.near, self.far = near, chain(conv(far, half), conv(half, half, 3, stride, half, None), conv(half, half))

    def forward(self, x):
        a, b = (x, x) if self.stride != 1 else x.chunk(2, 1)
        y = torch.cat((self.near(a), self.far(b)), 1)
        n, c, h, w = y.shape
        return y.view(n, 2, c // 2, h, w).transpose(1, 2).contiguous().view(n, c, h, w)


def shufflenet(channels):
    parts, i = [conv(3, 24, 3, 2), nn.MaxPool2d(3, 2, 1)], 24
    for o, count in zip(channels, (4, 8, 4)):
        for b in range(count):
            parts.append(Shuffled(i, o, 2 if b == 0 else 1))
            i = o
    return chain(*parts, conv(i, channels[3]), head(channels[3]))


def fires(*at):
    plan = [(16, 64), (16, 64), (32, 128), (32, 128), (48, 192), (48, 192), (64, 256), (64, 256)]
    for position in at:
        plan.insert(position, None)
    return plan


NETWORKS = {
    "alexnet": alexnet,
    "resnet18": lambda: resnet((2, 2, 2, 2), False),
    "resnet34": lambda: resnet((3, 4, 6, 3), False),
    "resnet50": lambda: resnet((3, 4, 6, 3), True),
    "resnext50_32x4d": lambda: resnet((3, 4, 6, 3), True, 32, 4),
    "squeezenet1_0": lambda: squeezenet([nn.Conv2d(3, 96, 7, 2), nn.ReLU()], fires(0, 4, 9)),
    "squeezenet1_1": lambda: squeezenet([nn.Conv2d(3, 64, 3, 2), nn.ReLU()], fires(0, 3, 6)),
    "densenet121": lambda: densenet((6, 12, 24, 16)),
    "mobilenet_v2": mobilenet_v2,
    "mnasnet0_5": lambda: mnasnet((16, 8, 16, 24, 40, 48, 96, 160)),
    "mnasnet1_0": lambda: mnasnet((32, 16, 24, 40, 80, 96, 192, 320)),
    "shufflenet_v2_x0_5": lambda: shufflenet((48, 96, 192, 1024)),
    "shufflenet_v2_x1_0": lambda: shufflenet((116, 232, 464, 1024)),
}


def write(name, path):
    torch.manual_seed(1)
    torch.set_num_threads(1)
    net = NETWORKS[name]().eval()
    with torch.no_grad():
        for p in net.parameters():
            p.uniform_(-0.1, 0.1)
        for b in net.buffers():
            if b.is_floating_point():
                b.uniform_(0.5, 1.5)
        torch.onnx.export(net, torch.zeros(1, 3, 224, 224), path, opset_version=13, do_constant_folding=False,
                          training=torch.onnx.TrainingMode.PRESERVE)
    return sum(p.numel() for p in net.parameters())


if __name__ == "__main__":
    print(" ".join(NETWORKS), flush=True)
    for line in sys.stdin:
        print(write(*line.split()), flush=True)
