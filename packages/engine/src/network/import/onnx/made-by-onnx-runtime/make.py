"""Writes the files of this folder: a small network as ONNX Runtime's quantiser and optimiser write it, and its outputs.

pip install onnx==1.23.1 onnxruntime==1.30.0 && python make.py
"""
import json
import os

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import (
    CalibrationDataReader,
    QuantFormat,
    QuantType,
    quantize_dynamic,
    quantize_static,
)

random = np.random.default_rng(0)
initializers = []
nodes = []
IMAGE = (3, 8, 8)


def store(name, values):
    initializers.append(numpy_helper.from_array(np.float32(values), name))
    return name


def weights(name, *shape):
    fan_in = np.prod(shape[1:]) if len(shape) > 1 else 10
    return store(name, random.standard_normal(shape) / np.sqrt(fan_in))


def node(op, inputs, output, **attributes):
    nodes.append(helper.make_node(op, inputs, [output], name=output, **attributes))


node("Conv", ["x", weights("w1", 6, 3, 3, 3), weights("b1", 6)], "c1", pads=[1, 1, 1, 1])
node("Relu", ["c1"], "r1")
node("MaxPool", ["r1"], "p1", kernel_shape=[2, 2], strides=[2, 2])
node("Conv", ["p1", weights("w2", 6, 1, 3, 3), weights("b2", 6)], "c2", pads=[1, 1, 1, 1], group=6)
node("Clip", ["c2", store("low", 0), store("high", 6)], "r2")
node("Conv", ["r2", weights("w3", 6, 6, 1, 1), weights("b3", 6)], "c3")
node("Add", ["c3", "p1"], "a3")
node("LeakyRelu", ["a3"], "r3", alpha=0.1)
node("AveragePool", ["r3"], "p3", kernel_shape=[2, 2], strides=[2, 2])
node("Conv", ["p3", weights("w4", 8, 6, 3, 3), weights("b4", 8)], "c4", auto_pad="SAME_UPPER")
node("Sigmoid", ["c4"], "s4")
node("Mul", ["c4", "s4"], "m4")
node("Concat", ["m4", "c4"], "both", axis=1)
node("GlobalAveragePool", ["both"], "g")
node("Flatten", ["g"], "f")
node("Gemm", ["f", weights("w5", 5, 16), weights("b5", 5)], "y", transB=1)
graph = helper.make_graph(
    nodes,
    "small",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *IMAGE])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 5])],
    initializers,
)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), "float.onnx")


class Images(CalibrationDataReader):
    def __init__(self):
        self.left = 20

    def get_next(self):
        self.left -= 1
        return {"x": np.float32(random.standard_normal((1, *IMAGE)))} if self.left >= 0 else None


static = {"per_channel": True, "activation_type": QuantType.QUInt8, "weight_type": QuantType.QInt8}
quantize_static("float.onnx", "qoperator.onnx", Images(), quant_format=QuantFormat.QOperator, **static)
quantize_static("float.onnx", "qdq.onnx", Images(), quant_format=QuantFormat.QDQ, **static)
quantize_dynamic("float.onnx", "dynamic.onnx", weight_type=QuantType.QInt8, per_channel=True)
options = ort.SessionOptions()
options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
options.optimized_model_filepath = "optimised.onnx"
ort.InferenceSession("float.onnx", options, providers=["CPUExecutionProvider"])

# The images of the test: 2 sin n, of two images one after the other.
count = 2 * int(np.prod(IMAGE))
images = np.float32(2 * np.sin(np.arange(count))).reshape(2, *IMAGE)
outputs = {}
for name in ["qoperator", "qdq", "dynamic", "optimised"]:
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = ort.InferenceSession(f"{name}.onnx", options, providers=["CPUExecutionProvider"])
    outputs[name] = [float(v) for image in images for v in session.run(None, {"x": image[None]})[0][0]]
with open("outputs.json", "w") as file:
    json.dump(outputs, file)
os.remove("float.onnx")
