import { buildNetwork } from "./network-builder.js";
import type { ZooNetwork } from "./zoo-network.js";

export const deepface: ZooNetwork = {
	name: "deepface",
	title: "DeepFace with three locally connected layers, 152×152",
	source: "Taigman et al., CVPR 2014, Figure 2",
	build() {
		const net = buildNetwork([3, 152, 152]);
		const c1 = net.convolution(net.input, "C1", 32, 11);
		const m2 = net.maxPool(c1, 3, { stride: 2 });
		const c3 = net.convolution(m2, "C3", 16, 9);
		const l4 = net.local(c3, "L4", 16, 9);
		const l5 = net.local(l4, "L5", 16, 7, { stride: 2 });
		const l6 = net.local(l5, "L6", 16, 5);
		const f7 = net.dense(l6, "F7", 4096);
		return net.network(
			"deepface",
			net.dense(f7, "F8", 4030, { activation: "none" }),
		);
	},
};
