import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { designWith, pairs, shapeOf } from "../presets/design-with.support.js";
import { planLayer } from "./plan-layer.js";

const design = designWith({});

const conv = (
	channels: number,
	kernel: number,
	outputs: number,
	positions: number,
	groups = 1,
) =>
	shapeOf(
		(channels / groups) * kernel ** 2,
		outputs / groups,
		positions,
		groups,
	);

const LENET_5 = [
	conv(1, 5, 20, 576),
	conv(20, 5, 50, 64),
	shapeOf(800, 500),
	shapeOf(500, 10),
];
const ALEXNET = [
	conv(3, 11, 96, 55 ** 2),
	conv(96, 5, 256, 27 ** 2, 2),
	conv(256, 3, 384, 13 ** 2),
	conv(384, 3, 384, 13 ** 2, 2),
	conv(384, 3, 256, 13 ** 2, 2),
	shapeOf(9216, 4096),
	shapeOf(4096, 4096),
	shapeOf(4096, 1000),
];
const VGG_16 = [
	conv(3, 3, 64, 224 ** 2),
	conv(64, 3, 64, 224 ** 2),
	conv(64, 3, 128, 112 ** 2),
	conv(128, 3, 128, 112 ** 2),
	conv(128, 3, 256, 56 ** 2),
	conv(256, 3, 256, 56 ** 2),
	conv(256, 3, 256, 56 ** 2),
	conv(256, 3, 512, 28 ** 2),
	conv(512, 3, 512, 28 ** 2),
	conv(512, 3, 512, 28 ** 2),
	conv(512, 3, 512, 14 ** 2),
	conv(512, 3, 512, 14 ** 2),
	conv(512, 3, 512, 14 ** 2),
	shapeOf(25088, 4096),
	shapeOf(4096, 4096),
	shapeOf(4096, 1000),
];

describe("arrays of a network, unreplicated", () => {
	test.each([
		["LeNet-5", LENET_5, 246],
		["AlexNet", ALEXNET, 29810],
		["VGG-16", VGG_16, 67576],
	])("%s", (_, shapes, arrays) => {
		expect(
			shapes.reduce(
				(sum, shape) => sum + planLayer(shape, design).arraysPerCopy,
				0,
			),
		).toBe(arrays);
	});
});

describe("a layer cut into arrays", () => {
	test("fills row segments to the height of an array, one after the other", () => {
		expect(planLayer(shapeOf(300, 10), design).segments).toEqual([
			{ start: 0, rows: 128 },
			{ start: 128, rows: 128 },
			{ start: 256, rows: 44 },
		]);
		expect(planLayer(shapeOf(128, 10), design).segments).toHaveLength(1);
	});

	test("16 weights of 8 slices lie side by side; the 17th opens another array", () => {
		expect(planLayer(shapeOf(128, 16), design).columnTiles).toBe(1);
		expect(planLayer(shapeOf(128, 17), design).columnTiles).toBe(2);
	});

	test("one slice an array: an array for each of the 8 slices", () => {
		const sliced = designWith({
			crossbar: { columnLayout: "slice-per-array" },
		});
		expect(planLayer(shapeOf(128, 128), sliced)).toMatchObject({
			outputsPerArray: 128,
			columnTiles: 1,
			arraysPerCopy: 8,
		});
	});

	test("pairs in adjacent columns halve the weights of an array, twin arrays do not", () => {
		expect(
			planLayer(shapeOf(128, 16), pairs("adjacent-columns", "analog")),
		).toMatchObject({ outputsPerArray: 8, arraysPerCopy: 2 });
		expect(
			planLayer(shapeOf(128, 16), pairs("twin-arrays", "analog")),
		).toMatchObject({ outputsPerArray: 16, arraysPerCopy: 1 });
	});

	test("groups have arrays of their own", () => {
		expect(planLayer(shapeOf(9, 1, 100, 32), design).arraysPerCopy).toBe(32);
	});

	test("follows the overrides of its layer only", () => {
		const overridden = {
			...design,
			layers: { "100→16": { weightBits: 8, inputBits: 4 } },
		};
		const plan = planLayer(shapeOf(100, 16), overridden);
		expect(plan.weightPlanes).toHaveLength(4);
		expect(plan.inputPlanes).toHaveLength(4);
		expect(planLayer(shapeOf(100, 17), overridden).weightPlanes).toHaveLength(
			8,
		);
	});

	test("weights in fewer slices take fewer columns", () => {
		const around = designWith({
			encoding: { weights: "centre-offset", weightSlices: [4, 2, 2] },
			crossbar: {
				cellBits: 4,
				pairs: {
					layout: "twin-arrays",
					subtraction: "analog",
					rowDrivers: "shared",
				},
			},
		});
		const sliced: Design = {
			...around,
			operands: { ...around.operands, weightBits: 8 },
			layers: { "100→17": { weightSlices: [2, 2, 2, 2] } },
		};
		expect(planLayer(shapeOf(100, 16), sliced)).toMatchObject({
			outputsPerArray: 42,
			weightPlanes: [
				{ significance: 1 },
				{ significance: 4 },
				{ significance: 16 },
			],
		});
		expect(planLayer(shapeOf(100, 17), sliced).outputsPerArray).toBe(32);
	});

	test("a weight that is wider than the array is refused", () => {
		const narrow = designWith({ crossbar: { columns: 7 } });
		expect(() => planLayer(shapeOf(10, 10), narrow)).toThrow(InputError);
		expect(() => planLayer(shapeOf(10, 10), narrow)).toThrow(
			"10→10: a weight takes 8 columns, crossbar has 7",
		);
	});
});

