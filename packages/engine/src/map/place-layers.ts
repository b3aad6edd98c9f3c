import { InputError } from "../base/input-error.js";
import type { Seconds } from "../base/units.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { chipShares } from "./chip-shares.js";
import { arraysPerPe, type LayerPlan } from "./layer-plan.js";
import type { LayerMapping, Mapping } from "./mapping.js";
import { pesOf, pesOfLayer } from "./schedule/copy-schedule.js";
import { copySchedules } from "./schedule/copy-schedules.js";

/**
 * Chooses how many copies each layer gets and lays their arrays out: copy by copy, row segment by row
 * segment, filling PEs, tiles and chips; a PE belongs to one layer at a time. Schedules that rewrite arrays lay every
 * layer out from the first PE on.
 *
 * @param tiles tiles of one chip
 * @param timesOfOneCopy time per image of each layer if it had one copy: that of its reads, unless other
 * components of its PEs and tiles are known to take longer
 * @throws InputError where the network does not fit the chips
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
	const schedule = copySchedules[design.schedule.kind];
	const inTurn = schedule.layout === "in-turn";
	const pesPerChip = tiles * design.hierarchy.pesPerTile;
	const least = pesTaken(plans, leastCopies(plans, design), perPe, inTurn);
	const chips = chipCount(design, least, pesPerChip);
	const available = chips * pesPerChip;
	if (least > available) {
		throw new InputError(
			`${design.name}: the network needs ${least} PEs${inTurn ? " at a time" : ""}, ${chips === 1 ? "the chip has" : `${chips} chips have`} ${available} (${tiles} tiles of ${design.hierarchy.pesPerTile}): expected ${Math.ceil(least / pesPerChip)} chips, or hierarchy.chips: { kind: as-needed }`,
		);
	}
	const copies =
		design.replication.kind === "balanced"
			? schedule.balance({
					plans,
					times: timesOfOneCopy,
					arraysPerPe: perPe,
					availablePes: available,
					batch: batchOf(design),
				})
			: leastCopies(plans, design);
	let next = 0;
	const layers = plans.map((plan, l) => {
		const layer = placeLayer(plan, copies[l]!, perPe, {
			firstPe: inTurn ? 0 : next,
			pesPerChip,
		});
		next += layer.pes;
		return layer;
	});
	const used = pesTaken(plans, copies, perPe, inTurn);
	return {
		layers,
		installedAdcBits: installedAdcBits(plans),
		chips: { available: chips, used: Math.ceil(used / pesPerChip) },
		tiles: {
			available: chips * tiles,
			used: Math.ceil(used / design.hierarchy.pesPerTile),
		},
		pes: { available, used },
	};
}

/** Images that a layer works on before the next one is written in its place. */
export function batchOf({ schedule }: Design): number {
	return schedule.kind === "rewriting" ? schedule.batch : 1;
}

/** PEs of all layers side by side, or of the largest one where they take turns. */
function pesTaken(
	plans: readonly LayerPlan[],
	copies: readonly number[],
	perPe: number,
	inTurn: boolean,
): number {
	if (!inTurn) return pesOf(plans, perPe, copies);
	return Math.max(
		...plans.map((plan, l) => pesOfLayer(plan, copies[l]!, perPe)),
	);
}

function chipCount(
	{ hierarchy }: Design,
	leastPes: number,
	pesPerChip: number,
): number {
	switch (hierarchy.chips.kind) {
		case "count":
			return hierarchy.chips.count;
		case "as-needed":
			return Math.ceil(leastPes / pesPerChip);
		default:
			return hierarchy.chips satisfies never;
	}
}

/** The most bits that any layer converts: what every ADC must have, since any layer may come to it. */
export function installedAdcBits(plans: readonly LayerPlan[]): number {
	return Math.max(...plans.map(({ adc }) => adc.bits));
}

/** Copies that there must be, before any are added. */
function leastCopies(
	plans: readonly LayerPlan[],
	{ replication }: Design,
): readonly number[] {
	if (replication.kind !== "given") return plans.map(() => 1);
	const { copies } = replication;
	return plans.map(({ shape }) =>
		Object.hasOwn(copies, shape.layer) ? copies[shape.layer]! : 1,
	);
}

/** Where a layer begins, PEs counted through all chips. */
interface Place {
	readonly firstPe: number;
	readonly pesPerChip: number;
}

/** A chip that holds anything. */
const ONE_CHIP: Place = { firstPe: 0, pesPerChip: Infinity };

/**
 * Lays out the copies of one layer.
 *
 * @param at on one chip if not stated
 */
export function placeLayer(
	plan: LayerPlan,
	copies: number,
	perPe: number,
	at: Place = ONE_CHIP,
): LayerMapping {
	const arrays = copies * plan.arraysPerCopy;
	// Field by field: fields added to a spread object of many cost four hundred times as much.
	return {
		shape: plan.shape,
		weightBits: plan.weightBits,
		greatestWeight: plan.greatestWeight,
		weightPlanes: plan.weightPlanes,
		inputBits: plan.inputBits,
		greatestInput: plan.greatestInput,
		inputPlanes: plan.inputPlanes,
		recodingBits: plan.recodingBits,
		executed: plan.executed,
		bounds: plan.bounds,
		adc: plan.adc,
		adcOfProduct: plan.adcOfProduct,
		losslessAdc: plan.losslessAdc,
		keepsOutputs: plan.keepsOutputs,
		hasWeightZeroPoints: plan.hasWeightZeroPoints,
		segments: plan.segments,
		operationUnits: plan.operationUnits,
		outputsPerArray: plan.outputsPerArray,
		groupsPerArray: plan.groupsPerArray,
		columnTiles: plan.columnTiles,
		driverSets: plan.driverSets,
		arraysPerCopy: plan.arraysPerCopy,
		cycles: plan.cycles,
		timePerPosition: plan.timePerPosition,
		copies,
		arrays,
		pes: Math.ceil(arrays / perPe),
		rowLoadsPerPosition: rowLoads(plan, copies, perPe),
		chips: chipShares(plan, copies, at.firstPe * perPe, at.pesPerChip * perPe),
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
	{ segments, shape, arraysPerCopy, groupsPerArray }: LayerPlan,
	copies: number,
	perPe: number,
): number {
	const blocks = Math.ceil(shape.groups / groupsPerArray);
	const arraysPerSegment = arraysPerCopy / (segments.length * blocks);
	let loads = 0;
	for (let copy = 0, first = 0; copy < copies; copy++) {
		for (let block = 0; block < blocks; block++) {
			const groups = Math.min(
				groupsPerArray,
				shape.groups - block * groupsPerArray,
			);
			for (const { rows } of segments) {
				const last = first + arraysPerSegment - 1;
				loads +=
					groups *
					rows *
					(Math.floor(last / perPe) - Math.floor(first / perPe) + 1);
				first = last + 1;
			}
		}
	}
	return loads;
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
