import { buildNetwork } from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

export const alexnet: ZooNetwork = {
	name: "alexnet",
	title: "AlexNet with two groups in layers 2, 4 and 5, 227×227",
	source:
		"Krizhevsky et al., NIPS 2012; BVLC/caffe, models/bvlc_alexnet/deploy.prototxt",
	build() {
		const net = buildNetwork([3, 227, 227]);
		const conv1 = net.convolution(net.input, "conv1", 96, 11, { stride: 4 });
		const pool1 = net.maxPool(net.normalise(conv1), 3, { stride: 2 });
		const conv2 = net.convolution(pool1, "conv2", 256, 5, {
			pad: 2,
			groups: 2,
		});
		const pool2 = net.maxPool(net.normalise(conv2), 3, { stride: 2 });
		const conv3 = net.convolution(pool2, "conv3", 384, 3, { pad: 1 });
		const grouped = { pad: 1, groups: 2 };
		const conv4 = net.convolution(conv3, "conv4", 384, 3, grouped);
		const conv5 = net.convolution(conv4, "conv5", 256, 3, grouped);
		const fc6 = net.dense(net.maxPool(conv5, 3, { stride: 2 }), "fc6", 4096);
		const fc7 = net.dense(fc6, "fc7", 4096);
		return net.network(
			"alexnet",
			net.dense(fc7, "fc8", 1000, { activation: "none" }),
		);
	},
};
