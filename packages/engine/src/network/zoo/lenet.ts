import { buildNetwork } from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

export const lenet5: ZooNetwork = {
	name: "lenet-5",
	title: "LeNet-5 in the Caffe shape, MNIST; lenet5 is the same with weights",
	source: "BVLC/caffe, examples/mnist/lenet.prototxt",
	build() {
		const net = buildNetwork([1, 28, 28]);
		const linear = { activation: "none" } as const;
		const conv1 = net.convolution(net.input, "conv1", 20, 5, linear);
		const pool1 = net.maxPool(conv1, 2, { stride: 2 });
		const conv2 = net.convolution(pool1, "conv2", 50, 5, linear);
		const pool2 = net.maxPool(conv2, 2, { stride: 2 });
		const ip1 = net.dense(pool2, "ip1", 500);
		return net.network("lenet-5", net.dense(ip1, "ip2", 10, linear));
	},
};
