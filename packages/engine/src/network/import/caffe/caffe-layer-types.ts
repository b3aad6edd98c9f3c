import type { CaffeLayerType } from "./caffe-layer-type.js";
import { axpy, eltwise } from "./layers/eltwise.js";
import {
	exp,
	FUNCTION_LAYERS,
	log,
	power,
	prelu,
	softmax,
	swish,
	threshold,
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
import {
	convolution,
	DEPTHWISE_LAYERS,
	deconvolution,
	innerProduct,
} from "./layers/products.js";
import { crop, permute, shuffleChannel, tile } from "./layers/rearrange.js";
import { argMax, reduction } from "./layers/reduction.js";
import { spp } from "./layers/spatial-pyramid.js";
import { mvn, normalize } from "./layers/standardisation.js";

/** All types of layers that can be imported, in alphabetical order. */
export const CAFFE_LAYER_TYPES: readonly CaffeLayerType[] = [
	...FUNCTION_LAYERS,
	...DEPTHWISE_LAYERS,
	argMax,
	axpy,
	batchNorm,
	bias,
	concat,
	convolution,
	crop,
	deconvolution,
	dropout,
	eltwise,
	exp,
	flatten,
	innerProduct,
	log,
	lrn,
	mvn,
	normalize,
	permute,
	pooling,
	power,
	prelu,
	reduction,
	reshape,
	roiPooling,
	scale,
	shuffleChannel,
	slice,
	softmax,
	split,
	spp,
	swish,
	threshold,
	tile,
].toSorted((a, b) => (a.type < b.type ? -1 : 1));
