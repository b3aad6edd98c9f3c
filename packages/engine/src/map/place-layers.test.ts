import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import type { Design, Replication } from "../design/design.js";
import { presetDesign } from "../presets/preset-designs.js";
import type { LayerPlan } from "./layer-plan.js";
import { placeLayers } from "./place-layers.js";
import { planLayer } from "./plan-layer.js";

interface Chip {
	readonly design: Design;
	readonly tiles: number;
	readonly plans: readonly LayerPlan[];
}

describe("balanced replication", () => {
	test("never takes more PEs than there are, and refuses what does not fit once", () => {
		fc.assert(
			fc.property(chips({ kind: "balanced" }), ({ design, tiles, plans }) => {
				const available = tiles * design.hierarchy.pesPerTile;
				if (pesOf(plans, design, ones(plans)) > available) {
					expect(() => placeLayers(plans, design, tiles)).toThrow(InputError);
					return;
				}
				const { layers, pes } = placeLayers(plans, design, tiles);
				expect(pes.available).toBe(available);
				expect(pes.used).toBeLessThanOrEqual(available);
				expect(pes.used).toBe(
					pesOf(
						plans,
						design,
						layers.map(({ copies }) => copies),
					),
				);
				expect(pes.used).toBe(
					layers.reduce((sum, layer) => sum + layer.pes, 0),
				);
				for (const { copies, arrays, arraysPerCopy } of layers) {
					expect(copies).toBeGreaterThanOrEqual(1);
					expect(arrays).toBe(copies * arraysPerCopy);
				}
			}),
		);
	});

	test("no assignment of copies that fits has a faster slowest layer", () => {
		let better = 0;
		fc.assert(
			fc.property(chips({ kind: "balanced" }), ({ design, tiles, plans }) => {
				const available = tiles * design.hierarchy.pesPerTile;
				fc.pre(pesOf(plans, design, ones(plans)) <= available);
				const { layers } = placeLayers(plans, design, tiles);
				const slowest = slowestLayer(
					plans,
					layers.map(({ copies }) => copies),
				);
				const best = fastestByTrying(plans, design, available);
				expect(slowest).toBeLessThanOrEqual(best * (1 + 1e-12));
				expect(slowest).toBeGreaterThanOrEqual(best);
				if (best < slowestLayer(plans, ones(plans))) better++;
			}),
			{ numRuns: 300 },
		);
		// Most of the cases leave room for copies.
		expect(better).toBeGreaterThan(100);
	});
});

test("without replication every layer is there once", () => {
	const design = tinyDesign({ kind: "none" }, 4, 2);
	const plans = [
		planLayer(shapeOf("a", 20, 8, 100), design),
		planLayer(shapeOf("b", 8, 30, 1), design),
	];
	const { layers, pes, tiles } = placeLayers(plans, design, 5);
	expect(layers.map(({ copies, arrays }) => [copies, arrays])).toEqual([
		[1, 3],
		[1, 4],
	]);
	expect(pes).toEqual({ available: 10, used: 2 });
	expect(tiles).toEqual({ available: 5, used: 1 });
});

test("given copies are taken, 1 where none is given, and refused where they do not fit", () => {
	const design = tinyDesign({ kind: "given", copies: { a: 3 } }, 1, 1);
	const plans = [
		planLayer(shapeOf("a", 20, 8, 100), design),
		planLayer(shapeOf("b", 8, 8, 1), design),
	];
	const { layers } = placeLayers(plans, design, 10);
	expect(layers.map(({ copies }) => copies)).toEqual([3, 1]);
	expect(() => placeLayers(plans, design, 9)).toThrow(
		"the network needs 10 PEs, the chip has 9 (9 tiles of 1)",
	);
});

