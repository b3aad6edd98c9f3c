import { partialProductsOf } from "../design/layer-overrides.js";
import {
	type CrossbarLayer,
	zeroCounts,
} from "../kernels/crossbar-mvm/contract.js";
import type { LayerMapping } from "../map/mapping.js";
import { executedBelowTop } from "../map/partial-product-policy/runtime.js";
import { createComparisonTally } from "./comparison-tally.js";
import { planesWithDigits } from "./driven-planes.js";
import type { GroupEvents, GroupRead } from "./group-read.js";
import type { ProgrammedLayer } from "./program-layer.js";
import { readChosen } from "./read-chosen.js";
import {
	addUnitEvents,
	eventsOfReads,
	type UnitEvents,
	zeroUnitEvents,
} from "./unit-events.js";
import { unitInputs } from "./unit-inputs.js";

/**
 * Each operation unit runs the partial products that the most significant input plane with a digit in it lets run:
 * vectors of the same top plane are read together.
 */
export function readBelowTop(read: GroupRead): GroupEvents {
	const { mapping } = read.programmed;
	const { inputPlanes } = mapping;
	const { vectors, out } = read.call;
	const tally = createComparisonTally(read);
	out.fill(0);
	const planes = planesWithDigits(read.programmed, read.call);
	const units = mapping.operationUnits.map((_, unit) => {
		let events = zeroUnitEvents(mapping);
		for (const [top, chosen] of vectorsByTop(mapping, planes[unit]!)) {
			const { executed, passes } = passesBelow(read, unit, top);
			if (passes.length === 0) continue;
			events = addUnitEvents(
				events,
				readUnit(read, unit, chosen, { executed, passes }),
			);
			const isRead = new Uint8Array(vectors);
			for (const v of chosen) isRead[v] = 1;
			inputPlanes.forEach((_, plane) => {
				if (runsAny(executed, plane, mapping.weightPlanes.length))
					tally.addVectors(plane, unit, isRead, executed);
			});
		}
		return events;
	});
	const { comparisonsOfBits, demand } = tally;
	return { units, comparisonsOfBits, demand };
}

/** Vectors by the most significant input plane that has a digit in an operation unit; those without any are left out. */
function vectorsByTop(
	{ inputPlanes }: LayerMapping,
	planesWithDigits: Uint32Array,
): ReadonlyMap<number, readonly number[]> {
	const bySize = inputPlanes
		.map(({ significance }, plane) => ({ plane, size: Math.abs(significance) }))
		.sort((a, b) => b.size - a.size);
	const chosen = new Map<number, number[]>();
	planesWithDigits.forEach((planes, v) => {
		const top = bySize.find(({ plane }) => (planes >>> plane) & 1)?.plane;
		if (top === undefined) return;
		const alike = chosen.get(top);
		if (alike) alike.push(v);
		else chosen.set(top, [v]);
	});
	return chosen;
}

/** Partial products that run with a top plane, and the crossbars that read them. */
interface PassesBelow {
	readonly executed: Uint8Array;
	/** Of one operation unit, once for each converter. */
	readonly passes: readonly CrossbarLayer[];
}

/** What is read, kept with the layer: kernels prepare it once. */
const known = new WeakMap<ProgrammedLayer, Map<string, PassesBelow>>();

function passesBelow(
	{ programmed, design, call: { group } }: GroupRead,
	unit: number,
	top: number,
): PassesBelow {
	const ofLayer = known.get(programmed) ?? new Map<string, PassesBelow>();
	known.set(programmed, ofLayer);
	const key = [group, unit, top].join();
	const made = ofLayer.get(key);
	if (made) return made;
	const { mapping, passesOf } = programmed;
	const policy = partialProductsOf(design, mapping.shape.layer);
	const bits = policy.kind === "runtime" ? policy.bitsBelowTop : 0;
	const below = executedBelowTop(
		bits,
		top,
		mapping.inputPlanes,
		mapping.weightPlanes,
	);
	const executed = mapping.executed.map((runs, at) => runs && below[at]!);
	passesOf(executed).forEach((ofGroup, g) => {
		mapping.operationUnits.forEach((_, u) => {
			const passes = ofGroup.map((pass) => ({
				...pass,
				segments: [pass.segments[u]!],
			}));
			ofLayer.set([g, u, top].join(), { executed, passes });
		});
	});
	return ofLayer.get(key)!;
}

function readUnit(
	{ programmed, design, readyToRead, call }: GroupRead,
	unit: number,
	chosen: readonly number[],
	{ executed, passes }: PassesBelow,
): UnitEvents {
	const { mapping } = programmed;
	const { vectors, firstVector, out } = call;
	const inputs = unitInputs(
		call.inputs,
		vectors,
		mapping.operationUnits[unit]!,
	);
	const counts = zeroCounts(mapping.inputPlanes.length);
	readChosen(
		readyToRead(passes),
		passes.some(({ segments }) => segments[0]!.noise !== undefined),
		{ inputs, vectors, firstVector, chosen },
		out,
		[counts],
	);
	return eventsOfReads(counts, { ...mapping, executed }, design);
}

function runsAny(executed: Uint8Array, plane: number, slices: number): boolean {
	return executed.subarray(plane * slices, (plane + 1) * slices).includes(1);
}
