import {
	buildNetwork,
	type Layer,
	type NetworkBuilder,
} from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

/** Outputs and stride of the separable layers. */
const V1: readonly (readonly [outputs: number, stride: number])[] = [
	[64, 1],
	[128, 2],
	[128, 1],
	[256, 2],
	[256, 1],
	[512, 2],
	[512, 1],
	[512, 1],
	[512, 1],
	[512, 1],
	[512, 1],
	[1024, 2],
	[1024, 1],
];

export const mobilenetV1: ZooNetwork = {
	name: "mobilenet-v1",
	title: "MobileNet, 224×224",
	source: "Howard et al., arXiv 1704.04861, Table 1",
	build() {
		const net = buildNetwork([3, 224, 224]);
		const conv1 = net.convolution(net.input, "conv1", 32, 3, {
			stride: 2,
			pad: 1,
		});
		const last = V1.reduce<Layer>((input, [outputs, stride], i) => {
			const place = `conv${i + 2}`;
			const depthwise = perChannel(net, input, `${place}/dw`, stride);
			return net.convolution(depthwise, `${place}/sep`, outputs, 1);
		}, conv1);
		return net.network(
			"mobilenet-v1",
			net.dense(net.globalPool(last), "fc", 1000, { activation: "none" }),
		);
	},
};

/** Inverted residual blocks: expansion, outputs, how many, stride of the first. */
const V2: readonly (readonly [number, number, number, number])[] = [
	[1, 16, 1, 1],
	[6, 24, 2, 2],
	[6, 32, 3, 2],
	[6, 64, 4, 2],
	[6, 96, 3, 1],
	[6, 160, 3, 2],
	[6, 320, 1, 1],
];

export const mobilenetV2: ZooNetwork = {
	name: "mobilenet-v2",
	title: "MobileNetV2, 224×224",
	source: "Sandler et al., CVPR 2018, Table 2",
	build() {
		const net = buildNetwork([3, 224, 224]);
		let layer = net.convolution(net.input, "conv1", 32, 3, {
			stride: 2,
			pad: 1,
		});
		for (const [stage, [expansion, outputs, depth, stride]] of V2.entries()) {
			for (let i = 0; i < depth; i++) {
				layer = inverted(net, layer, `block${stage + 1}_${i + 1}`, {
					expansion,
					outputs,
					stride: i === 0 ? stride : 1,
				});
			}
		}
		const last = net.convolution(layer, "conv9", 1280, 1);
		return net.network(
			"mobilenet-v2",
			net.dense(net.globalPool(last), "fc", 1000, { activation: "none" }),
		);
	},
};

function inverted(
	net: NetworkBuilder,
	input: Layer,
	name: string,
	block: {
		readonly expansion: number;
		readonly outputs: number;
		readonly stride: number;
	},
): Layer {
	const [channels] = input.shape as [number];
	const wide =
		block.expansion === 1
			? input
			: net.convolution(input, `${name}/expand`, channels * block.expansion, 1);
	const depthwise = perChannel(net, wide, `${name}/dw`, block.stride);
	const linear = { activation: "none" } as const;
	const narrow = net.convolution(
		depthwise,
		`${name}/project`,
		block.outputs,
		1,
		linear,
	);
	const hasShortcut = block.stride === 1 && channels === block.outputs;
	return hasShortcut ? net.add(input, narrow, linear) : narrow;
}

/** A depthwise convolution 3×3. */
function perChannel(
	net: NetworkBuilder,
	input: Layer,
	name: string,
	stride: number,
): Layer {
	const [channels] = input.shape as [number];
	return net.convolution(input, name, channels, 3, {
		stride,
		pad: 1,
		groups: channels,
	});
}
