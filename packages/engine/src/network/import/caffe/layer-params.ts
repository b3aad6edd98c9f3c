import type { EnumSchema, MessageSchema } from "./message-schema.js";

/** Shape of a blob. */
export const BLOB_SHAPE: MessageSchema = { dim: [1, "integer"] };

const POOL: EnumSchema = { names: { 0: "MAX", 1: "AVE", 2: "STOCHASTIC" } };

const ENGINE = "skipped";

const BASE_SCALE_SHIFT: MessageSchema = {
	base: [1, "float"],
	scale: [2, "float"],
	shift: [3, "float"],
};

const ENGINE_ONLY: MessageSchema = { engine: [1, ENGINE] };

export type LayerParam =
	| "argmax_param"
	| "batch_norm_param"
	| "bias_param"
	| "clip_param"
	| "concat_param"
	| "convolution_param"
	| "crop_param"
	| "data_param"
	| "dropout_param"
	| "dummy_data_param"
	| "eltwise_param"
	| "elu_param"
	| "exp_param"
	| "flatten_param"
	| "image_data_param"
	| "inner_product_param"
	| "input_param"
	| "log_param"
	| "lrn_param"
	| "memory_data_param"
	| "mvn_param"
	| "norm_param"
	| "permute_param"
	| "pooling_param"
	| "power_param"
	| "prelu_param"
	| "reduction_param"
	| "relu_param"
	| "reshape_param"
	| "roi_pooling_param"
	| "scale_param"
	| "shuffle_channel_param"
	| "sigmoid_param"
	| "slice_param"
	| "softmax_param"
	| "spp_param"
	| "swish_param"
	| "tanh_param"
	| "threshold_param"
	| "tile_param"
	| "transform_param";

