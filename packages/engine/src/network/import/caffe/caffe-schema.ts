import { BLOB_SHAPE, LAYER_PARAMS, type LayerParam } from "./layer-params.js";
import type { EnumSchema, MessageSchema } from "./message-schema.js";
import { V1_TYPES } from "./v1-types.js";

/*
 * Numbers and types of the fields of caffe.proto (BVLC/caffe, src/caffe/proto/caffe.proto) that an import looks at or
 * knows to change nothing in inference. A caffemodel is read by them, and a definition may have no other field in the
 * parameters of a layer.
 */

const BLOB: MessageSchema = {
	num: [1, "integer"],
	channels: [2, "integer"],
	height: [3, "integer"],
	width: [4, "integer"],
	data: [5, "floats"],
	shape: [7, { message: BLOB_SHAPE }],
	double_data: [8, "doubles"],
};

const PHASE: EnumSchema = { names: { 0: "TRAIN", 1: "TEST" } };

const RULE: MessageSchema = {
	phase: [1, PHASE],
	min_level: [2, "integer"],
	max_level: [3, "integer"],
	stage: [4, "text"],
	not_stage: [5, "text"],
};

const param = (
	number: number,
	name: LayerParam,
): readonly [number, { readonly message: MessageSchema }] => [
	number,
	{ message: LAYER_PARAMS[name] },
];

const LAYER: MessageSchema = {
	name: [1, "text"],
	type: [2, "text"],
	bottom: [3, "text"],
	top: [4, "text"],
	blobs: [7, { message: BLOB }],
	include: [8, { message: RULE }],
	exclude: [9, { message: RULE }],
	transform_param: param(100, "transform_param"),
	argmax_param: param(103, "argmax_param"),
	concat_param: param(104, "concat_param"),
	convolution_param: param(106, "convolution_param"),
	data_param: param(107, "data_param"),
	dropout_param: param(108, "dropout_param"),
	dummy_data_param: param(109, "dummy_data_param"),
	eltwise_param: param(110, "eltwise_param"),
	exp_param: param(111, "exp_param"),
	image_data_param: param(115, "image_data_param"),
	inner_product_param: param(117, "inner_product_param"),
	lrn_param: param(118, "lrn_param"),
	memory_data_param: param(119, "memory_data_param"),
	mvn_param: param(120, "mvn_param"),
	pooling_param: param(121, "pooling_param"),
	power_param: param(122, "power_param"),
	relu_param: param(123, "relu_param"),
	sigmoid_param: param(124, "sigmoid_param"),
	softmax_param: param(125, "softmax_param"),
	slice_param: param(126, "slice_param"),
	tanh_param: param(127, "tanh_param"),
	threshold_param: param(128, "threshold_param"),
	prelu_param: param(131, "prelu_param"),
	spp_param: param(132, "spp_param"),
	reshape_param: param(133, "reshape_param"),
	log_param: param(134, "log_param"),
	flatten_param: param(135, "flatten_param"),
	reduction_param: param(136, "reduction_param"),
	tile_param: param(138, "tile_param"),
	batch_norm_param: param(139, "batch_norm_param"),
	elu_param: param(140, "elu_param"),
	bias_param: param(141, "bias_param"),
	scale_param: param(142, "scale_param"),
	input_param: param(143, "input_param"),
	crop_param: param(144, "crop_param"),
	swish_param: param(147, "swish_param"),
	clip_param: param(148, "clip_param"),
	shuffle_channel_param: param(164, "shuffle_channel_param"),
	permute_param: param(202, "permute_param"),
	norm_param: param(206, "norm_param"),
	roi_pooling_param: param(8266711, "roi_pooling_param"),
};

const V1_LAYER: MessageSchema = {
	// The layer of version 0, which is refused.
	layer: [1, { message: {} }],
	bottom: [2, "text"],
	top: [3, "text"],
	name: [4, "text"],
	type: [
		5,
		{
			names: Object.fromEntries(
				Object.entries(V1_TYPES).map(([name, [number]]) => [number, name]),
			),
		},
	],
	blobs: [6, { message: BLOB }],
	concat_param: param(9, "concat_param"),
	convolution_param: param(10, "convolution_param"),
	data_param: param(11, "data_param"),
	dropout_param: param(12, "dropout_param"),
	image_data_param: param(15, "image_data_param"),
	inner_product_param: param(17, "inner_product_param"),
	lrn_param: param(18, "lrn_param"),
	pooling_param: param(19, "pooling_param"),
	power_param: param(21, "power_param"),
	memory_data_param: param(22, "memory_data_param"),
	eltwise_param: param(24, "eltwise_param"),
	dummy_data_param: param(26, "dummy_data_param"),
	relu_param: param(30, "relu_param"),
	slice_param: param(31, "slice_param"),
	include: [32, { message: RULE }],
	exclude: [33, { message: RULE }],
	transform_param: param(36, "transform_param"),
	tanh_param: param(37, "tanh_param"),
	sigmoid_param: param(38, "sigmoid_param"),
	softmax_param: param(39, "softmax_param"),
	argmax_param: param(23, "argmax_param"),
	threshold_param: param(25, "threshold_param"),
	mvn_param: param(34, "mvn_param"),
	exp_param: param(41, "exp_param"),
};

export const NET: MessageSchema = {
	name: [1, "text"],
	layers: [2, { message: V1_LAYER }],
	input: [3, "text"],
	input_dim: [4, "integer"],
	input_shape: [8, { message: BLOB_SHAPE }],
	layer: [100, { message: LAYER }],
};