test("the lossless ADC of flipped columns has 8 bits, and a fixed one of 7 is not lossless", () => {
	const flipped: Design = {
		...design,
		adc: { kind: "lossless" },
		encoding: { ...design.encoding, weights: "column-flip" },
	};
	expect(planLayer(shapeOf(10, 10), flipped)).toMatchObject({
		bounds: { min: 0, max: 192 },
		adc: { bits: 8, step: 1, min: 0, max: 255 },
		losslessAdc: true,
	});
	const short: Design = {
		...flipped,
		adc: { kind: "fixed", bits: 7, step: 1, signed: false },
	};
	expect(planLayer(shapeOf(10, 10), short).losslessAdc).toBe(false);
});

describe("rows that are driven at once", () => {
	const unitsOf = (operationUnitRows: number): Design => ({
		...design,
		crossbar: { ...design.crossbar, operationUnitRows },
	});

	test("are operation units of an array, the last of an array the rest of its rows", () => {
		const plan = planLayer(shapeOf(150, 10), unitsOf(48));
		expect(plan.operationUnits).toEqual([
			{ segment: 0, start: 0, rows: 48 },
			{ segment: 0, start: 48, rows: 48 },
			{ segment: 0, start: 96, rows: 32 },
			{ segment: 1, start: 128, rows: 22 },
		]);
		const { operationUnits, segments } = planLayer(shapeOf(150, 10), design);
		expect(operationUnits).toMatchObject(segments);
	});

	test.each([
		[128, 9],
		[64, 8],
		[16, 6],
		[9, 5],
	])("%i of them take an ADC of %i bits", (rows, bits) => {
		const lossless: Design = { ...unitsOf(rows), adc: { kind: "lossless" } };
		const plan = planLayer(shapeOf(500, 10), lossless);
		expect(plan.adc.bits).toBe(bits);
		expect(plan.arraysPerCopy).toBe(
			planLayer(shapeOf(500, 10), design).arraysPerCopy,
		);
	});

	test("are read one unit after the other, as many as the tallest row segment has", () => {
		const whole = planLayer(shapeOf(150, 10), design).timePerPosition;
		const ratio = (rows: number, units: number) =>
			planLayer(shapeOf(rows, 10), unitsOf(units)).timePerPosition / whole;
		// The array settles for 100 ns each time; so few outputs are converted before.
		expect(ratio(150, 16)).toBeCloseTo(8, 9);
		expect(ratio(150, 48)).toBeCloseTo(3, 9);
		expect(ratio(20, 16)).toBeCloseTo(2, 9);
		expect(ratio(16, 16)).toBeCloseTo(1, 9);
	});
});

