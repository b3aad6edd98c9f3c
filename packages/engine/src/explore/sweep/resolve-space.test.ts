import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../base/input-error.js";
import { designKey } from "../../design/design-key.js";
import { resolveDesign } from "../../design/resolve-design.js";
import { presetDesign, presetLookup } from "../../presets/preset-designs.js";
import { allChoices, countChoices } from "./choices.js";
import { createPointDesigner } from "./point-designer.js";
import { pointKey } from "./point-key.js";
import { resolveSpace } from "./resolve-space.js";

const space = (text: string) =>
	resolveSpace({ name: "space.yaml", text }, presetDesign);

function refusal(text: string): string {
	try {
		space(text);
	} catch (error) {
		if (error instanceof InputError) return error.message;
		throw error;
	}
	return "accepted";
}

const FIXED = "set: { adc: { kind: fixed, bits: 8, step: 1, signed: true } }\n";
const AXES = `${FIXED}network: lenet5\naxes:\n`;

describe("a space file", () => {
	test("has lists, ranges by step, factor and number, quantities, and linked fields", () => {
		const { axes } = space(`${AXES}
  crossbar.rows: { from: 32, to: 512, factor: 2 }
  adc.bits: { from: 4, to: 8 }
  crossbar.arrayReadTime: { from: 10 ns, to: 100 ns, points: 3, scale: log }
  operands.weightBits: { from: 16, to: 4, step: -4 }
  components.dac.energyPerAction: [0.1 pJ, 2e-13]
  encoding:
    linked:
      - { encoding.weights: column-flip, encoding.inputs: binary-planes }
      - { label: balanced, encoding.weights: balanced-radix, encoding.inputs: balanced-radix, encoding.digitBits: 2 }
`);
		expect(axes.map(({ values }) => values.map(({ label }) => label))).toEqual([
			[32, 64, 128, 256, 512],
			[4, 5, 6, 7, 8],
			[1e-8, 3.16227766017e-8, 1e-7],
			[16, 12, 8, 4],
			["0.1 pJ", 2e-13],
			["column-flip binary-planes", "balanced"],
		]);
	});

	test("says what an axis must be, with line and column", () => {
		expect(refusal(`${AXES}  adc.bits: [6, 20]`)).toBe(
			"space.yaml:4:3: axes.adc.bits: value 20: adc.bits: found 20, expected at most 16",
		);
		expect(refusal(`${AXES}  adc.bit: [6]`)).toContain(
			"space.yaml:4:3: axes.adc.bit: value 6: adc.bit: unknown field, expected kind, ",
		);
		expect(refusal(`${AXES}  adcs.bits: [6]`)).toContain(
			"space.yaml:4:3: axes.adcs.bits: found adcs.bits, expected design, network, data, seed, or a field in ",
		);
		expect(refusal(`${AXES}  adc.bits: 6`)).toBe(
			"space.yaml:4:3: axes.adc.bits: found 6, expected a list of values, or a map with values, linked, or from and to",
		);
		expect(refusal(`${AXES}  adc.bits: []`)).toContain("at least one value");
		expect(refusal(`${AXES}  adc.bits: [6, 6]`)).toContain(
			"found 6 twice, expected different values",
		);
		expect(
			refusal(`${AXES}  adc.bits: { from: 4, to: 8, step: -1 }`),
		).toContain("expected a step from");
		expect(refusal(`${AXES}  adc.bits: { from: 4, to: 8, stp: 1 }`)).toContain(
			"unknown field stp, expected from, to, step",
		);
		expect(
			refusal("network: lenet5\nset: { adc.bits: 6 }\naxes: { seed: [1] }"),
		).toBe(
			"space.yaml:2:8: set.adc.bits: adc.bits: unknown field, expected kind",
		);
		expect(refusal(`${AXES}  seed: [0]`)).toBe(
			"space.yaml:4:3: axes.seed: seed: found 0, expected a whole number, 1 or more",
		);
	});

	test("says what else is missing or does not fit", () => {
		expect(refusal("network: lenet5")).toBe(
			"space.yaml:1:1: axes: missing, expected a map of fields",
		);
		expect(refusal(`${FIXED}axes: { adc.bits: [6] }`)).toContain(
			"network: missing",
		);
		expect(refusal(`${AXES}  adc.bits: [6]\nobjectives: [accuracy]`)).toBe(
			"space.yaml:5:1: objectives.accuracy: found accuracy, which takes images: expected data",
		);
		expect(refusal(`${AXES}  adc.bits: [6]\nevaluate: accuracy`)).toContain(
			"space.yaml:5:1: evaluate: found accuracy without data",
		);
		expect(refusal(`${AXES}  adc.bits: [6]\nobjective: [area]`)).toContain(
			"space.yaml:5:1: objective: unknown field, expected schema, name, design",
		);
		expect(refusal(`${AXES}  adc.bits: [6]\nstrategy: { kind: random }`)).toBe(
			"space.yaml:5:1: strategy.points: missing, expected a number",
		);
		expect(
			refusal(`${AXES}  adc.bits: [6]\nconstraints: { area: { max: much } }`),
		).toBe(
			'space.yaml:5:24: constraints.area.max: found "much", expected a number, a quantity such as 90 mm2, or a percentage',
		);
	});

	test("conditions name earlier axes and values that they have", () => {
		const conditional = (when: string) =>
			`${AXES}  adc.kind: [lossless, fixed]\n  adc.step: { values: [1, 2], when: ${when} }`;
		expect(refusal(conditional("{ adc.bits: 6 }"))).toContain(
			"axes.adc.step.when.adc.bits: found adc.bits, expected an axis above this one: adc.kind",
		);
		expect(refusal(conditional("{ adc.kind: table }"))).toContain(
			'found "table", expected "lossless" or "fixed"',
		);
	});
});