/** The parameters of layers, by the name of the field that holds them. */
export const LAYER_PARAMS: Readonly<Record<LayerParam, MessageSchema>> = {
	argmax_param: {
		out_max_val: [1, "flag"],
		top_k: [2, "integer"],
		axis: [3, "integer"],
	},
	batch_norm_param: {
		use_global_stats: [1, "flag"],
		moving_average_fraction: [2, "skipped"],
		eps: [3, "float"],
	},
	bias_param: {
		axis: [1, "integer"],
		num_axes: [2, "integer"],
		filler: [3, "skipped"],
	},
	clip_param: { min: [1, "float"], max: [2, "float"] },
	concat_param: { concat_dim: [1, "integer"], axis: [2, "integer"] },
	convolution_param: {
		num_output: [1, "integer"],
		bias_term: [2, "flag"],
		pad: [3, "integer"],
		kernel_size: [4, "integer"],
		group: [5, "integer"],
		stride: [6, "integer"],
		weight_filler: [7, "skipped"],
		bias_filler: [8, "skipped"],
		pad_h: [9, "integer"],
		pad_w: [10, "integer"],
		kernel_h: [11, "integer"],
		kernel_w: [12, "integer"],
		stride_h: [13, "integer"],
		stride_w: [14, "integer"],
		engine: [15, ENGINE],
		axis: [16, "integer"],
		force_nd_im2col: [17, "skipped"],
		dilation: [18, "integer"],
	},
	crop_param: { axis: [1, "integer"], offset: [2, "integer"] },
	data_param: {
		source: [1, "skipped"],
		scale: [2, "skipped"],
		mean_file: [3, "skipped"],
		batch_size: [4, "integer"],
		crop_size: [5, "integer"],
		mirror: [6, "skipped"],
		rand_skip: [7, "skipped"],
		backend: [8, "skipped"],
		force_encoded_color: [9, "flag"],
		prefetch: [10, "skipped"],
	},
	dropout_param: { dropout_ratio: [1, "skipped"], scale_train: [2, "skipped"] },
	dummy_data_param: {
		data_filler: [1, "skipped"],
		num: [2, "integer"],
		channels: [3, "integer"],
		height: [4, "integer"],
		width: [5, "integer"],
		shape: [6, { message: BLOB_SHAPE }],
	},
	eltwise_param: {
		operation: [1, { names: { 0: "PROD", 1: "SUM", 2: "MAX" } }],
		coeff: [2, "float"],
		stable_prod_grad: [3, "skipped"],
	},
	elu_param: { alpha: [1, "float"] },
	exp_param: BASE_SCALE_SHIFT,
	flatten_param: { axis: [1, "integer"], end_axis: [2, "integer"] },
	image_data_param: {
		source: [1, "skipped"],
		scale: [2, "skipped"],
		mean_file: [3, "skipped"],
		batch_size: [4, "integer"],
		crop_size: [5, "integer"],
		mirror: [6, "skipped"],
		rand_skip: [7, "skipped"],
		shuffle: [8, "skipped"],
		new_height: [9, "integer"],
		new_width: [10, "integer"],
		is_color: [11, "flag"],
		root_folder: [12, "skipped"],
	},
	inner_product_param: {
		num_output: [1, "integer"],
		bias_term: [2, "flag"],
		weight_filler: [3, "skipped"],
		bias_filler: [4, "skipped"],
		axis: [5, "integer"],
		transpose: [6, "flag"],
	},
	input_param: { shape: [1, { message: BLOB_SHAPE }] },
	log_param: BASE_SCALE_SHIFT,
	lrn_param: {
		local_size: [1, "integer"],
		alpha: [2, "float"],
		beta: [3, "float"],
		norm_region: [4, { names: { 0: "ACROSS_CHANNELS", 1: "WITHIN_CHANNEL" } }],
		k: [5, "float"],
		engine: [6, ENGINE],
	},
	memory_data_param: {
		batch_size: [1, "integer"],
		channels: [2, "integer"],
		height: [3, "integer"],
		width: [4, "integer"],
	},
	mvn_param: {
		normalize_variance: [1, "flag"],
		across_channels: [2, "flag"],
		eps: [3, "float"],
	},
	// Of the fork that SSD came with, as permute_param.
	norm_param: {
		across_spatial: [1, "flag"],
		scale_filler: [2, "skipped"],
		channel_shared: [3, "flag"],
		eps: [4, "float"],
	},
	permute_param: { order: [1, "integer"] },
	pooling_param: {
		pool: [1, POOL],
		kernel_size: [2, "integer"],
		stride: [3, "integer"],
		pad: [4, "integer"],
		kernel_h: [5, "integer"],
		kernel_w: [6, "integer"],
		stride_h: [7, "integer"],
		stride_w: [8, "integer"],
		pad_h: [9, "integer"],
		pad_w: [10, "integer"],
		engine: [11, ENGINE],
		global_pooling: [12, "flag"],
		round_mode: [13, { names: { 0: "CEIL", 1: "FLOOR" } }],
	},
	power_param: {
		power: [1, "float"],
		scale: [2, "float"],
		shift: [3, "float"],
	},
	prelu_param: { filler: [1, "skipped"], channel_shared: [2, "flag"] },
	reduction_param: {
		operation: [1, { names: { 1: "SUM", 2: "ASUM", 3: "SUMSQ", 4: "MEAN" } }],
		axis: [2, "integer"],
		coeff: [3, "float"],
	},
	relu_param: { negative_slope: [1, "float"], engine: [2, ENGINE] },
	reshape_param: {
		shape: [1, { message: BLOB_SHAPE }],
		axis: [2, "integer"],
		num_axes: [3, "integer"],
	},
	// Field number of the fork that Fast R-CNN came with; no caffemodel of another fork is read by it.
	roi_pooling_param: {
		pooled_h: [1, "integer"],
		pooled_w: [2, "integer"],
		spatial_scale: [3, "skipped"],
	},
	scale_param: {
		axis: [1, "integer"],
		num_axes: [2, "integer"],
		filler: [3, "skipped"],
		bias_term: [4, "flag"],
		bias_filler: [5, "skipped"],
	},
	// Of the fork that ShuffleNet came with.
	shuffle_channel_param: { group: [1, "integer"] },
	sigmoid_param: ENGINE_ONLY,
	slice_param: {
		slice_dim: [1, "integer"],
		slice_point: [2, "integer"],
		axis: [3, "integer"],
	},
	softmax_param: { engine: [1, ENGINE], axis: [2, "integer"] },
	spp_param: {
		pyramid_height: [1, "integer"],
		pool: [2, POOL],
		engine: [6, ENGINE],
	},
	swish_param: { beta: [1, "float"] },
	tanh_param: ENGINE_ONLY,
	threshold_param: { threshold: [1, "float"] },
	tile_param: { axis: [1, "integer"], tiles: [2, "integer"] },
	transform_param: {
		scale: [1, "skipped"],
		mirror: [2, "skipped"],
		crop_size: [3, "integer"],
		mean_file: [4, "skipped"],
		mean_value: [5, "float"],
		force_color: [6, "flag"],
		force_gray: [7, "flag"],
	},
};
