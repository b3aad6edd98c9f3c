import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportOnnx, type Network, randomFor } from "@mho/engine";
import { zipSync } from "fflate";
import { npy } from "./document.support.js";

const SIDE = 9;
const CLASSES = 3;

/**
 * A network that takes a moment where LeNet-5 takes seconds, and random images for it: `tiny.onnx`, and `data.yaml` with
 * its `images.npz`, and as many labelled ones to calibrate and to search on. Its dense layer has two segments of 128 rows.
 */
export function bringTinyNetwork(folder: string, count: number): void {
	const files = {
		"tiny.onnx": exportOnnx(tinyNetwork()),
		"images.npz": randomImages(count, "images"),
		"others.npz": randomImages(count, "others"),
		"data.yaml": "images: images.npz\ncalibration: others.npz\n",
	};
	for (const [name, content] of Object.entries(files))
		writeFileSync(join(folder, name), content);
}

function randomImages(count: number, what: string): Uint8Array {
	const { uniform } = randomFor(1, what);
	const pixels = Float32Array.from({ length: count * SIDE * SIDE }, (_, n) =>
		uniform(n),
	);
	const labels = Uint8Array.from({ length: count }, (_, n) => n % CLASSES);
	return zipSync({
		"images.npy": npy("<f4", `${count}, 1, ${SIDE}, ${SIDE}`, pixels),
		"labels.npy": npy("|u1", `${count},`, labels),
	});
}

function tinyNetwork(): Network {
	const { uniform } = randomFor(1, "weights");
	const weights = (...shape: number[]) => ({
		shape,
		data: Float32Array.from(
			{ length: shape.reduce((product, length) => product * length) },
			(_, n) => uniform(n, shape.length) - 0.5,
		),
	});
	return {
		name: "tiny",
		input: { name: "data", shape: [1, SIDE, SIDE] },
		nodes: [
			{
				kind: "convolution",
				name: "conv",
				inputs: ["data"],
				weights: weights(4, 1, 3, 3),
				bias: new Float32Array(4),
				strides: [1, 1],
				pads: [0, 0, 0, 0],
				dilations: [1, 1],
				groups: 1,
			},
			{
				kind: "activation",
				function: { kind: "relu" },
				name: "relu",
				inputs: ["conv"],
			},
			{ kind: "flatten", name: "flat", inputs: ["relu"] },
			{
				kind: "dense",
				name: "ip",
				inputs: ["flat"],
				weights: weights(CLASSES, 4 * (SIDE - 2) ** 2),
				bias: new Float32Array(CLASSES),
			},
		],
		output: "ip",
	};
}
