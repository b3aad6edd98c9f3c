import { InputError } from "../base/input-error.js";
import type { Seconds } from "../base/units.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { arraysPerPe, type LayerPlan } from "./layer-plan.js";
import type { LayerMapping, Mapping } from "./mapping.js";

/**
 * Chooses how many copies each layer gets and lays their arrays out: copy by copy, row segment by row
 * segment, filling PEs; a PE belongs to one layer.
 *
 * @param tiles tiles of the chip
 * @param timesOfOneCopy time per image of each layer if it had one copy: that of its reads, unless other
 * components of its PEs and tiles are known to take longer
 * @throws InputError where the network does not fit the chip
 */
export function placeLayers(
	plans: readonly LayerPlan[],
	design: Design,
	tiles: number,
	timesOfOneCopy: readonly Seconds[] = plans.map(
		({ shape, timePerPosition }) => shape.positions * timePerPosition,
	),
): Mapping {
	const perPe = arraysPerPe(
		design,
		weightEncoders[design.encoding.weights].cells,
	);
	const available = tiles * design.hierarchy.pesPerTile;
	const copies = chooseCopies(plans, design, () =>
		balanceCopies(plans, timesOfOneCopy, perPe, available),
	);
	const layers = plans.map((plan, l) => placeLayer(plan, copies[l]!, perPe));
	const used = layers.reduce((sum, { pes }) => sum + pes, 0);
	if (used > available) {
		throw new InputError(
			`${design.name}: the network needs ${used} PEs, the chip has ${available} (${tiles} tiles of ${design.hierarchy.pesPerTile})`,
		);
	}
	return {
		layers,
		installedAdcBits: installedAdcBits(plans),
		tiles: {
			available: tiles,
			used: Math.ceil(used / design.hierarchy.pesPerTile),
		},
		pes: { available, used },
	};
}

/** The most bits that any layer converts: what every ADC must have, since any layer may come to it. */
export function installedAdcBits(plans: readonly LayerPlan[]): number {
	return Math.max(...plans.map(({ adc }) => adc.bits));
}

function chooseCopies(
	plans: readonly LayerPlan[],
	design: Design,
	balance: () => readonly number[],
): readonly number[] {
	switch (design.replication.kind) {
		case "none":
			return plans.map(() => 1);
		case "given": {
			const { copies } = design.replication;
			return plans.map(({ shape }) =>
				Object.hasOwn(copies, shape.layer) ? copies[shape.layer]! : 1,
			);
		}
		case "balanced":
			return balance();
		default:
			return design.replication satisfies never;
	}
}

/**
 * The copies with which the slowest layer is fastest: bisection on the time that every layer may take for
 * an image. Copies beyond the positions of a layer work on different images.
 */
function balanceCopies(
	plans: readonly LayerPlan[],
	times: readonly Seconds[],
	perPe: number,
	available: number,
): readonly number[] {
	const copiesWithin = (time: number) =>
		times.map((t) => Math.max(1, Math.ceil(t / time)));
	const pes = (copies: readonly number[]) =>
		plans.reduce(
			(sum, { arraysPerCopy }, l) =>
				sum + Math.ceil((copies[l]! * arraysPerCopy) / perPe),
			0,
		);
	let feasible = Math.max(...times);
	if (feasible === 0) return plans.map(() => 1);
	let infeasible = feasible / (available * perPe + 1);
	for (
		let step = 0;
		step < 64 && pes(copiesWithin(infeasible)) > available;
		step++
	) {
		const time = Math.sqrt(feasible * infeasible);
		if (pes(copiesWithin(time)) <= available) feasible = time;
		else infeasible = time;
	}
	return copiesWithin(feasible);
}

/** Lays out the copies of one layer. */
export function placeLayer(
	plan: LayerPlan,
	copies: number,
	perPe: number,
): LayerMapping {
	const arrays = copies * plan.arraysPerCopy;
	return {
		...plan,
		copies,
		arrays,
		pes: Math.ceil(arrays / perPe),
		rowLoadsPerPosition: rowLoads(plan, copies, perPe),
	};
}

/** Mean over the copies of the rows that PEs load for one position: a segment spread over two PEs is loaded twice. */
function rowLoads(plan: LayerPlan, copies: number, perPe: number): number {
	const { arraysPerCopy } = plan;
	// After so many copies the next one starts a PE again.
	const period = perPe / greatestCommonDivisor(arraysPerCopy, perPe);
	const periods = Math.floor(copies / period);
	const loads =
		(periods > 0 ? periods * loadsOf(plan, period, perPe) : 0) +
		loadsOf(plan, copies % period, perPe);
	return loads / copies;
}

function loadsOf(
	{ segments, shape, arraysPerCopy }: LayerPlan,
	copies: number,
	perPe: number,
): number {
	const arraysPerSegment = arraysPerCopy / (segments.length * shape.groups);
	let loads = 0;
	for (let copy = 0, first = 0; copy < copies; copy++) {
		for (let group = 0; group < shape.groups; group++) {
			for (const { rows } of segments) {
				const last = first + arraysPerSegment - 1;
				loads +=
					rows * (Math.floor(last / perPe) - Math.floor(first / perPe) + 1);
				first = last + 1;
			}
		}
	}
	return loads;
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
