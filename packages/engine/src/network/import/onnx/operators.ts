import type { OnnxOperator } from "./operator.js";
import { relu, softmax } from "./operators/activation-functions.js";
import { conv } from "./operators/conv.js";
import { flatten, reshape } from "./operators/flatten.js";
import { gemm } from "./operators/gemm.js";
import { maxPool } from "./operators/max-pool.js";
import { dropout, identity } from "./operators/pass-through.js";

/** All operators that can be imported. */
export const ONNX_OPERATORS: readonly OnnxOperator[] = [
	conv,
	dropout,
	flatten,
	gemm,
	identity,
	maxPool,
	relu,
	reshape,
	softmax,
];
