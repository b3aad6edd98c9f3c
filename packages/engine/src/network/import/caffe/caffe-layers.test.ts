import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inferShapes } from "../../infer-shapes.js";
import { type Blob, definition, normals, run } from "./caffe-files.support.js";
import { importCaffe } from "./import-caffe.js";

describe("layers that other formats define otherwise", () => {
	const pooling = fc
		.record({
			height: fc.integer({ min: 3, max: 9 }),
			width: fc.integer({ min: 3, max: 9 }),
			kernel: fc.integer({ min: 1, max: 3 }),
			stride: fc.integer({ min: 1, max: 3 }),
			pad: fc.integer({ min: 0, max: 2 }),
			pool: fc.constantFrom("MAX" as const, "AVE" as const),
		})
		.filter(({ kernel, stride, pad }) => pad < kernel && stride <= kernel);

	/** One axis: where each window begins and ends, the padding included, as Caffe's pooling layer cuts it. */
	function windows(
		size: number,
		{ kernel, stride, pad }: { kernel: number; stride: number; pad: number },
	): (readonly [number, number])[] {
		let count = Math.ceil((size + 2 * pad - kernel) / stride) + 1;
		if (pad > 0 && (count - 1) * stride >= size + pad) count--;
		return Array.from({ length: count }, (_, i) => {
			const start = i * stride - pad;
			return [start, Math.min(start + kernel, size + pad)] as const;
		});
	}

	test("pooling rounds windows up and divides by what lies within the padding", () => {
		fc.assert(
			fc.property(pooling, (p) => {
				const image = normals(p.height * p.width);
				const layers = `layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param {
					pool: ${p.pool} kernel_size: ${p.kernel} stride: ${p.stride} pad: ${p.pad} } }`;
				const actual = run(
					{ input: [1, 1, p.height, p.width], layers },
					{},
					image,
				);
				const expected = windows(p.height, p).flatMap(([top, bottom]) =>
					windows(p.width, p).map(([left, right]) => {
						const inside: number[] = [];
						for (let y = Math.max(top, 0); y < Math.min(bottom, p.height); y++)
							for (let x = Math.max(left, 0); x < Math.min(right, p.width); x++)
								inside.push(image[y * p.width + x]!);
						const area = (bottom - top) * (right - left);
						const sum = inside.reduce((a, b) => a + b, 0);
						return p.pool === "MAX" ? Math.max(...inside) : sum / area;
					}),
				);
				expect(actual).toHaveLength(expected.length);
				for (const [i, value] of expected.entries())
					expect(actual[i]).toBeCloseTo(value, 5);
			}),
		);
	});

	test("normalisation within a channel counts the padding, across channels it does not", () => {
		const image = normals(2 * 4 * 5);
		const at = (c: number, y: number, x: number): number =>
			c < 0 || c > 1 || y < 0 || y > 3 || x < 0 || x > 4
				? 0
				: image[(c * 4 + y) * 5 + x]!;
		const normalised = (
			region: string,
			taps: readonly (readonly [number, number, number])[],
		): void => {
			const layers = `layer { name: "n" type: "LRN" bottom: "data" top: "n" lrn_param {
				local_size: 3 alpha: 0.5 beta: 0.75 norm_region: ${region} } }`;
			const actual = run({ input: [1, 2, 4, 5], layers }, {}, image);
			for (const [i, value] of actual.entries()) {
				const [c, y, x] = [Math.floor(i / 20), Math.floor(i / 5) % 4, i % 5];
				const squares = taps
					.map(([dc, dy, dx]) => at(c + dc, y + dy, x + dx) ** 2)
					.reduce((a, b) => a + b, 0);
				const expected =
					at(c, y, x) / (1 + (0.5 / taps.length) * squares) ** 0.75;
				expect(value).toBeCloseTo(expected, 5);
			}
		};
		const around = [-1, 0, 1];
		normalised(
			"WITHIN_CHANNEL",
			around.flatMap((y) => around.map((x) => [0, y, x] as const)),
		);
		normalised(
			"ACROSS_CHANNELS",
			around.map((c) => [c, 0, 0] as const),
		);
	});

	test("batch normalisation divides its statistics by the scale factor; a scale follows", () => {
		const layers = `
			layer { name: "bn" type: "BatchNorm" bottom: "data" top: "data" batch_norm_param { eps: 0 } }
			layer { name: "s" type: "Scale" bottom: "data" top: "data" scale_param { bias_term: true } }`;
		const blobs = {
			bn: [
				{ shape: [2], data: [2, 4] },
				{ shape: [2], data: [8, 18] },
				{ shape: [1], data: [2] },
			],
			s: [
				{ shape: [2], data: [10, 20] },
				{ shape: [2], data: [1, 2] },
			],
		};
		expect(
			run({ input: [1, 2, 1, 2], layers }, blobs, Float32Array.of(3, 5, 5, 8)),
		).toEqual([11, 21, 22, 42]);
	});

	test.each<[string, readonly number[]]>([
		[
			'type: "Eltwise" bottom: "data" bottom: "data" eltwise_param { coeff: 2 coeff: -0.5 }',
			[-1.5, 3, 4.5],
		],
		[
			'type: "Eltwise" bottom: "data" bottom: "data" bottom: "data" eltwise_param { operation: PROD }',
			[-1, 8, 27],
		],
		[
			'type: "ReLU" bottom: "data" relu_param { negative_slope: 0.5 }',
			[-0.5, 2, 3],
		],
		[
			'type: "Power" bottom: "data" power_param { power: 2 scale: 3 shift: 1 }',
			[4, 49, 100],
		],
		[
			'type: "Exp" bottom: "data" exp_param { base: 2 scale: 2 shift: 1 }',
			[0.5, 32, 128],
		],
		[
			'type: "Log" bottom: "data" log_param { base: 2 shift: 2 }',
			[0, 2, Math.log2(5)],
		],
		['type: "PReLU" bottom: "data"', [-10, 2, 3]],
		['type: "Scale" bottom: "data" scale_param { num_axes: 0 }', [-10, 20, 30]],
		['type: "Bias" bottom: "data" bias_param { num_axes: 0 }', [9, 12, 13]],
		[
			'type: "InnerProduct" bottom: "data" inner_product_param { num_output: 1 bias_term: false transpose: true }',
			[321],
		],
	])("computes %s", (layer, expected) => {
		const shapes: Readonly<Record<string, Blob>> = {
			InnerProduct: { shape: [3, 1], data: [-1, 10, 100] },
			PReLU: { shape: [3], data: [10, 10, 10] },
		};
		const blob = shapes[layer.split('"')[1]!] ?? { shape: [], data: [10] };
		const actual = run(
			{ input: [1, 3], layers: `layer { name: "l" top: "l" ${layer} }` },
			{ l: [blob] },
			Float32Array.of(-1, 2, 3),
		);
		for (const [i, value] of expected.entries())
			expect(actual[i]).toBeCloseTo(value, 4);
	});

	test("slices, concatenates, reshapes and flattens around the batch", () => {
		const layers = `
			layer { name: "slice" type: "Slice" bottom: "data" top: "a" top: "b" slice_param { slice_point: 1 } }
			layer { name: "turned" type: "Concat" bottom: "b" bottom: "a" top: "c" concat_param { axis: -3 } }
			layer { name: "shape" type: "Reshape" bottom: "c" top: "d" reshape_param { shape { dim: 0 dim: -1 dim: 3 } } }
			layer { name: "flat" type: "Flatten" bottom: "d" top: "d" }`;
		const input = [5, 3, 1, 2];
		const images = Float32Array.of(1, 2, 3, 4, 5, 6);
		expect(run({ input, layers }, {}, images)).toEqual([3, 4, 5, 6, 1, 2]);
		const network = importCaffe({ prototxt: definition(input, layers) });
		expect(inferShapes(network).get("shape")).toEqual([2, 3]);
	});
});

