/**
 * Numbers and types of the fields of caffe.proto (BVLC/caffe, src/caffe/proto/caffe.proto) that an import looks at or
 * knows to change nothing in inference. A caffemodel is read by them, and a definition may have no other field in the
 * parameters of a layer.
 */
export interface MessageSchema {
	readonly [name: string]: readonly [number: number, type: FieldType];
}

/** `floats` and `doubles` of a blob stay bytes; what is `skipped` is known but not read. */
export type FieldType =
	| "integer"
	| "float"
	| "flag"
	| "text"
	| "floats"
	| "doubles"
	| "skipped"
	| EnumSchema
	| { readonly message: MessageSchema };

/** Names of an enumeration by their numbers. */
export interface EnumSchema {
	readonly names: Readonly<Record<number, string>>;
}

const BLOB_SHAPE: MessageSchema = { dim: [1, "integer"] };

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

const POOL: EnumSchema = { names: { 0: "MAX", 1: "AVE", 2: "STOCHASTIC" } };

const ENGINE = "skipped";

const BASE_SCALE_SHIFT: MessageSchema = {
	base: [1, "float"],
	scale: [2, "float"],
	shift: [3, "float"],
};

const ENGINE_ONLY: MessageSchema = { engine: [1, ENGINE] };

export type LayerParam =
	| "batch_norm_param"
	| "bias_param"
	| "concat_param"
	| "convolution_param"
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
	| "pooling_param"
	| "power_param"
	| "prelu_param"
	| "relu_param"
	| "reshape_param"
	| "roi_pooling_param"
	| "scale_param"
	| "sigmoid_param"
	| "slice_param"
	| "softmax_param"
	| "tanh_param"
	| "transform_param";

/** The parameters of layers, by the name of the field that holds them. */
export const LAYER_PARAMS: Readonly<Record<LayerParam, MessageSchema>> = {
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
	sigmoid_param: ENGINE_ONLY,
	slice_param: {
		slice_dim: [1, "integer"],
		slice_point: [2, "integer"],
		axis: [3, "integer"],
	},
	softmax_param: { engine: [1, ENGINE], axis: [2, "integer"] },
	tanh_param: ENGINE_ONLY,
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
	pooling_param: param(121, "pooling_param"),
	power_param: param(122, "power_param"),
	relu_param: param(123, "relu_param"),
	sigmoid_param: param(124, "sigmoid_param"),
	softmax_param: param(125, "softmax_param"),
	slice_param: param(126, "slice_param"),
	tanh_param: param(127, "tanh_param"),
	prelu_param: param(131, "prelu_param"),
	reshape_param: param(133, "reshape_param"),
	log_param: param(134, "log_param"),
	flatten_param: param(135, "flatten_param"),
	batch_norm_param: param(139, "batch_norm_param"),
	elu_param: param(140, "elu_param"),
	bias_param: param(141, "bias_param"),
	scale_param: param(142, "scale_param"),
	input_param: param(143, "input_param"),
	roi_pooling_param: param(8266711, "roi_pooling_param"),
};

/** Types of the layers of version 1: their numbers, and what they are called since. */
export const V1_TYPES: Readonly<
	Record<string, readonly [number: number, type: string]>
> = {
	ABSVAL: [35, "AbsVal"],
	ACCURACY: [1, "Accuracy"],
	ARGMAX: [30, "ArgMax"],
	BNLL: [2, "BNLL"],
	CONCAT: [3, "Concat"],
	CONTRASTIVE_LOSS: [37, "ContrastiveLoss"],
	CONVOLUTION: [4, "Convolution"],
	DATA: [5, "Data"],
	DECONVOLUTION: [39, "Deconvolution"],
	DROPOUT: [6, "Dropout"],
	DUMMY_DATA: [32, "DummyData"],
	EUCLIDEAN_LOSS: [7, "EuclideanLoss"],
	ELTWISE: [25, "Eltwise"],
	EXP: [38, "Exp"],
	FLATTEN: [8, "Flatten"],
	HDF5_DATA: [9, "HDF5Data"],
	HDF5_OUTPUT: [10, "HDF5Output"],
	HINGE_LOSS: [28, "HingeLoss"],
	IM2COL: [11, "Im2col"],
	IMAGE_DATA: [12, "ImageData"],
	INFOGAIN_LOSS: [13, "InfogainLoss"],
	INNER_PRODUCT: [14, "InnerProduct"],
	LRN: [15, "LRN"],
	MEMORY_DATA: [29, "MemoryData"],
	MULTINOMIAL_LOGISTIC_LOSS: [16, "MultinomialLogisticLoss"],
	MVN: [34, "MVN"],
	POOLING: [17, "Pooling"],
	POWER: [26, "Power"],
	RELU: [18, "ReLU"],
	SIGMOID: [19, "Sigmoid"],
	SIGMOID_CROSS_ENTROPY_LOSS: [27, "SigmoidCrossEntropyLoss"],
	SILENCE: [36, "Silence"],
	SOFTMAX: [20, "Softmax"],
	SOFTMAX_LOSS: [21, "SoftmaxWithLoss"],
	SPLIT: [22, "Split"],
	SLICE: [33, "Slice"],
	TANH: [23, "TanH"],
	WINDOW_DATA: [24, "WindowData"],
	THRESHOLD: [31, "Threshold"],
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
