import {
	buildNetwork,
	type Layer,
	type NetworkBuilder,
} from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

/** Outputs of the squeezing layer and of each of the two expanding ones, and whether pooling follows. */
const FIRES: readonly (readonly [number, number, boolean])[] = [
	[16, 64, false],
	[16, 64, false],
	[32, 128, true],
	[32, 128, false],
	[48, 192, false],
	[48, 192, false],
	[64, 256, true],
	[64, 256, false],
];

export const squeezenet: ZooNetwork = {
	name: "squeezenet",
	aliases: ["squeezenet-1.0"],
	title: "SqueezeNet 1.0, 227×227",
	source:
		"Iandola et al., arXiv 1602.07360, Table 1; the last layer is padded as in forresti/SqueezeNet, SqueezeNet_v1.0",
	build() {
		const net = buildNetwork([3, 227, 227]);
		const halved = (layer: Layer) => net.maxPool(layer, 3, { stride: 2 });
		const conv1 = net.convolution(net.input, "conv1", 96, 7, { stride: 2 });
		const last = FIRES.reduce((input, [squeeze, expand, isPooled], i) => {
			const output = fire(net, input, `fire${i + 2}`, squeeze, expand);
			return isPooled ? halved(output) : output;
		}, halved(conv1));
		const classes = net.convolution(last, "conv10", 1000, 1, { pad: 1 });
		return net.network("squeezenet", net.flatten(net.globalPool(classes)));
	},
};

function fire(
	net: NetworkBuilder,
	input: Layer,
	name: string,
	squeeze: number,
	expand: number,
): Layer {
	const narrow = net.convolution(input, `${name}/squeeze1x1`, squeeze, 1);
	return net.concat(
		net.convolution(narrow, `${name}/expand1x1`, expand, 1),
		net.convolution(narrow, `${name}/expand3x3`, expand, 3, { pad: 1 }),
	);
}
