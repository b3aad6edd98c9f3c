import { beforeAll, describe, expect, test } from "vitest";
import { randomFor } from "../../base/random.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { presetDesign } from "../../presets/preset-designs.js";
import type { Losses } from "../pareto/front.js";
import { hypervolume } from "../pareto/hypervolume.js";
import { lossesOf } from "../pareto/losses-of.js";
import { allChoices, type Choice } from "../sweep/choices.js";
import { createPointEvaluator } from "../sweep/evaluate-points.js";
import type { PointFigures } from "../sweep/metric.js";
import { resolveSpace } from "../sweep/resolve-space.js";
import type { Space } from "../sweep/space.js";
import { cheapFirst } from "./cheap-first.js";
import { nsga2 } from "./nsga-2.js";
import { random } from "./random.js";
import type { Ask, Search } from "./search.js";
import { surrogate } from "./surrogate.js";

const space = resolveSpace(
	{
		name: "small.yaml",
		text: `network: lenet-5
set: { adc: { kind: fixed, bits: 8, step: 1, signed: true }, hierarchy.tiles: { kind: count, count: 40 } }
axes:
  crossbar.rows: { from: 64, to: 512, factor: 2 }
  crossbar.cellBits: [1, 2, 4]
  adc.bits: { from: 4, to: 10 }
  hierarchy.adcsPerPe: [2, 4, 8, 16]
  hierarchy.crossbarsPerPe: [4, 8, 16]
objectives: [energyPerImage, imagesPerSecond, area]
`,
	},
	presetDesign,
);
const figures = new Map<string, PointFigures | undefined>();
let reference: Losses;
let ofGrid: number;

/** In logarithms, so that no corner of the space counts for all of the volume. */
const logLosses = (given: PointFigures): Losses =>
	lossesOf(given, space.objectives).map(
		(loss) => Math.sign(loss) * Math.log(Math.abs(loss)),
	);

beforeAll(async () => {
	const evaluate = createPointEvaluator(space, {
		designOf: presetDesign,
		networkOf: (name) => findZooNetwork(name)!.build(),
		dataOf: () => {
			throw new Error("costs take no data");
		},
		clock: () => 0,
	});
	for (const choice of allChoices(space.axes)) {
		const task = { key: "", choice, images: 0, attempt: 1 };
		figures.set(choice.join(), (await evaluate(task, "")).figures);
	}
	const losses = [...figures.values()].flatMap((one) =>
		one ? [logLosses(one)] : [],
	);
	reference = losses[0]!.map((_, m) =>
		Math.max(...losses.map((loss) => loss[m]!)),
	);
	ofGrid = hypervolume(losses, reference);
});

/** Share of the grid's hypervolume, and how many points were asked for. */
function reached(search: Search): { share: number; points: number } {
	const asked = new Set<string>();
	let step = search.next([]);
	while (!step.done) {
		for (const { choice } of step.value) asked.add(choice.join());
		step = search.next(
			step.value.map(({ choice }) => figures.get(choice.join())),
		);
	}
	const losses = [...asked].flatMap((name) => {
		const one = figures.get(name);
		return one ? [logLosses(one)] : [];
	});
	return { share: hypervolume(losses, reference) / ofGrid, points: asked.size };
}

const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[values.length >> 1]!;

describe("with a tenth of the evaluations", () => {
	const seeds = Array.from({ length: 20 }, (_, n) => n + 1);

	const budget = () => Math.floor(figures.size / 10);
	const medianShare = (search: (points: number, seed: number) => Search) => {
		const runs = seeds.map((seed) => reached(search(budget(), seed)));
		for (const { points } of runs) expect(points).toBeLessThanOrEqual(budget());
		return median(runs.map(({ share }) => share));
	};

	test("NSGA-II reaches 98 % of the grid's hypervolume (median of 20 seeds)", () => {
		const share = medianShare((points, seed) =>
			nsga2.search(space, { kind: "nsga-2", points, population: 16, seed }),
		);
		expect(share).toBeGreaterThanOrEqual(0.98);
	});

	test("the surrogate reaches 98 % of it (median of 20 seeds)", () => {
		const share = medianShare((points, seed) =>
			surrogate.search(space, { kind: "surrogate", points, seed }),
		);
		expect(share).toBeGreaterThanOrEqual(0.98);
	}, 120_000);

	test("random points do not", () => {
		const share = medianShare((points, seed) =>
			random.search(space, { kind: "random", points, seed }),
		);
		expect(share).toBeLessThan(0.98);
	});
});

