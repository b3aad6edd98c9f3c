"""Writes export-patterns.oracle.jsonl: small networks as exporters write them, with what ONNX Runtime makes of an image.

pip install onnx==1.23.1 onnxruntime==1.30.0 && python export-patterns.oracle.py > export-patterns.oracle.jsonl
"""

import base64
import json

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(7)
F, I64, U8, I8, F16, I32 = (
    TensorProto.FLOAT,
    TensorProto.INT64,
    TensorProto.UINT8,
    TensorProto.INT8,
    TensorProto.FLOAT16,
    TensorProto.INT32,
)


def w(*shape, scale=0.5):
    return np.round(random.standard_normal(shape) * scale, 3).astype(np.float32)


def ints(*values):
    return np.array(values, np.int64)


def node(kind, inputs, output, **attributes):
    outputs = output if isinstance(output, list) else [output]
    return helper.make_node(kind, inputs, outputs, **attributes)


def case(name, nodes, weights, shape, opset, batch=1, ir=8, out=None, as_inputs=False, tolerance=1e-4, dtype=F):
    """Adds a network with input `x` of [batch, *shape] whose output is the last node's, or `out`."""
    initializers = [numpy_helper.from_array(np.asarray(v), k) for k, v in weights.items()]
    output = out or nodes[-1].output[0]
    inputs = [helper.make_tensor_value_info("x", dtype, [batch, *shape])]
    if as_inputs:
        inputs += [helper.make_tensor_value_info(t.name, t.data_type, t.dims) for t in initializers]
    graph = helper.make_graph(nodes, name, inputs, [helper.make_empty_tensor_value_info(output)], initializers)
    model = helper.make_model(graph, ir_version=ir, opset_imports=[helper.make_opsetid("", opset)])
    data = model.SerializeToString()
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(data, options)
    kind = np.float16 if dtype == F16 else np.float32
    images = np.round(random.standard_normal((2, *shape)), 3).astype(kind)
    results = [session.run([output], {"x": image[None]})[0].astype(np.float64) for image in images]
    print(
        json.dumps(
            {
                "name": name,
                "model": base64.b64encode(data).decode(),
                "images": [float(v) for v in images.ravel()],
                "output": [float(f"{v:.6g}") for result in results for v in result.ravel()],
                "tolerance": tolerance,
            }
        )
    )


def conv_relu(prefix="", outputs=4, inputs=3, pads=1):
    return (
        [
            node("Conv", ["x", "w"], "c", kernel_shape=[3, 3], pads=[pads] * 4),
            node("Relu", ["c"], "r"),
        ],
        {"w": w(outputs, inputs, 3, 3)},
    )


# torchvision before 0.6: x.view(x.size(0), -1)
body, weights = conv_relu()
case(
    "flatten by Shape, Gather, Unsqueeze, Concat, Reshape, batch left open",
    body
    + [
        node("Shape", ["r"], "shape"),
        node("Constant", [], "zero", value=numpy_helper.from_array(np.array(0, np.int64))),
        node("Gather", ["shape", "zero"], "n", axis=0),
        node("Unsqueeze", ["n"], "n1", axes=[0]),
        node("Constant", [], "rest", value=numpy_helper.from_array(ints(-1))),
        node("Concat", ["n1", "rest"], "to", axis=0),
        node("Reshape", ["r", "to"], "flat"),
        node("Gemm", ["flat", "fc", "b"], "y", transB=1, alpha=0.5, beta=2.0),
    ],
    {**weights, "fc": w(5, 4 * 36), "b": w(5)},
    [3, 6, 6],
    9,
    batch="N",
)
body, weights = conv_relu()
case(
    "the same with axes as inputs, Slice of the shape and Squeeze, version 13",
    body
    + [
        node("Shape", ["r"], "shape"),
        node("Slice", ["shape", "i0", "i1", "i0"], "n"),
        node("Squeeze", ["n", "i0"], "n0"),
        node("Unsqueeze", ["n0", "i0"], "n1"),
        node("Concat", ["n1", "rest"], "to", axis=0),
        node("Reshape", ["r", "to"], "flat"),
        node("MatMul", ["flat", "fc"], "m"),
        node("Add", ["b", "m"], "y"),
    ],
    {**weights, "fc": w(4 * 36, 5), "b": w(5), "i0": ints(0), "i1": ints(1), "rest": ints(-1)},
    [3, 6, 6],
    13,
    batch="batch",
)
body, weights = conv_relu()
case(
    "adaptive pooling and flatten of torch.export, version 18",
    body
    + [
        node("ReduceMean", ["r", "axes"], "mean", keepdims=1),
        node("Reshape", ["mean", "to"], "flat", allowzero=1),
        node("Gemm", ["flat", "fc", "b"], "y", transB=1),
    ],
    {**weights, "axes": ints(-1, -2), "to": ints(1, 4), "fc": w(5, 4), "b": w(5)},
    [3, 6, 6],
    18,
)
for opset, name in ((9, "attributes"), (11, "inputs")):
    body, weights = conv_relu()
    clip = (
        node("Clip", ["c"], "r6", min=0.0, max=6.0)
        if opset == 9
        else node("Clip", ["c", "low", "high"], "r6")
    )
    case(
        f"Clip with bounds as {name}",
        body[:1] + [clip, node("GlobalAveragePool", ["r6"], "g"), node("Flatten", ["g"], "y")],
        {**weights, **({} if opset == 9 else {"low": np.float32(0), "high": np.float32(6)})},
        [3, 6, 6],
        opset,
    )
