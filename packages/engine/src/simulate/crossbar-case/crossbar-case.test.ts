import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../base/input-error.js";
import { resolveDesign } from "../../design/resolve-design.js";
import { createReferenceWireSolver } from "../../kernels/wire-network/reference.js";
import { anyDesign } from "../../presets/design.arbitrary.js";
import { presetLookup } from "../../presets/preset-designs.js";
import { type CrossbarOptions, runCrossbarCase } from "./crossbar-case.js";

const options: CrossbarOptions = {
	openDesign: (design) =>
		resolveDesign({ name: "case", text: JSON.stringify(design) }, presetLookup),
	seed: 1,
	wantsTrace: false,
	crossSimRanges: "stated",
};

// biome-ignore lint/suspicious/noExplicitAny: fields of one form or another
const run = (given: unknown, more: Partial<CrossbarOptions> = {}): any =>
	runCrossbarCase(given, { ...options, ...more });

const small = {
	extends: "isaac",
	operands: { weightBits: 4, inputBits: 3, inputSign: "where-needed" },
	crossbar: { rows: 4 },
};

describe("weights on a design", () => {
	test("give the exact product of any design whose converters lose nothing", () => {
		fc.assert(
			fc.property(anyDesign(), fc.nat({ max: 9999 }), (design, seed) => {
				const { weightBits, inputBits, inputSign } = design.operands;
				const { greatestWeight, greatestInput = Infinity } = design.operands;
				const draw = (n: number, least: number, greatest: number) =>
					least + ((seed + n * 7919) % (greatest - least + 1));
				const signed = inputSign === "signed";
				const half = 2 ** (weightBits - 1);
				const most = 2 ** inputBits - 1;
				const [leastWeight, mostWeight] =
					greatestWeight === undefined
						? [-half, half - 1]
						: [-greatestWeight, greatestWeight];
				const weights = [0, 1, 2, 3, 4, 5].map((r) =>
					[0, 1, 2].map((k) => draw(3 * r + k, leastWeight, mostWeight)),
				);
				// 1 bit with a sign has no magnitudes.
				const mostSigned = Math.min(most >> 1, greatestInput);
				const leastSigned =
					greatestInput === Infinity || inputBits === 1
						? -(2 ** (inputBits - 1))
						: -mostSigned;
				const inputs = [0, 1].map((b) =>
					weights.map((_, r) =>
						signed
							? draw(6 * b + r, leastSigned, mostSigned)
							: draw(6 * b + r, 0, Math.min(most, greatestInput)),
					),
				);
				const lossless = {
					...design,
					adc: { kind: "lossless" as const },
					partialProducts: { kind: "all" as const },
				};
				const { outputs } = run(
					{ weights, inputs, design: {} },
					{ openDesign: () => lossless },
				);
				expect(outputs).toEqual(
					inputs.map((x) =>
						[0, 1, 2].map((k) =>
							x.reduce((sum, value, r) => sum + value * weights[r]![k]!, 0),
						),
					),
				);
			}),
			{ numRuns: 60 },
		);
	});

	test("show every column sum and code", () => {
		const { trace } = run(
			{
				weights: [[1], [-3], [7], [0], [2]],
				inputs: [[1, 2, 3, 4, 5]],
				design: small,
			},
			{ wantsTrace: true },
		);
		// Two segments of 4 and 1 rows, 3 input bits, 2 slices of 2 bits.
		expect(trace.length).toBe(2 * 3 * 2);
		const first = trace[0];
		expect(first).toMatchObject({ segment: 0, inputPlane: 0, weightPlane: 0 });
		expect(first.codes).toEqual(first.sums);
	});

	test("show the sums of planes as they are driven, upside down where most rows would be", () => {
		const given = (inputs: string) => ({
			weights: [[1], [-3], [2], [3]],
			inputs: [[1, 1, 1, 0]],
			design: {
				...small,
				operands: { ...small.operands, inputBits: 1 },
				encoding: { weights: "twos-complement", inputs },
			},
		});
		const trace = (inputs: string) =>
			run(given(inputs), { wantsTrace: true }).trace;
		// Levels of the low slice (two bits): 1, 1, 2, 3.
		expect(trace("binary-planes")[0].sums).toEqual([[4]]);
		expect(trace("inverted-planes")[0].sums).toEqual([[3]]);
		expect(run(given("inverted-planes")).outputs).toEqual([[0]]);
	});

	test("go through converters as they deviate", () => {
		const given = (adcDefects: object) => ({
			weights: [[1], [1], [1], [0]],
			inputs: [[1, 1, 1, 1]],
			design: {
				...small,
				encoding: { weights: "sign-magnitude" },
				adc: { kind: "fixed", bits: 6, step: 2, signed: true },
				adcDefects,
			},
		});
		expect(run(given({})).outputs).toEqual([[4]]);
		expect(run(given({ offset: { mean: -0.25 } })).outputs).toEqual([[2]]);
		expect(run(given({ gain: { mean: 1 } })).outputs).toEqual([[6]]);
		const noisy = run(given({ thermalNoise: 20 })).outputs;
		expect(noisy).toEqual(run(given({ thermalNoise: 20 })).outputs);
		expect(noisy).not.toEqual([[4]]);
	});

	test("see the cells through the wires of their array", () => {
		const design = {
			...small,
			operands: { weightBits: 2, inputBits: 1, inputSign: "where-needed" },
			encoding: { weights: "offset-binary", correction: "digital-count" },
			adc: { kind: "fixed", bits: 16, step: 1e-4, signed: false },
			crossbar: {
				rows: 4,
				wires: { rowSegment: 30, columnSegment: 50, rowSource: 100 },
			},
			device: {
				cell: {
					kind: "resistances",
					low: 2000,
					high: 40000,
					readVoltage: "0.2 V",
				},
			},
		};
		const weights = [
			[1, -2],
			[0, 1],
			[-1, -1],
		];
		const { trace } = run(
			{ weights, inputs: [[1, 0, 1]], design },
			{ wantsTrace: true },
		);
		const off = 1 / 40000;
		const perLevel = (1 / 2000 - off) / 3;
		const { currents } = createReferenceWireSolver().solve(
			{
				rows: 3,
				columns: 2,
				conductances: Float64Array.from(
					weights.flat(),
					(w) => off + (w + 2) * perLevel,
				),
				wires: {
					rowSegment: 30,
					columnSegment: 50,
					rowSource: 100,
					columnSense: 0,
				},
			},
			Float64Array.of(1, 0, 1),
		);
		expect(trace.length).toBe(1);
		currents.forEach((current, k) => {
			expect(trace[0].sums[0][k]).toBeCloseTo(current / perLevel, 9);
		});
	});

	test("of cells that conduct when off give the exact product after it is taken off", () => {
		const given = {
			weights: [[1], [-3], [7]],
			inputs: [
				[1, 2, 3],
				[7, 7, 7],
			],
		};
		const device = {
			cell: {
				kind: "resistances",
				low: 1000,
				high: 20000,
				readVoltage: "0.2 V",
			},
		};
		const adc = { kind: "fixed", bits: 16, step: 2 ** -10, signed: false };
		for (const correction of ["digital-count", "unit-column"]) {
			const encoding = { correction };
			const { outputs } = run({
				...given,
				design: { ...small, adc, device, encoding },
			});
			expect(outputs[0][0]).toBeCloseTo(16, 1);
			expect(outputs[1][0]).toBeCloseTo(35, 0);
		}
		const left = { ...device.cell, offCurrent: "left" };
		const { outputs } = run({
			...given,
			design: {
				...small,
				adc,
				device: { cell: left },
				encoding: { correction: "digital-count" },
			},
		});
		expect(Math.abs(outputs[1][0] - 35)).toBeGreaterThan(1);
	});
});