describe("costs first", () => {
	const images = 1000;
	const withAccuracy = {
		...space,
		evaluate: "accuracy" as const,
		images,
		objectives: [
			{ metric: "accuracy" as const, goal: "max" as const },
			{ metric: "energyPerImage" as const, goal: "min" as const },
		],
	};
	/** Bits of the ADC have to keep up with rows and levels. */
	const accuracyOf = ([rows, cell, bits]: Choice) =>
		0.1 + 0.89 / (1 + Math.exp(2 * (rows! + cell! - bits! + 1)));
	const { normal } = randomFor(1, "accuracy of few images");

	/** What the search asked for, until it had `points` on all images. */
	function askedFor(sought: Space, points: number): readonly Ask[] {
		const asked: Ask[] = [];
		const answer = (ask: Ask): PointFigures => {
			asked.push(ask);
			const cost = figures.get(ask.choice.join())!;
			if (ask.images === 0) return cost;
			const exact = accuracyOf(ask.choice);
			const error = Math.sqrt((exact * (1 - exact)) / ask.images!);
			const luck = ask.images === images ? 0 : error * normal(asked.length);
			return { ...cost, accuracy: exact + luck, accuracyFloat: 0.99 };
		};
		const search = cheapFirst.search(sought, {
			kind: "cheap-first",
			points,
			firstImages: 50,
			seed: 1,
		});
		let step = search.next([]);
		while (!step.done) step = search.next(step.value.map(answer));
		return asked;
	}
	const lossesOfChoice = (choice: Choice): Losses => [
		-accuracyOf(choice),
		Math.log(figures.get(choice.join())!.energyPerImage),
	];
	/** Share of the hypervolume of `all` that the choices reach. */
	function shareOf(choices: readonly Choice[], all: readonly Choice[]): number {
		const losses = all.map(lossesOfChoice);
		const worst = [0, 1].map((m) =>
			Math.max(...losses.map((loss) => loss[m]!)),
		);
		return (
			hypervolume(choices.map(lossesOfChoice), worst) /
			hypervolume(losses, worst)
		);
	}

	test("asks for all costs, then for the accuracy of few points on few images, of fewer on all, and finds the front", () => {
		const asked = askedFor(withAccuracy, 100);
		const of = (count: number) => asked.filter((ask) => ask.images === count);
		expect(of(0).length).toBe(figures.size);
		expect(of(images).length).toBeLessThanOrEqual(100);
		expect(of(50).length).toBeLessThan(figures.size / 2);
		const found = of(images).map(({ choice }) => choice);
		expect(shareOf(found, [...allChoices(space.axes)])).toBeGreaterThan(0.98);
	});

	test("spends its budget where the constraints may be kept", () => {
		const least = 0.95;
		const constraints = [{ metric: "accuracy" as const, min: least }];
		const asked = askedFor({ ...withAccuracy, constraints }, 30);
		const found = asked
			.filter((ask) => ask.images === images)
			.map(({ choice }) => choice);
		const keep = found.filter((choice) => accuracyOf(choice) >= least);
		expect(keep.length).toBeGreaterThan(found.length * 0.8);
		const energyOf = (choice: Choice) =>
			figures.get(choice.join())!.energyPerImage;
		const allowed = [...allChoices(space.axes)].filter(
			(choice) => accuracyOf(choice) >= least,
		);
		expect(Math.min(...keep.map(energyOf))).toBe(
			Math.min(...allowed.map(energyOf)),
		);
	});
});