describe("layers of Caffe and its forks beside the common ones", () => {
	const vector = Float32Array.of(-1, 2, 7);
	test.each<[string, readonly number[]]>([
		['type: "ReLU6" bottom: "data"', [0, 2, 6]],
		[
			'type: "Clip" bottom: "data" clip_param { min: -0.5 max: 3 }',
			[-0.5, 2, 3],
		],
		[
			'type: "Threshold" bottom: "data" threshold_param { threshold: 2 }',
			[0, 0, 1],
		],
		[
			'type: "Swish" bottom: "data" swish_param { beta: 2 }',
			[-1, 2, 7].map((x) => x / (1 + Math.exp(-2 * x))),
		],
		[
			'type: "Tile" bottom: "data" tile_param { tiles: 2 }',
			[-1, 2, 7, -1, 2, 7],
		],
		[
			'type: "Reduction" bottom: "data" reduction_param { axis: 1 operation: ASUM coeff: 0.5 }',
			[5],
		],
		[
			'type: "Reduction" bottom: "data" reduction_param { axis: -1 operation: MEAN }',
			[8 / 3],
		],
		['type: "ArgMax" bottom: "data"', [2]],
		['type: "ArgMax" bottom: "data" argmax_param { axis: 1 }', [2]],
	])("computes %s", (layer, expected) => {
		const layers = `layer { name: "l" top: "l" ${layer} }`;
		const actual = run({ input: [1, 3], layers }, {}, vector);
		expect(actual).toHaveLength(expected.length);
		for (const [i, value] of expected.entries())
			expect(actual[i]).toBeCloseTo(value, 5);
	});

	test("move the values of feature maps", () => {
		const image = Float32Array.from({ length: 24 }, (_, i) => i);
		const moved = (layers: string): number[] =>
			run({ input: [1, 4, 2, 3], layers }, {}, image);
		const at = (c: number, y: number, x: number): number => (c * 2 + y) * 3 + x;
		expect(
			moved(
				'layer { name: "l" type: "Permute" bottom: "data" top: "l" permute_param { order: 0 order: 2 order: 3 order: 1 } }',
			),
		).toEqual(
			[0, 1].flatMap((y) =>
				[0, 1, 2].flatMap((x) => [0, 1, 2, 3].map((c) => at(c, y, x))),
			),
		);
		expect(
			moved(
				'layer { name: "l" type: "ShuffleChannel" bottom: "data" top: "l" shuffle_channel_param { group: 2 } }',
			),
		).toEqual([0, 2, 1, 3].flatMap((c) => [...image.slice(6 * c, 6 * c + 6)]));
		expect(
			moved(`
				layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { kernel_size: 2 stride: 1 } }
				layer { name: "l" type: "Crop" bottom: "data" bottom: "p" top: "l" crop_param { offset: 1 offset: 0 } }`),
		).toEqual([0, 1, 2, 3].flatMap((c) => [at(c, 1, 0), at(c, 1, 1)]));
	});

	test("normalise by mean and deviation, or by the norm of the channels", () => {
		const image = Float32Array.of(1, 3, 4, 8);
		const input = [1, 2, 1, 2];
		const mvn = 'layer { name: "l" type: "MVN" bottom: "data" top: "l" }';
		expect(
			run({ input, layers: mvn }, {}, image).map(
				(x) => Math.round(1e5 * x) / 1e5,
			),
		).toEqual([-1, 1, -1, 1]);
		const across = mvn.replace(
			" }",
			" mvn_param { across_channels: true normalize_variance: false } }",
		);
		expect(run({ input, layers: across }, {}, image)).toEqual([-3, -1, 0, 4]);
		const normalize =
			'layer { name: "l" type: "Normalize" bottom: "data" top: "l" norm_param { across_spatial: false channel_shared: false } }';
		const scale = { l: [{ shape: [2], data: [1, 10] }] };
		const actual = run({ input, layers: normalize }, scale, image);
		const [a, b] = [Math.hypot(1, 4), Math.hypot(3, 8)];
		for (const [i, value] of [1 / a, 3 / b, 40 / a, 80 / b].entries())
			expect(actual[i]).toBeCloseTo(value, 5);
	});

	test("pool into a pyramid of bins, whose windows cover the map", () => {
		const image = normals(2 * 5 * 7);
		const layers =
			'layer { name: "l" type: "SPP" bottom: "data" top: "l" spp_param { pyramid_height: 2 } }';
		const actual = run({ input: [1, 2, 5, 7], layers }, {}, image);
		// Two bins of 3 rows with 1 of padding above, and of 4 columns with 1 to the left.
		const most = (c: number, rows: number[], columns: number[]): number =>
			Math.max(
				...rows.flatMap((y) => columns.map((x) => image[(c * 5 + y) * 7 + x]!)),
			);
		const all = [0, 1].map((c) =>
			most(c, [0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5, 6]),
		);
		const rows = [
			[0, 1],
			[2, 3, 4],
		];
		const columns = [
			[0, 1, 2],
			[3, 4, 5, 6],
		];
		const bins = [0, 1].flatMap((c) =>
			rows.flatMap((ys) => columns.map((xs) => most(c, ys, xs))),
		);
		expect(actual).toEqual([...all, ...bins]);
	});

	test("convolve each channel by itself, and scale maps by factors of their channels", () => {
		const image = Float32Array.of(1, 2, 3, 4);
		const layers = `
			layer { name: "dw" type: "DepthwiseConvolution" bottom: "data" top: "dw"
				convolution_param { num_output: 2 kernel_size: 1 bias_term: false } }
			layer { name: "gap" type: "Pooling" bottom: "data" top: "gap" pooling_param { pool: AVE global_pooling: true } }
			layer { name: "l" type: "Axpy" bottom: "gap" bottom: "dw" bottom: "data" top: "l" }`;
		const weights = { dw: [{ shape: [2, 1, 1, 1], data: [10, 100] }] };
		expect(run({ input: [1, 2, 1, 2], layers }, weights, image)).toEqual([
			1.5 * 10 + 1,
			1.5 * 20 + 2,
			3.5 * 300 + 3,
			3.5 * 400 + 4,
		]);
	});
});