describe("several chips", () => {
	const design = tinyDesign({ kind: "none" }, 1, 1);
	const on = (chips: Design["hierarchy"]["chips"]): Design => ({
		...design,
		hierarchy: { ...design.hierarchy, chips },
	});
	// 3 arrays and 16: PEs of one array.
	const plans = [
		planLayer(shapeOf("a", 20, 8, 100), design),
		planLayer(shapeOf("b", 32, 32, 1), design),
	];

	test("are as many as hold the network, and cut its layers where they end", () => {
		const { layers, chips, tiles } = placeLayers(
			plans,
			on({ kind: "as-needed" }),
			5,
		);
		expect(chips).toEqual({ available: 4, used: 4 });
		expect(tiles).toEqual({ available: 20, used: 19 });
		expect(layers.map((layer) => layer.chips.map(({ chip }) => chip))).toEqual([
			[0],
			[0, 1, 2, 3],
		]);
	});

	test("are as many as the design says, which copies fill", () => {
		const balanced = {
			...on({ kind: "count", count: 6 }),
			replication: { kind: "balanced" as const },
		};
		const { layers, chips, pes } = placeLayers(plans, balanced, 5);
		expect(layers.map(({ copies }) => copies)).toEqual([4, 1]);
		expect(pes).toEqual({ available: 30, used: 28 });
		expect(chips).toEqual({ available: 6, used: 6 });
	});

	test("are refused where the network takes more, with how many it takes", () => {
		expect(() =>
			placeLayers(plans, on({ kind: "count", count: 2 }), 5),
		).toThrow(
			"the network needs 19 PEs, 2 chips have 10 (5 tiles of 1): expected 4 chips",
		);
	});
});

test("every ADC has the bits of the layer that needs most", () => {
	const design: Design = {
		...tinyDesign({ kind: "none" }, 1, 1),
		layers: {
			b: { adc: { kind: "fixed", bits: 9, step: 1, signed: false } },
		},
	};
	const plans = ["a", "b", "c"].map((layer) =>
		planLayer(shapeOf(layer, 8, 8, 1), design),
	);
	expect(placeLayers(plans, design, 9).installedAdcBits).toBe(9);
});

test("rows are loaded once into every PE that holds a part of their segment", () => {
	const replications = fc.integer({ min: 1, max: 7 }).map(
		(copies): Replication => ({
			kind: "given",
			copies: { l0: copies, l1: copies + 1, l2: 1 },
		}),
	);
	fc.assert(
		fc.property(
			replications.chain((replication) => chips(replication)),
			({ design, plans }) => {
				const { layers } = placeLayers(plans, design, 100_000);
				for (const layer of layers) {
					expect(layer.rowLoadsPerPosition).toBeCloseTo(
						rowLoadsByLayingOut(layer, layer.copies, design),
						9,
					);
				}
			},
		),
	);
});

/** Lays out array by array and notes which rows each PE needs. */
function rowLoadsByLayingOut(
	{ segments, shape, arraysPerCopy, groupsPerArray }: LayerPlan,
	copies: number,
	{ hierarchy }: Design,
): number {
	const blocks = Math.ceil(shape.groups / groupsPerArray);
	const tilesPerSegment = arraysPerCopy / (blocks * segments.length);
	const loaded = new Map<string, number>();
	let next = 0;
	for (let copy = 0; copy < copies; copy++) {
		for (let block = 0; block < blocks; block++) {
			const first = block * groupsPerArray;
			const last = Math.min(first + groupsPerArray, shape.groups);
			for (const { start, rows } of segments) {
				for (let tile = 0; tile < tilesPerSegment; tile++, next++) {
					const pe = Math.floor(next / hierarchy.crossbarsPerPe);
					for (let group = first; group < last; group++)
						loaded.set([pe, copy, group, start].join(), rows);
				}
			}
		}
	}
	return [...loaded.values()].reduce((sum, rows) => sum + rows, 0) / copies;
}

function ones(plans: readonly LayerPlan[]): readonly number[] {
	return plans.map(() => 1);
}

function pesOf(
	plans: readonly LayerPlan[],
	{ hierarchy }: Design,
	copies: readonly number[],
): number {
	return plans.reduce(
		(sum, { arraysPerCopy }, l) =>
			sum + Math.ceil((arraysPerCopy * copies[l]!) / hierarchy.crossbarsPerPe),
		0,
	);
}

