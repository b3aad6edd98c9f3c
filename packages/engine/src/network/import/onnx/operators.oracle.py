"""Writes operators.oracle.jsonl: small cases of ONNX operators with the outputs of the standard's reference evaluator.

pip install onnx==1.23.1 onnxruntime==1.30.0 && python operators.oracle.py > operators.oracle.jsonl
ONNX Runtime stands in where the evaluator has no version of the operator.
"""

import json

import numpy as np
import onnx
import onnxruntime
from onnx import helper
from onnx.reference import ReferenceEvaluator

random = np.random.default_rng(3)


def floats(*values):
    return np.array(values, np.float32)


def integers(*values):
    return np.array(values, np.int64)


def normals(*shape):
    return np.round(random.standard_normal(shape) * 2, 2).astype(np.float32)


def plain(value):
    return float(f"{value:.6g}") if isinstance(value, float) else value


def tensor(array):
    if array is None:
        return None
    kind = "integers" if array.dtype == np.int64 else "data"
    return {"shape": list(array.shape), kind: [plain(v) for v in array.ravel().tolist()]}


def case(what, op, inputs, opset, outputs=1, pick=0, **attributes):
    names = ["data"] + [f"c{i}" for i in range(1, len(inputs))]
    names = [name if value is not None else "" for name, value in zip(names, inputs)]
    given = {name: value for name, value in zip(names, inputs) if value is not None}
    node = helper.make_node(op, names, [f"y{i}" for i in range(outputs)], **attributes)
    graph = helper.make_graph(
        [node],
        "case",
        [
            helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
            for name, value in given.items()
        ],
        [helper.make_empty_tensor_value_info(f"y{pick}")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)
    try:
        (expected,) = ReferenceEvaluator(model).run(None, given)
    except Exception:
        whole = onnx.shape_inference.infer_shapes(model).SerializeToString()
        (expected,) = onnxruntime.InferenceSession(whole).run(None, given)
    row = {
        "type": op,
        "what": what,
        "opset": opset,
        "attributes": {k: {"float": plain(v)} if isinstance(v, float) else v for k, v in attributes.items()},
        "outputs": outputs,
        "pick": pick,
        "inputs": [tensor(value) for value in inputs],
        "expected": {
            "shape": list(np.shape(expected)),
            "data": [plain(float(v)) for v in np.ravel(expected)],
        },
    }
    print(json.dumps(row))


x = floats(*range(1, 9)).reshape(1, 1, 2, 4)
for ct in ["half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric"]:
    case(
        f"linear, {ct}",
        "Resize",
        [x, None, floats(1, 1, 1, 0.6)],
        19,
        mode="linear",
        coordinate_transformation_mode=ct,
    )
case("linear to sizes", "Resize", [x, None, None, integers(1, 1, 3, 3)], 19, mode="linear")
case("linear, antialiased", "Resize", [x, None, floats(1, 1, 1, 0.6)], 19, mode="linear", antialias=1)
case("cubic", "Resize", [x, None, floats(1, 1, 1, 1.5)], 19, mode="cubic")
case(
    "cubic without what lies outside",
    "Resize",
    [x, None, floats(1, 1, 1, 1.5)],
    19,
    mode="cubic",
    exclude_outside=1,
    cubic_coeff_a=-0.5,
)
case("cubic, antialiased", "Resize", [x, None, floats(1, 1, 1, 0.6)], 19, mode="cubic", antialias=1)
for nm in ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"]:
    case(f"nearest, {nm}", "Resize", [x, None, floats(1, 1, 2, 0.5)], 19, mode="nearest", nearest_mode=nm)
case(
    "a part of the input",
    "Resize",
    [x, floats(0, 0, 0, 0.4, 1, 1, 1, 1.2), None, integers(1, 1, 2, 3)],
    19,
    mode="linear",
    coordinate_transformation_mode="tf_crop_and_resize",
    extrapolation_value=10.0,
)
case(
    "within sizes of the same proportions",
    "Resize",
    [x, None, None, integers(6, 6)],
    19,
    mode="nearest",
    axes=[2, 3],
    keep_aspect_ratio_policy="not_larger",
)
case("version 10, smaller", "Resize", [x, floats(1, 1, 0.6, 0.6)], 10, mode="nearest")
case("nearest", "Upsample", [x, floats(1, 1, 2, 1)], 9, mode="nearest")
y = floats(*range(8)).reshape(1, 8, 1, 1)
case(
    "depth first",
    "DepthToSpace",
    [
        y,
    ],
    13,
    blocksize=2,
)
case("column first", "DepthToSpace", [y], 13, blocksize=2, mode="CRD")
case("blocks", "SpaceToDepth", [floats(*range(8)).reshape(1, 1, 2, 4)], 13, blocksize=2)
case("repeats", "Tile", [normals(1, 2, 2), integers(1, 2, 3)], 13)
case("axes of size 1", "Expand", [normals(1, 2, 1), integers(2, 3)], 13)
case(
    "indices from the end",
    "GatherElements",
    [normals(1, 3, 2), integers(0, -1, 2, 1).reshape(1, 2, 2)],
    13,
    axis=1,
)
z = normals(1, 2, 3)
for op in ["ReduceLogSum", "ReduceLogSumExp"]:
    case("last axis", op, [np.abs(z), integers(-1)], 18, keepdims=0)
t = floats(1, 3, 3, 0, 0, 2).reshape(1, 2, 3)
for op in ["ArgMax", "ArgMin"]:
    case("the first of equals", op, [t], 13, axis=2, keepdims=0)
    case("the last of equals", op, [t], 13, axis=2, select_last_index=1)
case(
    "of channels", "InstanceNormalization", [normals(1, 2, 3), floats(1, 2), floats(0.5, -1)], 6, epsilon=0.01
)
case("of the last axes", "LayerNormalization", [normals(1, 2, 3), normals(2, 3), normals(2, 3)], 17, axis=1)
case(
    "by groups of channels",
    "GroupNormalization",
    [normals(1, 4, 2), normals(4), normals(4)],
    21,
    num_groups=2,
)
case("by the root mean square", "RMSNormalization", [normals(1, 2, 3), normals(3)], 23)
case("of the pixels", "MeanVarianceNormalization", [normals(1, 2, 1, 3)], 13, axes=[2, 3])
case("by the sum of squares", "LpNormalization", [normals(1, 2, 3)], 22, axis=1)
case("third powers", "LpPool", [normals(1, 1, 3, 3)], 18, kernel_shape=[2, 2], p=3, pads=[0, 1, 0, 0])
case("magnitudes", "GlobalLpPool", [normals(1, 2, 2, 2)], 12, p=1)
case(
    "and its indices",
    "MaxPool",
    [normals(1, 2, 3, 3)],
    12,
    outputs=2,
    pick=1,
    kernel_shape=[2, 2],
    strides=[2, 1],
    pads=[1, 0, 0, 0],
)
case(
    "at the indices",
    "MaxUnpool",
    [normals(1, 1, 1, 2), integers(1, 6).reshape(1, 1, 1, 2)],
    11,
    kernel_shape=[2, 2],
    strides=[2, 2],
)
d = floats(-1.5, 0.3, 2, 2.55, -0.01).reshape(1, 5)
for p, n in enumerate(["codes", "scale", "zero point"]):
    case(n, "DynamicQuantizeLinear", [d], 11, outputs=3, pick=p)
case("hard and shifted", "Shrink", [normals(1, 6)], 9, lambd=1.0, bias=0.5)
case("by a slope", "Swish", [normals(1, 4)], 24, alpha=1.5)
for op in ["Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Atanh"]:
    case("", op, [floats(-0.8, -0.1, 0.5).reshape(1, 3)], 22)
case("", "Acosh", [floats(1, 1.5, 3).reshape(1, 3)], 22)
case("to whole numbers", "Cast", [floats(-3.7, -0.5, 0.5, 2.5).reshape(1, 4)], 13, to=6)
case("to truth", "Cast", [floats(-3.7, 0, 0.5).reshape(1, 3)], 13, to=9)
case("from the other end", "Pad", [normals(1, 1, 3), integers(0, 0, 2, 0, 0, 1)], 19, mode="wrap")
