import { buildNetwork } from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

const SOURCE = "PRIME, ISCA 2016, Table III (MlBench), MNIST";

/** A convolution, a pool and two dense layers; `conv5x5` stands for 5 × 5 pixels and 5 maps, `conv7x10` for 7 × 7 and 10. */
const convolutional = (
	name: string,
	kernel: number,
	maps: number,
	hidden: number,
): ZooNetwork => ({
	name,
	title: `MlBench ${name.slice("mlbench-".length).toUpperCase()}: one convolution and two dense layers, MNIST`,
	source: SOURCE,
	build() {
		const net = buildNetwork([1, 28, 28]);
		const conv = net.convolution(net.input, "conv1", maps, kernel);
		const pool = net.maxPool(conv, 2, { stride: 2 });
		const ip1 = net.dense(pool, "ip1", hidden);
		return net.network(name, net.dense(ip1, "ip2", 10, { activation: "none" }));
	},
});

const perceptron = (name: string, hidden: readonly number[]): ZooNetwork => ({
	name,
	title: `MlBench ${name.slice("mlbench-".length).toUpperCase()}: 784-${hidden.join("-")}-10, MNIST`,
	source: SOURCE,
	build() {
		const net = buildNetwork([1, 28, 28]);
		const last = hidden.reduce(
			(layer, size, l) => net.dense(layer, `ip${l + 1}`, size),
			net.input,
		);
		return net.network(
			name,
			net.dense(last, `ip${hidden.length + 1}`, 10, { activation: "none" }),
		);
	},
});

/** The networks of MlBench but VGG-D, which is the zoo's. */
export const ML_BENCH: readonly ZooNetwork[] = [
	convolutional("mlbench-cnn-1", 5, 5, 70),
	convolutional("mlbench-cnn-2", 7, 10, 120),
	perceptron("mlbench-mlp-s", [500, 250]),
	perceptron("mlbench-mlp-m", [1000, 500, 250]),
	perceptron("mlbench-mlp-l", [1500, 1000, 500]),
];
