import { buildNetwork, type Layer } from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

/** Sports-1M has 487 classes. */
const CLASSES = 487;

export const c3d: ZooNetwork = {
	name: "c3d",
	title: "C3D, clips of 16 frames 112×112, Sports-1M",
	source: "Tran et al., ICCV 2015, Figure 3",
	build() {
		const net = buildNetwork([3, 16, 112, 112]);
		const conv = (input: Layer, name: string, outputs: number) =>
			net.convolution(input, name, outputs, 3, { pad: 1 });
		const pool = (input: Layer) => net.maxPool(input, 2, { stride: 2 });
		const frames = [1, 2, 2];
		const pool1 = net.maxPool(conv(net.input, "conv1a", 64), frames, {
			stride: frames,
		});
		const pool2 = pool(conv(pool1, "conv2a", 128));
		const pool3 = pool(conv(conv(pool2, "conv3a", 256), "conv3b", 256));
		const pool4 = pool(conv(conv(pool3, "conv4a", 512), "conv4b", 512));
		const pool5 = pool(conv(conv(pool4, "conv5a", 512), "conv5b", 512));
		const fc7 = net.dense(net.dense(pool5, "fc6", 4096), "fc7", 4096);
		return net.network(
			"c3d",
			net.dense(fc7, "fc8", CLASSES, { activation: "none" }),
		);
	},
};

/** The paper gives no padding: pooling is rounded so that the maps measure 54, 26, 13 and 6 pixels. */
export const singleFrame: ZooNetwork = {
	name: "single-frame",
	title: "single-frame video network, 170×170, Sports-1M",
	source: "Karpathy et al., CVPR 2014, section 3.1",
	build() {
		const net = buildNetwork([3, 170, 170]);
		const pool = (input: Layer, rounding: "down" | "up") =>
			net.maxPool(input, 3, { stride: 2, rounding });
		const conv1 = net.convolution(net.input, "conv1", 96, 11, { stride: 3 });
		const pool1 = pool(net.normalise(conv1), "down");
		const conv2 = net.convolution(pool1, "conv2", 256, 5, { pad: 2 });
		const pool2 = pool(net.normalise(conv2), "up");
		const conv3 = net.convolution(pool2, "conv3", 384, 3, { pad: 1 });
		const conv4 = net.convolution(conv3, "conv4", 384, 3, { pad: 1 });
		const conv5 = net.convolution(conv4, "conv5", 256, 3, { pad: 1 });
		const fc6 = net.dense(pool(conv5, "up"), "fc6", 4096);
		const fc7 = net.dense(fc6, "fc7", 4096);
		return net.network(
			"single-frame",
			net.dense(fc7, "fc8", CLASSES, { activation: "none" }),
		);
	},
};
