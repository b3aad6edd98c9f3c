import type { OnnxOperator } from "./operator.js";
import {
	ACTIVATION_OPERATORS,
	clip,
	logSoftmax,
	prelu,
	softmax,
	swish,
} from "./operators/activation-functions.js";
import { ARITHMETIC_OPERATORS, mean, where } from "./operators/arithmetic.js";
import {
	cast,
	castLike,
	constant,
	constantOfShape,
	dropout,
	identity,
	range,
	shape,
	size,
} from "./operators/constants.js";
import { conv, convTranspose } from "./operators/conv.js";
import { dynamicQuantizeLinear } from "./operators/dynamic-quantize-linear.js";
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
import { MICROSOFT_OPERATORS } from "./operators/microsoft.js";
import {
	batchNormalization,
	groupNormalization,
	instanceNormalization,
	layerNormalization,
	lpNormalization,
	lrn,
	meanVarianceNormalization,
	rmsNormalization,
} from "./operators/normalization.js";
import {
	averagePool,
	globalAveragePool,
	globalLpPool,
	globalMaxPool,
	lpPool,
	maxPool,
	maxUnpool,
} from "./operators/pool.js";
import {
	dequantizeLinear,
	quantizeLinear,
} from "./operators/quantize-linear.js";
import {
	depthToSpace,
	expand,
	gatherElements,
	spaceToDepth,
	tile,
} from "./operators/rearrange.js";
import { argMax, argMin, REDUCE_OPERATORS } from "./operators/reduce.js";
import { resize, upsample } from "./operators/resize.js";

/** All operators that can be imported, in alphabetical order. */
export const ONNX_OPERATORS: readonly OnnxOperator[] = [
	...ACTIVATION_OPERATORS,
	...ARITHMETIC_OPERATORS,
	...REDUCE_OPERATORS,
	...MICROSOFT_OPERATORS,
	argMax,
	argMin,
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
	depthToSpace,
	dequantizeLinear,
	dropout,
	dynamicQuantizeLinear,
	expand,
	flatten,
	gather,
	gatherElements,
	gemm,
	globalAveragePool,
	globalLpPool,
	globalMaxPool,
	groupNormalization,
	identity,
	instanceNormalization,
	layerNormalization,
	logSoftmax,
	lpNormalization,
	lpPool,
	lrn,
	matMul,
	matMulInteger,
	maxPool,
	maxUnpool,
	mean,
	meanVarianceNormalization,
	pad,
	prelu,
	qLinearConv,
	qLinearMatMul,
	quantizeLinear,
	range,
	reshape,
	resize,
	rmsNormalization,
	shape,
	size,
	slice,
	softmax,
	spaceToDepth,
	split,
	squeeze,
	swish,
	tile,
	transposeAxes,
	unsqueeze,
	upsample,
	where,
].toSorted((a, b) => (a.opType < b.opType ? -1 : 1));