const CONDITIONAL = `${AXES}
  adc:
    - { kind: lossless }
    - { kind: fixed, bits: 6, step: 1, signed: false }
  adc.bits: { from: 4, to: 8, when: { adc: '{"kind":"fixed","bits":6,"step":1,"signed":false}' } }
  crossbar.rows: [64, 128]
`;

describe("points", () => {
	test("are all there once, in order, as many as are counted, and vary only what their conditions let", () => {
		const { axes } = space(CONDITIONAL);
		const all = [...allChoices(axes)];
		expect(all).toEqual([
			[0, -1, 0],
			[0, -1, 1],
			...[0, 1, 2, 3, 4].flatMap((bits) => [
				[1, bits, 0],
				[1, bits, 1],
			]),
		]);
		expect(countChoices(axes)).toBe(all.length);
	});

	test("are counted without being made", () => {
		const axis = (n: number) => ({
			name: `a${n}`,
			values: Array.from({ length: 1000 }, (_, label) => ({
				label,
				settings: [],
			})),
			when: [],
		});
		expect(countChoices([0, 1, 2, 3, 4].map(axis))).toBe(1e15);
	});

	test("are the designs that a design file with the same fields gives", () => {
		const sweep = space(CONDITIONAL);
		const designer = createPointDesigner(sweep, presetDesign);
		fc.assert(
			fc.property(fc.constantFrom(...allChoices(sweep.axes)), (choice) => {
				const [policy, bits, rows] = choice.map((value, at) => {
					const [setting] = sweep.axes[at]!.values[value]?.settings ?? [];
					return setting?.[1];
				});
				const adc = { ...(policy as object), ...(bits ? { bits } : {}) };
				const text = JSON.stringify({
					extends: "isaac",
					name: "point",
					adc,
					crossbar: { rows },
				});
				const same = resolveDesign({ name: "point.json", text }, presetLookup);
				const { design } = designer(choice);
				expect({ ...design, name: "point" }).toEqual(same);
				expect(designKey(design)).toBe(designKey(same));
			}),
		);
	});

	test("share the parts that they have in common", () => {
		const sweep = space(
			`${AXES}  adc.bits: [5, 6]\n  crossbar.rows: [64, 128]`,
		);
		const designer = createPointDesigner(sweep, presetDesign);
		const [a, b, c] = [...allChoices(sweep.axes)].map(designer);
		expect(a!.design.adc).toBe(b!.design.adc);
		expect(a!.design.crossbar).toBe(c!.design.crossbar);
		expect(a!.design.components).toBe(c!.design.components);
	});

	test("have keys of their content: network, data, seed and version tell them apart, names do not", () => {
		const sweep = space(
			"data: a\nset: { adc: { kind: fixed, bits: 8, step: 1, signed: true } }\naxes:\n  network: [x, y]\n  seed: [1, 2]\n  adc.bits: [5, 6]",
		);
		const designer = createPointDesigner(sweep, presetDesign);
		const keys = {
			networks: { x: "1", y: "2" },
			data: { a: "3" },
			version: "0.1.0",
		};
		const keysOf = (given: typeof keys) =>
			[...allChoices(sweep.axes)].map((choice) =>
				pointKey(designer(choice), 100, given),
			);
		expect(new Set(keysOf(keys)).size).toBe(8);
		const other = [
			...keysOf({ ...keys, data: { a: "4" } }),
			...keysOf({ ...keys, version: "0.2.0" }),
		];
		expect(new Set([...keysOf(keys), ...other]).size).toBe(24);
		expect(keysOf({ ...keys, networks: { x: "1", y: "1" } }).slice(4)).toEqual(
			keysOf(keys).slice(0, 4),
		);
	});
});
