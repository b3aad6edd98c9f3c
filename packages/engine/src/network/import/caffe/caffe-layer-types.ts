import type { CaffeLayerType } from "./caffe-layer-type.js";
import { eltwise } from "./layers/eltwise.js";
import {
	exp,
	FUNCTION_LAYERS,
	log,
	power,
	prelu,
	softmax,
} from "./layers/functions.js";
import {
	concat,
	dropout,
	flatten,
	reshape,
	slice,
	split,
} from "./layers/layout.js";
import { batchNorm, bias, lrn, scale } from "./layers/normalization.js";
import { pooling, roiPooling } from "./layers/pooling.js";
import { convolution, deconvolution, innerProduct } from "./layers/products.js";

/** All types of layers that can be imported, in alphabetical order. */
export const CAFFE_LAYER_TYPES: readonly CaffeLayerType[] = [
	...FUNCTION_LAYERS,
	batchNorm,
	bias,
	concat,
	convolution,
	deconvolution,
	dropout,
	eltwise,
	exp,
	flatten,
	innerProduct,
	log,
	lrn,
	pooling,
	power,
	prelu,
	reshape,
	roiPooling,
	scale,
	slice,
	softmax,
	split,
].toSorted((a, b) => (a.type < b.type ? -1 : 1));