body, weights = conv_relu()
case(
    "Clip with a lower bound only, and one of none",
    body[:1] + [node("Clip", ["c", "low"], "l"), node("Clip", ["l", "", "high"], "y")],
    {**weights, "low": np.float32(-0.25), "high": np.float32(0.5)},
    [3, 6, 6],
    12,
)
body, weights = conv_relu()
case(
    "hard swish in parts",
    body[:1]
    + [
        node("Constant", [], "three", value_float=3.0),
        node("Add", ["c", "three"], "a"),
        node("Clip", ["a", "low", "high"], "k"),
        node("Div", ["k", "high"], "d"),
        node("Mul", ["c", "d"], "y"),
    ],
    {**weights, "low": np.float32(0), "high": np.float32(6)},
    [3, 6, 6],
    13,
)
body, weights = conv_relu()
case(
    "squeeze and excitation with a HardSigmoid",
    body
    + [
        node("GlobalAveragePool", ["r"], "g"),
        node("Conv", ["g", "s1", "b1"], "e1"),
        node("Relu", ["e1"], "e2"),
        node("Conv", ["e2", "s2"], "e3"),
        node("HardSigmoid", ["e3"], "e4", alpha=1 / 6, beta=0.5),
        node("Mul", ["e4", "r"], "y"),
    ],
    {**weights, "s1": w(2, 4, 1, 1), "b1": w(2), "s2": w(4, 2, 1, 1)},
    [3, 6, 6],
    13,
)
case(
    "Dropout with its mask, twice",
    [
        node("Dropout", ["x"], ["d", "mask"], ratio=0.5),
        node("Conv", ["d", "w"], "c"),
        node("Dropout", ["c"], ["d2", "mask2"], ratio=0.25),
        node("Flatten", ["d2"], "y", axis=1),
    ],
    {"w": w(2, 3, 3, 3)},
    [3, 5, 5],
    9,
)
case(
    "Dropout with ratio and training_mode as inputs",
    [
        node("Dropout", ["x", "ratio", "training"], ["d", "mask"]),
        node("Conv", ["d", "w"], "y"),
    ],
    {"w": w(2, 3, 3, 3), "ratio": np.float32(0.5), "training": np.array(False)},
    [3, 5, 5],
    13,
)
for opset in (7, 9, 14, 15):
    body, weights = conv_relu()
    bn = dict(epsilon=1e-3, momentum=0.9)
    if opset >= 14:
        bn["training_mode"] = 0
    case(
        f"BatchNormalization of version {opset} before and behind a convolution",
        [
            node("BatchNormalization", ["x", "s0", "b0", "m0", "v0"], "n", **bn),
            node("Conv", ["n", "w"], "c", kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
            node("BatchNormalization", ["c", "s", "b", "m", "v"], "bn", **bn),
            node("Relu", ["bn"], "y"),
        ],
        {
            **weights,
            "s0": 1 + w(3),
            "b0": w(3),
            "m0": w(3),
            "v0": np.abs(w(3)) + 0.1,
            "s": 1 + w(4),
            "b": w(4),
            "m": w(4),
            "v": np.abs(w(4)) + 0.1,
        },
        [3, 6, 6],
        opset,
    )
case(
    "Gemm with alpha, beta, no transposition and a bias of one row",
    [
        node("Flatten", ["x"], "f"),
        node("Gemm", ["f", "w", "b"], "g", alpha=0.25, beta=0.5),
        node("Relu", ["g"], "r"),
        node("Gemm", ["r", "w2"], "y", alpha=2.0),
    ],
    {"w": w(12, 6), "b": w(1, 6), "w2": w(6, 3)},
    [3, 2, 2],
    13,
)
for ceil, include in ((0, 0), (0, 1), (1, 0), (1, 1)):
    case(
        f"AveragePool ceil_mode {ceil} count_include_pad {include}",
        [
            node(
                "AveragePool",
                ["x"],
                "y",
                kernel_shape=[3, 3],
                strides=[2, 2],
                pads=[1, 1, 1, 1],
                ceil_mode=ceil,
                count_include_pad=include,
            )
        ],
        {},
        [2, 6, 8],
        19,
    )
case(
    "MaxPool with ceil_mode and pads, then Concat with its input's AveragePool",
    [
        node("MaxPool", ["x"], "m", kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 1, 1], ceil_mode=1),
        node("AveragePool", ["x"], "a", kernel_shape=[2, 2], strides=[2, 2]),
        node("Concat", ["m", "a"], "y", axis=1),
    ],
    {},
    [2, 8, 8],
    12,
)
case(
    "Pad with axes, version 18, then Conv without pads",
    [
        node("Pad", ["x", "pads", "value", "axes"], "p", mode="constant"),
        node("Conv", ["p", "w"], "y"),
    ],
    {"pads": ints(1, 2, 0, 1), "value": np.float32(0.5), "axes": ints(-2, -1), "w": w(2, 3, 3, 3)},
    [3, 5, 5],
    18,
)
case(
    "Pad with pads as an attribute, reflecting",
    [node("Pad", ["x"], "p", mode="reflect", pads=[0, 0, 1, 1, 0, 0, 2, 1]), node("Conv", ["p", "w"], "y")],
    {"w": w(2, 3, 3, 3)},
    [3, 5, 5],
    10,
)
case(
    "pads computed in the graph, as PyTorch exports F.pad",
    [
        node("Constant", [], "given", value_ints=[1, 0, 1, 0]),
        node("ConstantOfShape", ["four"], "zeros", value=numpy_helper.from_array(ints(0))),
        node("Concat", ["given", "zeros"], "all", axis=0),
        node("Reshape", ["all", "pairs"], "m"),
        node("Slice", ["m", "last", "first", "i0", "minus"], "back"),
        node("Transpose", ["back"], "t", perm=[1, 0]),
        node("Reshape", ["t", "flat"], "pads64"),
        node("Cast", ["pads64"], "pads", to=I64),
        node("Pad", ["x", "pads"], "p"),
        node("Conv", ["p", "w"], "y"),
    ],
    {
        "four": ints(4),
        "pairs": ints(-1, 2),
        "last": ints(-1),
        "first": ints(-9223372036854775807),
        "i0": ints(0),
        "minus": ints(-1),
        "flat": ints(-1),
        "w": w(2, 3, 3, 3),
    },
    [3, 5, 5],
    12,
)
case(
    "Resize by scales, nearest and asymmetric, added to a lateral convolution",
    [
        node("MaxPool", ["x"], "m", kernel_shape=[2, 2], strides=[2, 2]),
        node("Conv", ["m", "w"], "c"),
        node(
            "Resize",
            ["c", "", "scales"],
            "u",
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        ),
        node("Conv", ["x", "v"], "l"),
        node("Add", ["u", "l"], "y"),
    ],
    {"w": w(4, 3, 1, 1), "v": w(4, 3, 1, 1), "scales": np.array([1, 1, 2, 2], np.float32)},
    [3, 6, 6],
    13,
)
case(
    "Resize to sizes of another tensor, linear, as PyTorch exports interpolate",
    [
        node("MaxPool", ["x"], "m", kernel_shape=[2, 2], strides=[2, 2]),
        node("Shape", ["x"], "sx"),
        node("Slice", ["sx", "i2", "i4", "i0"], "hw"),
        node("Shape", ["m"], "sm"),
        node("Slice", ["sm", "i0", "i2", "i0"], "nc"),
        node("Cast", ["hw"], "hw2", to=I64),
        node("Concat", ["nc", "hw2"], "to", axis=0),
        node(
            "Resize",
            ["m", "", "", "to"],
            "y",
            mode="linear",
            coordinate_transformation_mode="pytorch_half_pixel",
            cubic_coeff_a=-0.75,
        ),
    ],
    {"i0": ints(0), "i2": ints(2), "i4": ints(4)},
    [3, 6, 6],
    13,
)
case(
    "Upsample by scales as an input",
    [node("Upsample", ["x", "scales"], "u", mode="nearest"), node("Conv", ["u", "w"], "y")],
    {"scales": np.array([1, 1, 2, 2], np.float32), "w": w(2, 3, 3, 3)},
    [3, 4, 4],
    9,
)
case(
    "Split into halves, shuffled channels",
    [
        node("Split", ["x"], ["a", "b"], axis=1, num_outputs=2),
        node("Conv", ["b", "w"], "c"),
        node("Concat", ["a", "c"], "j", axis=1),
        node("Reshape", ["j", "g"], "r1"),
        node("Transpose", ["r1"], "t", perm=[0, 2, 1, 3, 4]),
        node("Reshape", ["t", "back"], "s"),
        node("Conv", ["s", "v"], "y", group=2),
    ],
    {
        "w": w(2, 2, 1, 1),
        "g": ints(-1, 2, 2, 4, 4),
        "back": ints(-1, 4, 4, 4),
        "v": w(4, 2, 3, 3),
    },
    [4, 4, 4],
    18,
    batch="N",
)
for name, groups, how in (
    ("depthwise convolution with auto_pad", 4, {"auto_pad": "SAME_UPPER"}),
    ("grouped and dilated convolution", 2, {"dilations": [2, 1], "pads": [2, 1, 1, 0]}),
):
    case(
        name,
        [node("Conv", ["x", "w", "b"], "y", group=groups, **how)],
        {"w": w(4, 4 // groups, 3, 3), "b": w(4)},
        [4, 7, 6],
        11,
    )
case(
    "convolution with auto_pad and strides",
    [node("Conv", ["x", "w", "b"], "y", strides=[2, 2], auto_pad="SAME_LOWER")],
    {"w": w(4, 3, 3, 3), "b": w(4)},
    [3, 7, 6],
    11,
)
case(
    "1-D convolutions and pooling",
    [
        node("Conv", ["x", "w"], "c", pads=[2, 2], dilations=[2], strides=[2]),
        node("Relu", ["c"], "r"),
        node("MaxPool", ["r"], "m", kernel_shape=[2], strides=[2]),
        node("Conv", ["m", "v"], "d"),
        node("ReduceMean", ["d"], "g", axes=[2], keepdims=0),
        node("Gemm", ["g", "fc"], "y", transB=1),
    ],
    {"w": w(4, 3, 3), "v": w(6, 4, 1), "fc": w(3, 6)},
    [3, 16],
    13,
)
case(
    "3-D convolutions and pooling",
    [
        node("Conv", ["x", "w"], "c", pads=[1, 1, 1, 1, 1, 1]),
        node("Relu", ["c"], "r"),
        node("MaxPool", ["r"], "m", kernel_shape=[1, 2, 2], strides=[1, 2, 2]),
        node("Conv", ["m", "v"], "d", strides=[2, 1, 1]),
        node("GlobalAveragePool", ["d"], "g"),
        node("Flatten", ["g"], "y"),
    ],
    {"w": w(4, 2, 3, 3, 3), "v": w(3, 4, 2, 2, 2)},
    [2, 4, 4, 4],
    13,
)
case(
    "ConvTranspose with output_padding and groups",
    [
        node("ConvTranspose", ["x", "w", "b"], "t", strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1], group=2),
        node("Sigmoid", ["t"], "y"),
    ],
    {"w": w(4, 3, 3, 3), "b": w(6)},
    [4, 4, 4],
    13,
)
half = lambda a: a.astype(np.float16)
case(
    "weights and activations of float16",
    [
        node("Conv", ["x", "w", "b"], "c", pads=[1, 1, 1, 1]),
        node("Relu", ["c"], "r"),
        node("GlobalAveragePool", ["r"], "g"),
        node("Flatten", ["g"], "f"),
        node("Gemm", ["f", "fc"], "y", transB=1),
    ],
    {"w": half(w(4, 3, 3, 3)), "b": half(w(4)), "fc": half(w(3, 4))},
    [3, 6, 6],
    13,
    dtype=F16,
    tolerance=4e-3,
)
case(
    "float16 between Casts",
    [
        node("Cast", ["x"], "h", to=F16),
        node("Conv", ["h", "w"], "c"),
        node("Cast", ["c"], "y", to=F),
    ],
    {"w": half(w(4, 3, 3, 3))},
    [3, 6, 6],
    13,
    tolerance=4e-3,
)
body, weights = conv_relu()
case(
    "weights as graph inputs too, version 3 of the file format",
    body + [node("Flatten", ["r"], "f"), node("Gemm", ["f", "fc", "b"], "y", transB=1)],
    {**weights, "fc": w(3, 144), "b": w(3)},
    [3, 6, 6],
    8,
    ir=3,
    as_inputs=True,
)
case(
    "constants of every kind",
    [
        node("Constant", [], "f", value_float=0.5),
        node("Constant", [], "fs", value_floats=[1.0, -1.0, 2.0]),
        node("Constant", [], "i", value_int=1),
        node("Constant", [], "is", value_ints=[1, 3, 1, 1]),
        node("Reshape", ["fs", "is"], "row"),
        node("Mul", ["x", "row"], "m"),
        node("Add", ["m", "f"], "a"),
        node("Cast", ["i"], "one", to=F),
        node("Sub", ["one", "a"], "s"),
        node("Flatten", ["s"], "y"),
    ],
    {},
    [3, 2, 2],
    13,
)
case(
    "instance and group normalisation in parts",
    [
        node("Reshape", ["x", "groups"], "g"),
        node("InstanceNormalization", ["g", "ones", "zeros"], "n", epsilon=1e-5),
        node("Shape", ["x"], "sx"),
        node("Reshape", ["n", "sx"], "back"),
        node("Mul", ["back", "s"], "m"),
        node("Add", ["m", "b"], "y"),
    ],
    {
        "groups": ints(0, 2, -1),
        "ones": np.ones(2, np.float32),
        "zeros": np.zeros(2, np.float32),
        "s": w(4, 1, 1),
        "b": w(4, 1, 1),
    },
    [4, 3, 3],
    13,
)
case(
    "SiLU, GELU by Erf, Softplus and Mish",
    [
        node("Sigmoid", ["x"], "s"),
        node("Mul", ["x", "s"], "silu"),
        node("Div", ["silu", "root"], "d"),
        node("Erf", ["d"], "e"),
        node("Add", ["e", "one"], "a"),
        node("Mul", ["silu", "a"], "m"),
        node("Mul", ["m", "half"], "gelu"),
        node("Softplus", ["gelu"], "sp"),
        node("Tanh", ["sp"], "t"),
        node("Mul", ["gelu", "t"], "y"),
    ],
    {"root": np.float32(2**0.5), "one": np.float32(1), "half": np.float32(0.5)},
    [3, 2, 2],
    13,
    tolerance=1e-5,
)
case(
    "space to depth by slices, as YOLOv5's focus",
    [
        node("Slice", ["x", "a0", "end", "h", "two"], "r0"),
        node("Slice", ["r0", "a0", "end", "v", "two"], "p0"),
        node("Slice", ["x", "a1", "end", "h", "two"], "r1"),
        node("Slice", ["r1", "a0", "end", "v", "two"], "p1"),
        node("Concat", ["p0", "p1"], "j", axis=1),
        node("Conv", ["j", "w"], "y"),
    ],
    {
        "a0": ints(0),
        "a1": ints(1),
        "end": ints(9223372036854775807),
        "h": ints(2),
        "v": ints(3),
        "two": ints(2),
        "w": w(2, 6, 3, 3),
    },
    [3, 6, 6],
    11,
)


def codes(*shape):
    return random.integers(-127, 128, shape).astype(np.int8)


scale = lambda v: np.float32(v)
case(
    "QDQ of PyTorch: weights of int8 by channel, bias of int32, activations of uint8",
    [
        node("QuantizeLinear", ["x", "sx", "zx"], "xq"),
        node("DequantizeLinear", ["xq", "sx", "zx"], "xd"),
        node("DequantizeLinear", ["w", "sw", "zw"], "wd", axis=0),
        node("DequantizeLinear", ["b", "sb"], "bd", axis=0),
        node("Conv", ["xd", "wd", "bd"], "c", pads=[1, 1, 1, 1]),
        node("Relu", ["c"], "r"),
        node("QuantizeLinear", ["r", "sr", "zr"], "rq"),
        node("DequantizeLinear", ["rq", "sr", "zr"], "rd"),
        node("GlobalAveragePool", ["rd"], "g"),
        node("QuantizeLinear", ["g", "sr", "zr"], "gq"),
        node("DequantizeLinear", ["gq", "sr", "zr"], "gd"),
        node("Flatten", ["gd"], "f"),
        node("DequantizeLinear", ["fc", "sf", "zf"], "fd"),
        node("Gemm", ["f", "fd"], "l", transB=1),
        node("QuantizeLinear", ["l", "sl", "zl"], "lq"),
        node("DequantizeLinear", ["lq", "sl", "zl"], "y"),
    ],
    {
        "sx": scale(0.03),
        "zx": np.uint8(120),
        "w": codes(4, 3, 3, 3),
        "sw": np.abs(w(4, scale=0.005)) + np.float32(0.001),
        "zw": np.zeros(4, np.int8),
        "b": np.array([100, -200, 300, 0], np.int32),
        "sb": np.full(4, 1e-4, np.float32),
        "sr": scale(0.02),
        "zr": np.uint8(0),
        "fc": codes(3, 4),
        "sf": scale(0.004),
        "zf": np.int8(0),
        "sl": scale(0.01),
        "zl": np.uint8(128),
    },
    [3, 6, 6],
    13,
    tolerance=1.1e-2,
)
case(
    "QDQ of tf2onnx: images as NHWC behind a Transpose",
    [
        node("Transpose", ["x"], "t", perm=[0, 3, 1, 2]),
        node("QuantizeLinear", ["t", "sx", "zx"], "xq"),
        node("DequantizeLinear", ["xq", "sx", "zx"], "xd"),
        node("DequantizeLinear", ["w", "sw", "zw"], "wd", axis=0),
        node("Conv", ["xd", "wd"], "c", strides=[2, 2], pads=[0, 0, 1, 1]),
        node("Relu", ["c"], "r"),
        node("QuantizeLinear", ["r", "sr", "zr"], "rq"),
        node("DequantizeLinear", ["rq", "sr", "zr"], "rd"),
        node("Transpose", ["rd"], "back", perm=[0, 2, 3, 1]),
        node("Reshape", ["back", "to"], "f"),
        node("MatMul", ["f", "fc"], "y"),
    ],
    {
        "sx": scale(0.03),
        "zx": np.int8(-8),
        "w": codes(4, 3, 3, 3),
        "sw": np.abs(w(4, scale=0.005)) + np.float32(0.001),
        "zw": np.zeros(4, np.int8),
        "sr": scale(0.02),
        "zr": np.int8(-128),
        "to": ints(-1, 36),
        "fc": w(36, 3, scale=0.1),
    },
    [6, 6, 3],
    13,
    tolerance=1.1e-2,
)
case(
    "QLinearConv by channel with bias, and QLinearMatMul",
    [
        node("QuantizeLinear", ["x", "sx", "zx"], "xq"),
        node("QLinearConv", ["xq", "sx", "zx", "w", "sw", "zw", "sr", "zr", "b"], "c", pads=[1, 1, 1, 1], group=1),
        node("MaxPool", ["c"], "m", kernel_shape=[6, 6]),
        node("Flatten", ["m"], "f"),
        node("QLinearMatMul", ["f", "sr", "zr", "fc", "sf", "zf", "sl", "zl"], "l"),
        node("DequantizeLinear", ["l", "sl", "zl"], "y"),
    ],
    {
        "sx": scale(0.03),
        "zx": np.uint8(120),
        "w": codes(4, 3, 3, 3),
        "sw": np.abs(w(4, scale=0.005)) + np.float32(0.001),
        "zw": np.zeros(4, np.int8),
        "b": np.array([100, -200, 300, 0], np.int32),
        "sr": scale(0.02),
        "zr": np.uint8(3),
        "fc": codes(4, 3),
        "sf": scale(0.004),
        "zf": np.int8(0),
        "sl": scale(0.02),
        "zl": np.uint8(100),
    },
    [3, 6, 6],
    13,
    tolerance=2.1e-2,
)
case(
    "a computed gate that is folded: Where of a constant, Expand, Tile",
    [
        node("Shape", ["x"], "sx"),
        node("ConstantOfShape", ["sx"], "zeros"),
        node("Add", ["x", "zeros"], "a"),
        node("Expand", ["row", "like"], "wide"),
        node("Tile", ["wide", "twice"], "tall"),
        node("Where", ["mask", "a", "tall"], "s"),
        node("Flatten", ["s"], "f"),
        node("Softmax", ["f"], "y", axis=-1),
    ],
    {
        "row": w(1, 1, 4),
        "like": ints(1, 2, 4),
        "twice": ints(1, 2, 1),
        "mask": np.array([[[True, False, True, False]] * 4]),
    },
    [2, 4, 4],
    13,
)
case(
    "Softmax of version 11, which flattens",
    [node("Conv", ["x", "w"], "c"), node("Softmax", ["c"], "y", axis=1)],
    {"w": w(3, 3, 1, 1)},
    [3, 2, 2],
    11,
)
case(
    "LRN, PRelu by channel, Elu, LeakyRelu",
    [
        node("LRN", ["x"], "l", size=5, alpha=1e-2, beta=0.75, bias=2.0),
        node("PRelu", ["l", "slope"], "p"),
        node("Elu", ["p"], "e", alpha=0.5),
        node("LeakyRelu", ["e"], "y"),
    ],
    {"slope": w(6, 1, 1)},
    [6, 3, 3],
    13,
)
case(
    "Squeeze behind GlobalAveragePool, as tf2onnx",
    [
        node("Transpose", ["x"], "t", perm=[0, 3, 1, 2]),
        node("Pad", ["t", "pads"], "p"),
        node("Conv", ["p", "w"], "c", strides=[2, 2]),
        node("Mul", ["c", "s"], "m"),
        node("Sub", ["m", "b"], "a"),
        node("Max", ["a", "zero"], "r"),
        node("Min", ["r", "six"], "r6"),
        node("GlobalAveragePool", ["r6"], "g"),
        node("Squeeze", ["g", "axes"], "q"),
        node("MatMul", ["q", "fc"], "y"),
    ],
    {
        "pads": ints(0, 0, 0, 0, 0, 0, 1, 1),
        "w": w(4, 3, 3, 3),
        "s": w(1, 4, 1, 1),
        "b": w(1, 4, 1, 1),
        "zero": np.float32(0),
        "six": np.float32(6),
        "axes": ints(2, 3),
        "fc": w(4, 3),
    },
    [6, 6, 3],
    13,
    batch="unk__12",
)
case(
    "attention over the positions of a feature map, with LayerNormalization in parts",
    [
        node("Conv", ["x", "w"], "c", strides=[2, 2]),
        node("Reshape", ["c", "tokens"], "r"),
        node("Transpose", ["r"], "t", perm=[0, 2, 1]),
        node("ReduceMean", ["t"], "mean", axes=[-1], keepdims=1),
        node("Sub", ["t", "mean"], "d"),
        node("Pow", ["d", "two"], "sq"),
        node("ReduceMean", ["sq"], "var", axes=[-1], keepdims=1),
        node("Add", ["var", "eps"], "ve"),
        node("Sqrt", ["ve"], "sd"),
        node("Div", ["d", "sd"], "n"),
        node("MatMul", ["n", "q"], "qs"),
        node("MatMul", ["n", "k"], "ks"),
        node("Transpose", ["ks"], "kt", perm=[0, 2, 1]),
        node("MatMul", ["qs", "kt"], "scores"),
        node("Softmax", ["scores"], "p", axis=-1),
        node("MatMul", ["p", "n"], "o"),
        node("ReduceMean", ["o"], "pool", axes=[1], keepdims=0),
        node("Gemm", ["pool", "fc"], "y", transB=1),
    ],
    {
        "w": w(6, 3, 2, 2),
        "tokens": ints(0, 6, -1),
        "two": np.float32(2),
        "eps": np.float32(1e-5),
        "q": w(6, 4),
        "k": w(6, 4),
        "fc": w(3, 6),
    },
    [3, 6, 6],
    13,
)
case(
    "residual blocks with Sum, BatchNormalization in between and a strided shortcut",
    [
        node("Conv", ["x", "w1"], "c1", pads=[1, 1, 1, 1], strides=[2, 2]),
        node("BatchNormalization", ["c1", "s", "b", "m", "v"], "n1"),
        node("Relu", ["n1"], "r1"),
        node("Conv", ["r1", "w2"], "c2", pads=[1, 1, 1, 1]),
        node("Conv", ["x", "w3"], "c3", strides=[2, 2]),
        node("Sum", ["c2", "c3", "r1"], "j"),
        node("Relu", ["j"], "r2"),
        node("MaxPool", ["r2"], ["mp", "places"], kernel_shape=[3, 3]),
        node("Flatten", ["mp"], "f"),
        node("LogSoftmax", ["f"], "y", axis=1),
    ],
    {
        "w1": w(4, 3, 3, 3),
        "w2": w(4, 4, 3, 3),
        "w3": w(4, 3, 1, 1),
        "s": 1 + w(4),
        "b": w(4),
        "m": w(4),
        "v": np.abs(w(4)) + 0.1,
    },
    [3, 6, 6],
    10,
)
case(
    "scalars in Mul, Add and Div of one element, HardSwish, as Paddle",
    [
        node("Mul", ["x", "a"], "m"),
        node("Add", ["m", "b"], "n"),
        node("Conv", ["n", "w"], "c"),
        node("HardSwish", ["c"], "h"),
        node("GlobalMaxPool", ["h"], "g"),
        node("Reshape", ["g", "to"], "f"),
        node("Div", ["f", "b"], "y"),
    ],
    {"a": np.array([0.5], np.float32), "b": np.array([0.25], np.float32), "w": w(4, 3, 3, 3), "to": ints(-1, 4)},
    [3, 5, 5],
    14,
)
case(
    "cubic Resize, and a crop by Slice with negative ends",
    [
        node("Resize", ["x", "", "scales"], "r", mode="cubic", coordinate_transformation_mode="half_pixel"),
        node("Slice", ["r", "starts", "ends", "axes"], "s"),
        node("Conv", ["s", "w"], "y"),
    ],
    {
        "scales": np.array([1, 1, 1.5, 1.5], np.float32),
        "starts": ints(1, 1),
        "ends": ints(-1, -2),
        "axes": ints(-2, -1),
        "w": w(2, 3, 3, 3),
    },
    [3, 6, 6],
    13,
)
case(
    "DepthToSpace, two spatial Softmaxes and channel ArgMax left unused",
    [
        node("Conv", ["x", "w"], "c"),
        node("DepthToSpace", ["c"], "d", blocksize=2, mode="CRD"),
        node("ReduceMax", ["d"], "mx", axes=[1], keepdims=1),
        node("Softmax", ["mx"], "s", axis=-1),
        node("ArgMax", ["d"], "unused", axis=1),
        node("Mul", ["d", "s"], "y"),
    ],
    {"w": w(8, 3, 1, 1)},
    [3, 3, 3],
    13,
    out="y",
)