describe("conductances and voltages", () => {
	// One cell in series with its wires.
	test.each([
		["rowSegment", 1],
		["columnSegment", 1],
		["rowSource", 1],
		["columnSense", 1],
	])("a cell of one %s is in series with it", (wire, resistance) => {
		const wires = { [wire]: resistance };
		const { currents } = run({ conductances: [[0.5]], voltages: [-3], wires });
		expect(currents).toEqual([[expect.closeTo(-1, 14)]]);
	});

	test("open cells and undriven rows carry nothing", () => {
		const wires = { rowSegment: 1, columnSegment: 1, rowSource: 1 };
		const open = { conductances: [[0, 0]], voltages: [1], wires };
		expect(run(open)).toMatchObject({ currents: [[0, 0]] });
		const idle = { conductances: [[1, 2]], voltages: [0], wires };
		expect(run(idle)).toMatchObject({ currents: [[0, 0]] });
	});

	test("one vector stands for a batch of one, in every form", () => {
		const weighted = { weights: [[1], [2]], design: small };
		expect(run({ ...weighted, inputs: [3, 2] })).toEqual(
			run({ ...weighted, inputs: [[3, 2]] }),
		);
		const file = { G: [[1], [2]] };
		expect(run({ ...file, Vin: [3, 2] })).toEqual(
			run({ ...file, Vin: [[3, 2]], rw: 0, rc: 0, rSource: 0, rSense: 0 }),
		);
	});
});

describe("a case that is wrong", () => {
	test.each([
		[{}, "expected an object with conductances, or weights"],
		[
			{ conductances: [[1, 2], [1]], voltages: [1, 1] },
			"conductances[1]: found 1 values, expected 2",
		],
		[
			{ conductances: [[-1]], voltages: [1] },
			"conductances.0.0: found -1, expected at least 0",
		],
		[
			{ conductances: [[1]], voltages: [1], wire: {} },
			"unknown field, expected conductances, voltages, wires, curve, drive",
		],
		[
			{
				conductances: [[1]],
				voltages: [0.5],
				drive: { kind: "gates", voltage: 1 },
			},
			"voltages[0]: found 0.5, expected 0 or 1",
		],
		[
			{ conductances: [[1]] },
			"voltages: missing, expected [rows] or [batch][rows] of numbers",
		],
		[
			{ conductances: [[1]], voltages: [[1], ["x"]] },
			'voltages: found [[1],["x"]], expected [rows] or [batch][rows] of numbers',
		],
		[{ conductances: [1], voltages: [1] }, "found 1, expected a list"],
		[
			{
				conductances: [[1]],
				voltages: [-0.3],
				curve: { kind: "cubic", coefficient: -100 },
			},
			"curve: found a current that falls at 0.3 V, expected one that rises",
		],
		[
			{ weights: [[1]], inputs: [[1]] },
			"design: missing, expected the name of a preset or design file, or a design spelt out",
		],
		[
			{ weights: [[9]], inputs: [[1]], design: small },
			"weights: found 9, expected integers from -8 to 7",
		],
		[
			{ weights: [[1]], inputs: [[1, 2]], design: small },
			"inputs: found 2 values each, expected 1",
		],
		[
			{
				weights: [[1]],
				inputs: [[1]],
				design: { ...small, crossbar: { wires: { rowSegment: "1 Ohm" } } },
			},
			"crossbar.wires: found resistances of wires, expected those of cells too",
		],
	])("says so: %j", (given, message) => {
		expect(() => run(given)).toThrow(InputError);
		expect(() => run(given)).toThrow(message);
	});
});