describe("a design is refused", () => {
	const refusal = (asked: Design) => {
		try {
			planLayer({ ...shapeOf(100, 16), signedInputs: true }, asked);
		} catch (error) {
			return error instanceof InputError ? error.message : error;
		}
		return undefined;
	};

	test("where its ADC has no codes for negative sums", () => {
		const balanced = designWith({
			encoding: { inputs: "balanced-radix", digitBits: 2 },
		});
		const adc = { kind: "fixed", bits: 8, step: 1 } as const;
		expect(refusal({ ...balanced, adc: { ...adc, signed: false } })).toMatch(
			/adc: found unsigned codes, but .* down to -\d+ in layer 100→16: expected signed: true/,
		);
		expect(
			refusal({ ...balanced, adc: { ...adc, signed: true } }),
		).toBeUndefined();
	});

	test("where its threshold skips every partial product", () => {
		const at = { unit: "significance", bits: 30 } as const;
		const skipping: Design = {
			...design,
			partialProducts: { kind: "threshold", at },
		};
		expect(refusal(skipping)).toMatch(
			/the threshold skips every partial product of layer 100→16/,
		);
	});

	test("where offsets are multiplied once, but not by all of the inputs", () => {
		const once: Design = {
			...design,
			encoding: {
				...design.encoding,
				weights: "centre-offset",
				correction: "digital-count",
				offsetProduct: "once",
			},
		};
		const partialProducts = {
			kind: "threshold",
			at: { unit: "significance", bits: 4 },
		} as const;
		expect(refusal({ ...once, partialProducts })).toMatch(
			/encoding.offsetProduct: found once, but not all partial products of layer 100→16 run: expected each-plane/,
		);
	});

	test("where its encoder or its cells do not serve the slices", () => {
		const { encoding } = design;
		const weightSlices = [4, 2, 2];
		expect(
			refusal({ ...design, encoding: { ...encoding, weightSlices } }),
		).toMatch(
			/encoding.weightSlices: found 4, 2, 2, encoder offset-binary has slices of the cells' bits alone/,
		);
		const around = { ...encoding, weights: "centre-offset" } as const;
		const layers = { "100→16": { weightSlices } };
		expect(refusal({ ...design, encoding: around, layers })).toMatch(
			/layers.100→16.weightSlices: found a slice of 4 bits, cells hold 2/,
		);
	});

	test("where more rows are driven at once than an array has", () => {
		const crossbar = { ...design.crossbar, operationUnitRows: 129 };
		expect(refusal({ ...design, crossbar })).toMatch(
			/crossbar.operationUnitRows: found 129, an array has 128 rows/,
		);
	});

	test("where arrays on common drivers do not divide a PE, or are not read together", () => {
		const shared = (over: Partial<Design["crossbar"]>): Design => ({
			...design,
			crossbar: { ...design.crossbar, ...over },
		});
		expect(refusal(shared({ arraysPerDriver: 3 }))).toMatch(
			/arraysPerDriver: found 3, expected a divisor of the \d+ arrays of a PE/,
		);
		expect(
			refusal(shared({ arraysPerDriver: 2, columnLayout: "slice-per-array" })),
		).toMatch(/arraysPerDriver: found 2 with one slice an array/);
	});
});

test("arrays on common drivers: a layer takes whole sets, with idle arrays where its outputs end", () => {
	const shared: Design = {
		...design,
		crossbar: { ...design.crossbar, arraysPerDriver: 2 },
	};
	// 16 outputs an array: three column tiles, two row segments.
	const shape = shapeOf(200, 40);
	const alone = planLayer(shape, design);
	const together = planLayer(shape, shared);
	expect([alone.columnTiles, alone.driverSets, alone.arraysPerCopy]).toEqual([
		3, 3, 6,
	]);
	expect([
		together.columnTiles,
		together.driverSets,
		together.arraysPerCopy,
	]).toEqual([3, 2, 8]);
});
