import { describe, expect, test } from "vitest";
import { randomFor } from "../../base/random.js";
import { sizeOf } from "../../base/tensor.js";
import { referenceGemm } from "../../kernels/gemm/reference.js";
import { inferShapes } from "../infer-shapes.js";
import { type LayerShape, layerShapes, macsOf } from "../layer-shape.js";
import type { NetworkNode } from "../network.js";
import { runNode } from "../run-node.js";
import { buildNetwork } from "./network-builder.js";
import { findZooNetwork, zooNetworks } from "./zoo-networks.js";

const total = (
	layers: readonly LayerShape[],
	of: (layer: LayerShape) => number,
): number => layers.reduce((sum, layer) => sum + of(layer), 0);

const weightsOf = ({ rows, outputs, groups }: LayerShape): number =>
	rows * outputs * groups;

/** Arrays of 128×128 cells of 2 bits for weights of 16 bits: eight columns a weight, each group in arrays of its own. */
const arraysOf = ({ rows, outputs, groups }: LayerShape): number =>
	groups * Math.ceil(rows / 128) * Math.ceil((8 * outputs) / 128);

describe("the zoo", () => {
	// Layers, million MACs, million weights and ISAAC's arrays, from the shapes as they were collected for this project.
	test.each<[string, number, number, number, number | undefined]>([
		["lenet-5", 4, 2.3, 0.43, 246],
		["alexnet", 8, 724.4, 60.95, 29810],
		["vgg-a", 11, 7609, 132.9, 64892],
		["vgg-b", 13, 11308, 133.0, 64984],
		["vgg-c", 16, 11771, 133.6, 65272],
		["vgg-d", 16, 15470, 138.3, 67576],
		["vgg-e", 19, 19632, 143.7, 70168],
		["msra-a", 19, 19058, 178.0, 86940],
		["msra-b", 22, 23220, 183.3, 89532],
		["msra-c", 22, 53463, 330.6, 161444],
		["deepface", 7, 517.6, 118.9, 61841],
		["resnet-18", 21, 1814, 11.7, 5724],
		["resnet-34", 37, 3664, 21.8, 10660],
		["resnet-50", 54, 3858, 25.5, 12504],
		["resnet-50-v1.5", 54, 4089, 25.5, 12504],
		["resnet-152", 156, 11282, 60.0, 29368],
		["googlenet", 58, 1583, 6.99, 3614],
		["mobilenet-v1", 28, 569, 4.21, 7006],
		["faster-rcnn-vgg-16", 20, 197741, 137.1, 66988],
		["c3d", 11, 38549, 79.98, 39076],
		["single-frame", 8, 1097, 60.3, 29450],
		// Trained networks of the same shapes; the counts of the others follow from the tables of their papers.
		["resnet-20-cifar", 20, 40.55, 0.27, undefined],
		["squeezenet", 26, 861.3, 1.24, undefined],
		["mobilenet-v2", 53, 301, 3.47, undefined],
		// By hand: 24² · 25 · 5 + 720 · 70 + 70 · 10 MACs, and so on.
		["mlbench-cnn-1", 3, 0.1231, 0.051225, undefined],
		["mlbench-cnn-2", 3, 0.38356, 0.14689, undefined],
		["mlbench-mlp-s", 3, 0.5195, 0.5195, undefined],
		["mlbench-mlp-m", 4, 1.4115, 1.4115, undefined],
		["mlbench-mlp-l", 4, 3.181, 3.181, undefined],
	])("has %s with %i layers, %d M MACs, %d M weights", (name, ...expected) => {
		const layers = layerShapes(findZooNetwork(name)!.build());
		const [count, macs, weights, arrays] = expected;
		const like = (value: number, given: number): number => {
			const digits = String(given).split(".")[1]?.length ?? 0;
			return Number((value / 1e6).toFixed(digits));
		};
		expect(layers.length).toBe(count);
		expect(like(total(layers, macsOf), macs)).toBe(macs);
		expect(like(total(layers, weightsOf), weights)).toBe(weights);
		if (arrays !== undefined) expect(total(layers, arraysOf)).toBe(arrays);
	});

	test("says of each network what it is, and finds it by any of its names", () => {
		const names = zooNetworks.flatMap(({ name, aliases = [] }) => [
			name,
			...aliases,
		]);
		expect(new Set(names).size).toBe(names.length);
		for (const network of zooNetworks) {
			expect(network.title).not.toBe("");
			expect(network.source).not.toBe("");
			for (const name of [network.name, ...(network.aliases ?? [])])
				expect(findZooNetwork(name.toUpperCase().replace("-", "_"))).toBe(
					network,
				);
		}
		expect(findZooNetwork("vgg16")?.name).toBe("vgg-d");
		expect(findZooNetwork("vgg-7")).toBeUndefined();
	});

	test.each(zooNetworks.map((network) => [network.name, network] as const))(
		"%s fits together and says that it has no weights",
		(name, network) => {
			const built = network.build();
			expect(built).toMatchObject({ name, isWithoutWeights: true });
			expect(inferShapes(built).get(built.output)).toBeDefined();
		},
	);
});

test("a locally connected layer is a sum with weights of its own at each place", () => {
	const [channels, size, outputs, kernel, stride] = [2, 7, 3, 3, 2];
	const places = 3;
	const net = buildNetwork([channels, size, size]);
	const layer = net.local(net.input, "local", outputs, kernel, { stride });
	const { nodes } = net.network("local", layer);
	const random = randomFor(1, "local");
	const patch = channels * kernel * kernel;
	const weights = Float32Array.from(
		{ length: places * places * outputs * patch },
		(_, i) => random.normal(0, i),
	);
	const image = Float32Array.from({ length: channels * size * size }, (_, i) =>
		random.normal(1, i),
	);
	const withWeights = (node: NetworkNode): NetworkNode =>
		node.kind === "convolution"
			? { ...node, weights: { ...node.weights, data: weights } }
			: node;
	let tensor = {
		batch: 1,
		shape: [channels, size, size] as readonly number[],
		data: image,
	};
	const shapes = inferShapes(net.network("local", layer));
	for (const node of nodes.map(withWeights)) {
		const shape = shapes.get(node.name)!;
		tensor = runNode(node, [tensor], shape, referenceGemm) as typeof tensor;
	}
	expect(tensor.shape).toEqual([outputs, places, places]);
	for (let at = 0; at < sizeOf(tensor.shape); at++) {
		const [k, y, x] = [
			Math.floor(at / places ** 2),
			Math.floor(at / places) % places,
			at % places,
		];
		let sum = 0;
		for (let c = 0; c < channels; c++)
			for (let ky = 0; ky < kernel; ky++)
				for (let kx = 0; kx < kernel; kx++) {
					const own = ((y * places + x) * outputs + k) * patch;
					const weight = weights[own + (c * kernel + ky) * kernel + kx]!;
					const row = c * size + y * stride + ky;
					sum += weight * image[row * size + x * stride + kx]!;
				}
		expect(tensor.data[at]).toBeCloseTo(Math.max(sum, 0), 4);
	}
});
