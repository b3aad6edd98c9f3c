import type { OnnxOperator } from "./operator.js";
import {
	ACTIVATION_OPERATORS,
	clip,
	logSoftmax,
	prelu,
	softmax,
} from "./operators/activation-functions.js";
import { ARITHMETIC_OPERATORS, mean, where } from "./operators/arithmetic.js";
import {
	cast,
	castLike,
	constant,
	constantOfShape,
	dropout,
	expand,
	identity,
	range,
	shape,
	size,
} from "./operators/constants.js";
import { conv, convTranspose } from "./operators/conv.js";
import { gemm, matMul } from "./operators/gemm.js";
import {
	convInteger,
	matMulInteger,
	qLinearConv,
	qLinearMatMul,
} from "./operators/integer-products.js";
import {
	concat,
	flatten,
	gather,
	pad,
	reshape,
	slice,
	split,
	squeeze,
	transposeAxes,
	unsqueeze,
} from "./operators/layout.js";
import { batchNormalization, lrn } from "./operators/normalization.js";
import {
	averagePool,
	globalAveragePool,
	globalMaxPool,
	maxPool,
} from "./operators/pool.js";
import {
	dequantizeLinear,
	quantizeLinear,
} from "./operators/quantize-linear.js";
import { REDUCE_OPERATORS } from "./operators/reduce.js";

/** All operators that can be imported, in alphabetical order. */
export const ONNX_OPERATORS: readonly OnnxOperator[] = [
	...ACTIVATION_OPERATORS,
	...ARITHMETIC_OPERATORS,
	...REDUCE_OPERATORS,
	averagePool,
	batchNormalization,
	cast,
	castLike,
	clip,
	concat,
	constant,
	constantOfShape,
	conv,
	convInteger,
	convTranspose,
	dequantizeLinear,
	dropout,
	expand,
	flatten,
	gather,
	gemm,
	globalAveragePool,
	globalMaxPool,
	identity,
	logSoftmax,
	lrn,
	matMul,
	matMulInteger,
	maxPool,
	mean,
	pad,
	prelu,
	qLinearConv,
	qLinearMatMul,
	quantizeLinear,
	range,
	reshape,
	shape,
	size,
	slice,
	softmax,
	split,
	squeeze,
	transposeAxes,
	unsqueeze,
	where,
].toSorted((a, b) => (a.opType < b.opType ? -1 : 1));
