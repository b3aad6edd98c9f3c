import { expect, test } from "vitest";
import type { Network, NetworkNode } from "../network/network.js";
import { calibratedFor } from "./calibrated-for.js";
import { prepareNetwork } from "./prepare-network.js";

const wave = (length: number, seed: number): Float32Array =>
	Float32Array.from({ length }, (_, i) => Math.sin(seed + 12.9898 * (i + 1)));

function convolution(name: string, input: string, spread: number): NetworkNode {
	return {
		kind: "convolution",
		name,
		inputs: [input],
		weights: {
			shape: [2, 2, 1, 1],
			data: wave(4, 3).map((w, i) => (i < 2 ? spread * w : w)),
		},
		bias: new Float32Array(2),
		groups: 1,
		strides: [1, 1],
		pads: [0, 0, 0, 0],
		dilations: [1, 1],
	};
}

const network: Network = {
	name: "two layers",
	input: { name: "data", shape: [2, 1, 1] },
	output: "second",
	nodes: [convolution("first", "data", 100), convolution("second", "first", 1)],
};

const images = (seed: number) => ({
	images: wave(16, seed),
	count: 8,
	shape: [2, 1, 1],
	name: "waves",
});
const data = {
	calibration: images(1),
	test: { ...images(2), labels: new Uint8Array(8) },
};

test("a design that asks for it gets other weights and their ranges, once for all designs", async () => {
	const prepared = await prepareNetwork(network, data);
	expect(calibratedFor(prepared, { channelEqualization: false })).toBe(
		prepared,
	);
	const equalized = calibratedFor(prepared, { channelEqualization: true });
	expect(calibratedFor(prepared, { channelEqualization: true })).toBe(
		equalized,
	);
	const rangeOf = (of: typeof equalized) => of.ranges.get("first")!.means!;
	const evenness = (of: typeof equalized) =>
		Math.abs(rangeOf(of)[0]! / rangeOf(of)[1]!);
	expect(evenness(equalized)).toBeLessThan(0.5 * evenness(prepared));
	// What the network gives is the same, and so is what calibration saw of it.
	for (const end of ["min", "max"] as const)
		expect(equalized.ranges.get("second")![end]).toBeCloseTo(
			prepared.ranges.get("second")![end],
			3,
		);
});

test("by default channels are equalised in networks that join those of several layers", async () => {
	const isEqualized = async (nodes: readonly NetworkNode[]) => {
		const own = { ...network, output: nodes.at(-1)!.name, nodes };
		const prepared = await prepareNetwork(own, data);
		return (
			calibratedFor(prepared, { channelEqualization: "joined" }) !== prepared
		);
	};
	const branches: readonly NetworkNode[] = [
		convolution("left", "data", 100),
		convolution("right", "data", 1),
	];
	const read = convolution("read", "both", 1);
	const both = { name: "both", inputs: ["left", "right"] };
	expect(
		await isEqualized([
			...branches,
			{ ...both, kind: "arithmetic", function: "add" },
			read,
		]),
	).toBe(false);
	const join: NetworkNode = { ...both, kind: "concat", axis: 0 };
	const reader = {
		...read,
		weights: { shape: [2, 4, 1, 1], data: wave(8, 5) },
	} as NetworkNode;
	expect(await isEqualized([...branches, join, reader])).toBe(true);
	// Nothing reads the joined channels that could take the factors.
	expect(await isEqualized([...branches, join])).toBe(false);
});
