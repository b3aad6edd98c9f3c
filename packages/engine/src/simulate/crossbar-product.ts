import type { Design } from "../design/design.js";
import { partialProductsOf } from "../design/layer-overrides.js";
import {
	type CrossbarLayer,
	type CrossbarMvmKernel,
	type ProgrammedCrossbars,
	type ReadCounts,
	zeroCounts,
} from "../kernels/crossbar-mvm/contract.js";
import type { MatrixProduct } from "../quantize/integer-product.js";
import {
	addEvents,
	countExactRead,
	decisionsOf,
	type EventCounts,
	eventsOf,
	inputsCountedAnyway,
	uncountZeroPlanes,
} from "./count-events.js";
import type { ProgrammedLayer } from "./program-layer.js";
import { eventsOfReads } from "./segment-events.js";

/**
 * A matrix product that goes through the programmed crossbars and counts what happens there. Layers whose
 * read is provably exact run the integer product and count the same events from the digits.
 *
 * @param readyToRead gives crossbars to a kernel, once
 * @param integerProduct for exact layers; without it every layer goes through the crossbars
 */
export function crossbarProduct(
	layers: ReadonlyMap<string, ProgrammedLayer>,
	design: Design,
	readyToRead: ReadyToRead,
	events: EventCounts,
	integerProduct?: MatrixProduct,
): MatrixProduct {
	return (call) => {
		const { layer, group, inputs, vectors, firstVector, out } = call;
		const programmed = layers.get(layer.name)!;
		const passes = programmed.groups[group]!;
		const [{ segments, plan }] = passes;
		const zeros = () => segments.map(() => zeroCounts(plan.inputPlanes));
		const counts = zeros();
		if (integerProduct !== undefined && programmed.exact) {
			integerProduct(call);
			counts.forEach((unitCounts, unit) => {
				countExactRead(programmed, unit, call, unitCounts);
			});
		} else {
			passes.forEach((crossbars, pass) => {
				const own = zeros();
				const sums = pass === 0 ? out : new Float64Array(out.length);
				readyToRead(crossbars).read(inputs, vectors, firstVector, sums, own);
				if (pass > 0)
					for (let at = 0; at < out.length; at++) out[at]! += sums[at]!;
				own.forEach((ownCounts, unit) => {
					addPass(counts[unit]!, ownCounts);
				});
			});
		}
		const counter = eventsOf(events, layer.name);
		const skipsZeros =
			partialProductsOf(design, layer.name).kind === "zero-plane";
		counts.forEach((unitCounts, unit) => {
			if (skipsZeros) uncountZeroPlanes(programmed, unit, call, unitCounts);
			const happened = eventsOfReads(unitCounts, programmed.mapping, design);
			addEvents(counter, happened, programmed, unit, design);
			counter.decisions += decisionsOf(programmed, vectors, design);
			counter.inputCounts += inputsCountedAnyway(
				programmed,
				unit,
				vectors,
				design,
			);
		});
	};
}

/** Passes over the same cells are one read with several converters: each saw the same planes driven. */
function addPass(counts: ReadCounts, pass: ReadCounts): void {
	for (let i = 0; i < counts.reads.length; i++) {
		counts.reads[i] = Math.max(counts.reads[i]!, pass.reads[i]!);
		counts.drivenRows[i] = Math.max(counts.drivenRows[i]!, pass.drivenRows[i]!);
		counts.samples[i]! += pass.samples[i]!;
		counts.inverted[i] = Math.max(counts.inverted[i]!, pass.inverted[i]!);
	}
	counts.conversions += pass.conversions;
	counts.drivenLevels += pass.drivenLevels;
}

/** Crossbars as a kernel has prepared them. */
export type ReadyToRead = (crossbars: CrossbarLayer) => ProgrammedCrossbars;

/**
 * Hands each layer's crossbars to the first kernel that does not refuse them, the first time they are read.
 *
 * @throws Error where every kernel refuses, with the reasons
 */
export function firstKernelThatCan(
	kernels: readonly CrossbarMvmKernel[],
): ReadyToRead {
	const ready = new WeakMap<CrossbarLayer, ProgrammedCrossbars>();
	return (crossbars) => {
		const known = ready.get(crossbars);
		if (known) return known;
		const reasons = kernels.map((kernel) => kernel.refuses(crossbars));
		const kernel = kernels[reasons.indexOf(undefined)];
		if (!kernel) throw new Error(`no kernel reads it: ${reasons.join("; ")}`);
		const programmed = kernel.program(crossbars);
		ready.set(crossbars, programmed);
		return programmed;
	};
}
