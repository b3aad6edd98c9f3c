import {
	buildNetwork,
	type Layer,
	type NetworkBuilder,
} from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

const SOURCE = "Simonyan and Zisserman, ICLR 2015, Table 1";

/** Kernel sizes of the layers of the five stages. */
type Stages = readonly (readonly (1 | 3)[])[];

const OUTPUTS = [64, 128, 256, 512, 512] as const;
const D: Stages = [
	[3, 3],
	[3, 3],
	[3, 3, 3],
	[3, 3, 3],
	[3, 3, 3],
];

export const VGG_NETWORKS: readonly ZooNetwork[] = [
	vgg("vgg-a", "vgg-11", [[3], [3], [3, 3], [3, 3], [3, 3]]),
	vgg("vgg-b", "vgg-13", [
		[3, 3],
		[3, 3],
		[3, 3],
		[3, 3],
		[3, 3],
	]),
	vgg("vgg-c", undefined, [
		[3, 3],
		[3, 3],
		[3, 3, 1],
		[3, 3, 1],
		[3, 3, 1],
	]),
	vgg("vgg-d", "vgg-16", D),
	vgg("vgg-e", "vgg-19", [
		[3, 3],
		[3, 3],
		[3, 3, 3, 3],
		[3, 3, 3, 3],
		[3, 3, 3, 3],
	]),
	{
		name: "vgg-8",
		title: "VGG-8 of compute-in-memory benchmarks, CIFAR-10",
		source: "neurosim/DNN_NeuroSim, NetWork_VGG8.csv",
		build: buildVgg8,
	},
	{
		name: "faster-rcnn-vgg-16",
		title: "Faster R-CNN with VGG-16, 600×850, 300 regions, VOC",
		source:
			"Ren et al., NIPS 2015; rbgirshick/py-faster-rcnn, VGG16/faster_rcnn_end2end/test.prototxt",
		build: buildFasterRcnn,
	},
];

function vgg(
	name: string,
	alias: string | undefined,
	stages: Stages,
): ZooNetwork {
	const layers = stages.flat().length + 3;
	return {
		name,
		...(alias === undefined ? {} : { aliases: [alias] }),
		title: `VGG configuration ${name.slice(-1).toUpperCase()}, ${layers} layers, 224×224`,
		source: SOURCE,
		build() {
			const net = buildNetwork([3, 224, 224]);
			const maps = convolutions(net, stages);
			const fc6 = net.dense(pooled(net, maps), "fc6", 4096);
			const fc7 = net.dense(fc6, "fc7", 4096);
			return net.network(
				name,
				net.dense(fc7, "fc8", 1000, { activation: "none" }),
			);
		},
	};
}

const pooled = (net: NetworkBuilder, layer: Layer): Layer =>
	net.maxPool(layer, 2, { stride: 2 });

/** The five stages with pooling between them. */
function convolutions(net: NetworkBuilder, stages: Stages): Layer {
	return stages.reduce((input, kernels, stage) => {
		const first = stage === 0 ? input : pooled(net, input);
		return kernels.reduce<Layer>(
			(layer, kernel, i) =>
				net.convolution(
					layer,
					`conv${stage + 1}_${i + 1}`,
					OUTPUTS[stage]!,
					kernel,
					{ pad: (kernel - 1) / 2 },
				),
			first,
		);
	}, net.input);
}

function buildVgg8() {
	const net = buildNetwork([3, 32, 32]);
	let layer = net.input;
	for (const [stage, outputs] of [128, 256, 512].entries()) {
		for (const i of [1, 2]) {
			const name = `conv${2 * stage + i}`;
			layer = net.convolution(layer, name, outputs, 3, { pad: 1 });
		}
		layer = pooled(net, layer);
	}
	const fc7 = net.dense(layer, "fc7", 1024);
	return net.network(
		"vgg-8",
		net.dense(fc7, "fc8", 10, { activation: "none" }),
	);
}

function buildFasterRcnn() {
	const net = buildNetwork([3, 600, 850]);
	const linear = { activation: "none" } as const;
	const maps = convolutions(net, D);
	const rpn = net.convolution(maps, "rpn_conv/3x3", 512, 3, { pad: 1 });
	// 9 anchors: 2 scores and 4 coordinates of each.
	const scores = net.convolution(rpn, "rpn_cls_score", 18, 1, linear);
	const boxes = net.convolution(rpn, "rpn_bbox_pred", 36, 1, linear);
	const rois = net.opaque([scores, boxes], "proposal", "Proposal", [300, 5]);
	const shape = [300, 512 * 7 * 7];
	const regions = net.opaque([maps, rois], "roi_pool5", "ROIPooling", shape);
	const fc6 = net.dense(regions, "fc6", 4096);
	const fc7 = net.dense(fc6, "fc7", 4096);
	net.dense(fc7, "bbox_pred", 84, linear);
	const classes = net.dense(fc7, "cls_score", 21, linear);
	return net.network("faster-rcnn-vgg-16", classes);
}
