import {
	buildNetwork,
	type Layer,
	type NetworkBuilder,
} from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

const SOURCE = "He et al., CVPR 2016, Table 1";

export const RESNETS: readonly ZooNetwork[] = [
	resnet("resnet-18", [2, 2, 2, 2], basicBlock),
	resnet("resnet-34", [3, 4, 6, 3], basicBlock),
	resnet("resnet-50", [3, 4, 6, 3], bottleneck("first")),
	{
		...resnet("resnet-50-v1.5", [3, 4, 6, 3], bottleneck("middle")),
		title: "ResNet-50 with the strides in its 3×3 layers, 224×224",
		source: "torchvision, resnet50",
	},
	resnet("resnet-101", [3, 4, 23, 3], bottleneck("first")),
	resnet("resnet-152", [3, 8, 36, 3], bottleneck("first")),
	cifarResnet(20),
	cifarResnet(32),
	cifarResnet(56),
];

interface BlockPlace {
	readonly name: string;
	readonly channels: number;
	readonly stride: 1 | 2;
}

/** Two or three layers and a shortcut around them. Batch normalisation is taken to be folded into the layers. */
type Block = (net: NetworkBuilder, input: Layer, place: BlockPlace) => Layer;

function resnet(
	name: string,
	depths: readonly number[],
	block: Block,
): ZooNetwork {
	return {
		name,
		title: `ResNet-${name.slice("resnet-".length)}, 224×224`,
		source: SOURCE,
		build() {
			const net = buildNetwork([3, 224, 224]);
			const conv1 = net.convolution(net.input, "conv1", 64, 7, {
				stride: 2,
				pad: 3,
			});
			let layer = net.maxPool(conv1, 3, { stride: 2 });
			for (const [stage, depth] of depths.entries()) {
				for (let i = 0; i < depth; i++) {
					const isHalved = i === 0 && stage > 0;
					layer = block(net, layer, {
						name: `res${stage + 2}_${i + 1}`,
						channels: 64 * 2 ** stage,
						stride: isHalved ? 2 : 1,
					});
				}
			}
			return net.network(
				name,
				net.dense(net.globalPool(layer), "fc", 1000, { activation: "none" }),
			);
		},
	};
}

function basicBlock(
	net: NetworkBuilder,
	input: Layer,
	{ name, channels, stride }: BlockPlace,
): Layer {
	const a = net.convolution(input, `${name}/a`, channels, 3, {
		stride,
		pad: 1,
	});
	const b = net.convolution(a, `${name}/b`, channels, 3, {
		pad: 1,
		activation: "none",
	});
	const isSame = stride === 1 && input.shape[0] === channels;
	const shortcut = isSame
		? input
		: net.convolution(input, `${name}/shortcut`, channels, 1, {
				stride,
				activation: "none",
			});
	return net.add(shortcut, b);
}

/** @param strided which of the layers of a block that halves the map has the stride */
function bottleneck(strided: "first" | "middle"): Block {
	return (net, input, { name, channels, stride }) => {
		const outputs = 4 * channels;
		const [first, middle] = strided === "first" ? [stride, 1] : [1, stride];
		const a = net.convolution(input, `${name}/a`, channels, 1, {
			stride: first,
		});
		const b = net.convolution(a, `${name}/b`, channels, 3, {
			stride: middle,
			pad: 1,
		});
		const c = net.convolution(b, `${name}/c`, outputs, 1, {
			activation: "none",
		});
		const shortcut =
			input.shape[0] === outputs
				? input
				: net.convolution(input, `${name}/shortcut`, outputs, 1, {
						stride,
						activation: "none",
					});
		return net.add(shortcut, c);
	};
}

/** Shortcuts around a change of shape drop pixels and add channels of zeros: they have no weights. */
function cifarResnet(layers: number): ZooNetwork {
	const name = `resnet-${layers}-cifar`;
	return {
		name,
		aliases: [`resnet-${layers}`],
		title: `ResNet-${layers} for CIFAR-10`,
		source: "He et al., CVPR 2016, section 4.2, shortcuts of option A",
		build() {
			const net = buildNetwork([3, 32, 32]);
			let layer = net.convolution(net.input, "conv1", 16, 3, { pad: 1 });
			for (const [stage, channels] of [16, 32, 64].entries()) {
				for (let i = 0; i < (layers - 2) / 6; i++) {
					const stride = i === 0 && stage > 0 ? 2 : 1;
					const block = `res${stage + 1}_${i + 1}`;
					const a = net.convolution(layer, `${block}/a`, channels, 3, {
						stride,
						pad: 1,
					});
					const b = net.convolution(a, `${block}/b`, channels, 3, {
						pad: 1,
						activation: "none",
					});
					const shortcut =
						stride === 1
							? layer
							: net.subsample(layer, `${block}/shortcut`, channels);
					layer = net.add(shortcut, b);
				}
			}
			return net.network(
				name,
				net.dense(net.globalPool(layer), "fc", 10, { activation: "none" }),
			);
		},
	};
}
