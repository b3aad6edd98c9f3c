import { testEvents } from "../activity/test-events.js";
import type { EarlyTermination } from "../design/partial-product-policy.js";
import {
	type CrossbarLayer,
	zeroCounts,
} from "../kernels/crossbar-mvm/contract.js";
import {
	earlyTermination,
	planesInOrder,
	weightLevels,
} from "../map/early-termination.js";
import { createComparisonTally } from "./comparison-tally.js";
import { countTileReads } from "./count-tile-reads.js";
import type { GroupEvents, GroupRead } from "./group-read.js";
import { createOutputStopper } from "./output-stopper.js";
import type { ProgrammedLayer } from "./program-layer.js";
import { type RemainderBounds, remainderBounds } from "./remainder-bounds.js";
import { driveOfUnit, type LookAtDrive } from "./tile-drive.js";
import { zeroUnitEvents } from "./unit-events.js";

/**
 * Reads input planes from the most significant one down, all operation units in step, and stops each output when what
 * remains cannot change it: its columns are not converted any more, and an array is not read any more when all of its
 * outputs have stopped. What converters see does not depend on who else is converted: planes are read for all
 * vectors, and only what outputs still take is added and counted.
 */
export function readUntilSettled(read: GroupRead): GroupEvents {
	const { programmed, readyToRead, design, call } = read;
	const { mapping, groups } = programmed;
	const { executed, operationUnits, inputPlanes, shape } = mapping;
	const { inputs, vectors, firstVector, group, out } = call;
	const policy = earlyTermination(design, shape.layer)!;
	const { order, passes, bounds, drives } = prepared(read, policy);
	const stopper = createOutputStopper(
		call,
		policy,
		order,
		inputPlanes,
		groups[group]![0].digits,
		bounds,
	);
	const units = operationUnits.map(() => zeroUnitEvents(mapping));
	const tally = createComparisonTally(read);
	const live = new Uint8Array(vectors * shape.outputs).fill(1);
	const sums = new Float64Array(out.length);
	out.fill(0);
	order.forEach((plane, n) => {
		if (n > 0) stopper.test(n, out, live);
		for (const crossbars of passes[n]!) {
			readyToRead(crossbars).read(
				inputs,
				vectors,
				firstVector,
				sums,
				crossbars.segments.map(() => zeroCounts(inputPlanes.length)),
			);
			for (let at = 0; at < out.length; at++)
				if (live[at] === 1) out[at]! += sums[at]!;
		}
		units.forEach((events, unit) => {
			countTileReads(read, plane, live, drives[unit]!, events);
		});
		const apart = design.crossbar.adcSequence === "compacted";
		for (const unit of apart ? units.keys() : (["all"] as const))
			tally.add(plane, unit, live, executed);
	});
	const { comparisonsOfBits, demand } = tally;
	return {
		units,
		tests: testEvents(mapping, design, { ...stopper.counts, vectors }),
		comparisonsOfBits,
		demand,
	};
}

/** What the reads of a group rest on, the same for all batches. */
interface Prepared extends PlaneOrder {
	/** Crossbars of each plane of the order, once for each converter. */
	readonly passes: readonly (readonly CrossbarLayer[])[];
	readonly bounds: readonly RemainderBounds[];
	/** [operation units] */
	readonly drives: readonly LookAtDrive[];
}

/** The same for all groups of a layer. */
interface PlaneOrder {
	/** Input planes that run, the most significant first. */
	readonly order: readonly number[];
}

interface PreparedLayer extends PlaneOrder {
	/** [order][groups][converters] */
	readonly crossbars: readonly (readonly (readonly CrossbarLayer[])[])[];
	readonly groups: Map<number, Prepared>;
}

const known = new WeakMap<ProgrammedLayer, PreparedLayer>();

function prepared(read: GroupRead, policy: EarlyTermination): Prepared {
	const { programmed, call } = read;
	const layer = known.get(programmed) ?? prepareLayer(programmed);
	known.set(programmed, layer);
	const { groups } = layer;
	const group = groups.get(call.group) ?? prepareGroup(read, policy, layer);
	groups.set(call.group, group);
	return group;
}

function prepareLayer({ mapping, passesOf }: ProgrammedLayer): PreparedLayer {
	const { weightPlanes, executed } = mapping;
	const order = planesInOrder(mapping);
	const crossbars = order.map((plane) =>
		passesOf(
			executed.map((runs, product) =>
				Math.floor(product / weightPlanes.length) === plane ? runs : 0,
			),
		),
	);
	return { order, crossbars, groups: new Map() };
}

function prepareGroup(
	{ programmed, design, call: { group } }: GroupRead,
	policy: EarlyTermination,
	{ order, crossbars }: PreparedLayer,
): Prepared {
	const { mapping, groups, encoded } = programmed;
	const levels = weightLevels(policy, mapping);
	return {
		order,
		passes: crossbars.map((ofPlane) => ofPlane[group]!),
		bounds: remainderBounds(encoded[group]!, order, levels, mapping, design),
		drives: mapping.operationUnits.map((rows, unit) =>
			driveOfUnit(groups[group]![0], unit, rows, mapping, design),
		),
	};
}
