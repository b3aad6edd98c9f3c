import {
	buildNetwork,
	type Layer,
	type NetworkBuilder,
} from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

/** Outputs of an inception module. */
type Inception = readonly [
	name: string,
	plain: number,
	reduce3: number,
	wide3: number,
	reduce5: number,
	wide5: number,
	pool: number,
];

const STAGES: readonly (readonly Inception[])[] = [
	[
		["3a", 64, 96, 128, 16, 32, 32],
		["3b", 128, 128, 192, 32, 96, 64],
	],
	[
		["4a", 192, 96, 208, 16, 48, 64],
		["4b", 160, 112, 224, 24, 64, 64],
		["4c", 128, 128, 256, 24, 64, 64],
		["4d", 112, 144, 288, 32, 64, 64],
		["4e", 256, 160, 320, 32, 128, 128],
	],
	[
		["5a", 256, 160, 320, 32, 128, 128],
		["5b", 384, 192, 384, 48, 128, 128],
	],
];

export const googlenet: ZooNetwork = {
	name: "googlenet",
	title: "GoogLeNet without its auxiliary classifiers, 224×224",
	source:
		"Szegedy et al., CVPR 2015, Table 1; BVLC/caffe, models/bvlc_googlenet/deploy.prototxt",
	build() {
		const net = buildNetwork([3, 224, 224]);
		const halved = (layer: Layer) => net.maxPool(layer, 3, { stride: 2 });
		const conv1 = net.convolution(net.input, "conv1/7x7_s2", 64, 7, {
			stride: 2,
			pad: 3,
		});
		const reduced = net.convolution(
			net.normalise(halved(conv1)),
			"conv2/3x3_reduce",
			64,
			1,
		);
		const conv2 = net.convolution(reduced, "conv2/3x3", 192, 3, { pad: 1 });
		const last = STAGES.reduce(
			(layer, modules) =>
				modules.reduce(
					(input, module) => inception(net, input, module),
					halved(layer),
				),
			net.normalise(conv2),
		);
		return net.network(
			"googlenet",
			net.dense(net.globalPool(last), "loss3/classifier", 1000, {
				activation: "none",
			}),
		);
	},
};

function inception(
	net: NetworkBuilder,
	input: Layer,
	[name, plain, reduce3, wide3, reduce5, wide5, pool]: Inception,
): Layer {
	const convolution = (
		from: Layer,
		part: string,
		outputs: number,
		size: number,
	) =>
		net.convolution(from, `inception_${name}/${part}`, outputs, size, {
			pad: (size - 1) / 2,
		});
	const pooled = net.maxPool(input, 3, { stride: 1, pad: 1 });
	return net.concat(
		convolution(input, "1x1", plain, 1),
		convolution(convolution(input, "3x3_reduce", reduce3, 1), "3x3", wide3, 3),
		convolution(convolution(input, "5x5_reduce", reduce5, 1), "5x5", wide5, 5),
		convolution(pooled, "pool_proj", pool, 1),
	);
}