function slowestLayer(
	plans: readonly LayerPlan[],
	copies: readonly number[],
): number {
	return Math.max(
		...plans.map(
			({ shape, timePerPosition }, l) =>
				(shape.positions * timePerPosition) / copies[l]!,
		),
	);
}

/** The time of the slowest layer under the best of all assignments that fit. */
function fastestByTrying(
	plans: readonly LayerPlan[],
	design: Design,
	available: number,
): number {
	let best = Number.POSITIVE_INFINITY;
	const extend = (copies: readonly number[]): void => {
		if (copies.length === plans.length) {
			best = Math.min(best, slowestLayer(plans, copies));
			return;
		}
		for (let next = 1; ; next++) {
			const tried = [...copies, next];
			if (pesOf(plans.slice(0, tried.length), design, tried) > available)
				return;
			extend(tried);
		}
	};
	extend([]);
	return best;
}

/** Two or three small layers on a chip of a few PEs. */
function chips(replication: Replication): fc.Arbitrary<Chip> {
	const layer = fc.record({
		rows: fc.integer({ min: 1, max: 20 }),
		outputs: fc.integer({ min: 1, max: 20 }),
		positions: fc.integer({ min: 1, max: 60 }),
		groups: fc.constantFrom(1, 1, 1, 2),
		inputBits: fc.integer({ min: 2, max: 9 }),
	});
	return fc
		.record({
			crossbarsPerPe: fc.integer({ min: 1, max: 4 }),
			pesPerTile: fc.integer({ min: 1, max: 3 }),
			tiles: fc.integer({ min: 1, max: 5 }),
			slicePerArray: fc.boolean(),
			blockDiagonal: fc.boolean(),
			layers: fc.array(layer, { minLength: 2, maxLength: 3 }),
		})
		.map(({ crossbarsPerPe, pesPerTile, tiles, layers, ...layout }) => {
			const tiny = tinyDesign(replication, crossbarsPerPe, pesPerTile);
			const design: Design = {
				...tiny,
				crossbar: {
					...tiny.crossbar,
					columnLayout: layout.slicePerArray
						? "slice-per-array"
						: "interleaved",
					groups: layout.blockDiagonal ? "block-diagonal" : "own-arrays",
				},
				layers: Object.fromEntries(
					layers.map(({ inputBits }, l) => [`l${l}`, { inputBits }]),
				),
			};
			const plans = layers.map(({ rows, outputs, positions, groups }, l) =>
				planLayer(
					{ ...shapeOf(`l${l}`, rows, outputs, positions), groups },
					design,
				),
			);
			return { design, tiles, plans };
		});
}

/** Arrays of 8 × 16 cells that hold 8 weights of 4 bits a row. */
function tinyDesign(
	replication: Replication,
	crossbarsPerPe: number,
	pesPerTile: number,
): Design {
	const isaac = presetDesign("isaac");
	return {
		...isaac,
		operands: {
			weightBits: 4,
			inputBits: 4,
			inputSign: "where-needed",
			activationRange: { kind: "min-max" },
			biasCorrection: false,
			channelEqualization: false,
		},
		encoding: {
			weights: "offset-binary",
			inputs: "binary-planes",
			digitBits: 1,
			correction: "digital-count",
		},
		adc: { kind: "fixed", bits: 4, step: 1, signed: false },
		partialProducts: { kind: "all" },
		layers: {},
		crossbar: {
			...isaac.crossbar,
			rows: 8,
			columns: 16,
			cellBits: 2,
			columnLayout: "interleaved",
		},
		hierarchy: {
			...isaac.hierarchy,
			crossbarsPerPe,
			adcsPerPe: crossbarsPerPe,
			pesPerTile,
			chips: { kind: "count", count: 1 },
		},
		replication,
	};
}

function shapeOf(
	layer: string,
	rows: number,
	outputs: number,
	positions: number,
) {
	return {
		layer,
		rows,
		outputs,
		groups: 1,
		positions,
		signedInputs: false,
		inputValues: rows,
		leadPositions: positions,
		activations: 0,
		poolOutputs: 0,
	};
}
