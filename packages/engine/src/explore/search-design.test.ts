import { expect, test } from "vitest";
import type { Cost } from "../cost/cost.js";
import type { Design } from "../design/design.js";
import { presetDesign } from "../presets/preset-designs.js";
import type { LayerOption } from "./option-table.js";
import { searchDesign } from "./search-design.js";
import type { SearchSession } from "./search-session.js";

const CHECKS = 3;

/** What a layer may be set to, as [input bits, noise, energy]. */
type Settings = readonly (readonly [number, number, number])[];

const ALIKE: Settings = [8, 7, 6, 5, 4, 3, 2].map((bits) => [
	bits,
	4 ** -bits,
	bits,
]);

/** One layer, and designs that pass as is said. */
function sessionWhere(
	passes: (design: Design) => boolean,
	settingsOf: (design: Design) => Settings = () => ALIKE,
): SearchSession {
	const optionsOf = (design: Design): LayerOption[] =>
		settingsOf(design).map(([inputBits, noise, energy]) => ({
			layer: "only",
			setting: { inputBits },
			noise,
			energy,
			arrayTime: energy,
			linkTime: 0,
			adcBits: 8,
		}));
	const seen: Partial<SearchSession> = {
		hasSignedInputs: () => false,
		optionsFor: () => ({
			// Taller arrays give more throughput, whatever the encoding.
			table: (design) => ({
				layers: [optionsOf(design)],
				arrays: () => design.crossbar.rows,
			}),
			costs: (design) => ({
				options: optionsOf(design),
				arrays: () => design.crossbar.rows,
			}),
		}),
		check: async (design) => {
			const bits = design.layers.only?.inputBits;
			const energyPerImage =
				settingsOf(design).find(([own]) => own === bits)?.[2] ?? 1;
			const cost = {
				energyPerImage,
				imagesPerSecond: 1,
				area: 1,
				latency: 1,
			} as Cost;
			return {
				againstFloat: { difference: 0, lower95: 0, upper95: 0 },
				expectedLoss: { loss: 0, lower95: 0, upper95: 0 },
				images: 1,
				passes: passes(design),
				cost,
				costOf: () => cost,
			};
		},
	};
	return seen as SearchSession;
}

const search = (
	passes: (design: Design) => boolean,
	settingsOf?: (design: Design) => Settings,
) =>
	searchDesign(sessionWhere(passes, settingsOf), presetDesign("isaac"), {
		objective: { energy: 1 },
		knobs: ["operands", "encoding"],
		checks: CHECKS,
		exchanges: 0,
	});

test("a second hardware is tried with less noise where the first one passes with none that was tried", async () => {
	const { steps, chosen } = await search(() => false);
	expect(chosen).toBeUndefined();
	const budgetsOf = new Map<string, number[]>();
	for (const { hardware, budget } of steps)
		budgetsOf.set(hardware, [...(budgetsOf.get(hardware) ?? []), budget]);
	expect(budgetsOf.size).toBe(2);
	for (const budgets of budgetsOf.values()) {
		expect(budgets).toHaveLength(CHECKS);
		expect(budgets).toEqual(budgets.toSorted((a, b) => b - a));
	}
});

const isGiven = ({ encoding }: Design) => encoding.correction === "unit-column";

const keepsFiveBits = ({ layers: { only } }: Design) => only!.inputBits! >= 5;

/** The given encoding stands a noise of 0.01, and others have settings of their own. */
const otherThanGiven = (settings: Settings) => (design: Design) =>
	isGiven(design)
		? ([
				[3, 0.015, 3],
				[5, 0.005, 5],
			] as const)
		: settings;

test("others are tried from the least noise on with which they promise more than what has passed", async () => {
	const { steps, design } = await search(
		keepsFiveBits,
		otherThanGiven([
			[3, 0.015, 3.5],
			[4, 0.01, 4],
			[5, 0.0075, 4.5],
			[6, 0.001, 6],
		]),
	);
	const [first, second] = [...new Set(steps.map((step) => step.hardware))];
	const triedOn = (hardware: string | undefined) =>
		steps.filter((step) => step.hardware === hardware);
	expect(first).toBe("as given");
	expect(triedOn(first).map((step) => step.budget)).toEqual([
		0.02,
		0.01,
		Math.sqrt(0.02 * 0.01),
	]);
	const [least, more] = triedOn(second);
	expect(least).toMatchObject({ budget: 0.01 / 1.2, passes: true });
	expect(more).toMatchObject({ passes: false });
	expect(more!.budget).toBeGreaterThan(0.01);
	expect(design.layers.only!.inputBits).toBe(5);
	expect(isGiven(design)).toBe(false);
});

test("which may be more noise than the first one stands", async () => {
	const { design, budget } = await search(
		keepsFiveBits,
		otherThanGiven([
			[5, 0.012, 4],
			[6, 0.001, 6],
		]),
	);
	expect(isGiven(design)).toBe(false);
	expect(budget).toBeCloseTo(0.01 * 1.2, 6);
});

test("and not at all where they promise no more", async () => {
	const { steps } = await search(
		(design) => isGiven(design) && design.layers.only!.inputBits! >= 4,
	);
	expect(new Set(steps.map((step) => step.hardware))).toEqual(
		new Set(["as given"]),
	);
});

test("the second hardware has another encoding, where the best ones differ by their arrays", async () => {
	const { steps } = await searchDesign(
		sessionWhere(() => false),
		presetDesign("isaac"),
		{
			objective: { throughput: 1 },
			knobs: ["operands", "encoding", "geometry"],
			checks: 1,
			exchanges: 0,
		},
	);
	const encodings = steps.map(({ hardware }) => hardware.split(";")[0]);
	expect(new Set(encodings).size).toBe(2);
	expect(steps).toHaveLength(2);
});

test("where all settings are noisy, as on cells that deviate, the search begins with the least noise that there is", async () => {
	const { steps, design } = await search(
		({ layers: { only } }) => only!.inputBits! >= 4,
		() => [
			[3, 2, 3],
			[4, 1.5, 4],
			[5, 1.1, 5],
			[6, 1, 6],
		],
	);
	expect(steps[0]!.budget).toBeCloseTo(1.2, 9);
	expect(design.layers.only!.inputBits).toBe(4);
});

test("hardware that is noisy whatever it is set to comes last, however little it takes", async () => {
	const { steps, design } = await search(
		(own) => !isGiven(own),
		(own) =>
			isGiven(own)
				? [[3, 2, 1]]
				: [
						[4, 0.01, 4],
						[5, 0.005, 5],
					],
	);
	expect(steps[0]!.hardware).not.toBe("as given");
	expect(isGiven(design)).toBe(false);
});
