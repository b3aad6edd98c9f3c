import { buildNetwork, type Layer } from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

export const MSRA_NETWORKS: readonly ZooNetwork[] = [
	msra("msra-a", 5, [256, 512, 512]),
	msra("msra-b", 6, [256, 512, 512]),
	msra("msra-c", 6, [384, 768, 896]),
];

/** Bins along each axis of the levels of the spatial pyramid. */
const PYRAMID = [7, 3, 2, 1] as const;

/** @param depth layers of each of the three stages */
function msra(
	name: string,
	depth: number,
	outputs: readonly number[],
): ZooNetwork {
	return {
		name,
		title: `MSRA model ${name.slice(-1).toUpperCase()}, ${3 * depth + 4} layers, 224×224`,
		source: "He et al., ICCV 2015, Table 3",
		build() {
			const net = buildNetwork([3, 224, 224]);
			let layer: Layer = net.convolution(net.input, "conv1", 96, 7, {
				stride: 2,
				pad: 3,
			});
			for (const [stage, channels] of outputs.entries()) {
				layer = net.maxPool(layer, 2, { stride: 2 });
				for (let i = 1; i <= depth; i++) {
					const place = `conv${stage + 2}_${i}`;
					layer = net.convolution(layer, place, channels, 3, { pad: 1 });
				}
			}
			const size = layer.shape.at(-1)!;
			const bins = PYRAMID.map((count) =>
				net.flatten(
					net.maxPool(layer, Math.ceil(size / count), {
						stride: Math.floor(size / count),
						rounding: "down",
					}),
				),
			);
			const fc1 = net.dense(net.concat(...bins), "fc1", 4096);
			const fc2 = net.dense(fc1, "fc2", 4096);
			return net.network(
				name,
				net.dense(fc2, "fc3", 1000, { activation: "none" }),
			);
		},
	};
}
