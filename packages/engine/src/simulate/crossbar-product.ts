import type { Design } from "../design/design.js";
import { partialProductsOf } from "../design/layer-overrides.js";
import type { PartialProductPolicy } from "../design/partial-product-policy.js";
import type {
	CrossbarLayer,
	CrossbarMvmKernel,
	ProgrammedCrossbars,
} from "../kernels/crossbar-mvm/contract.js";
import { readOneByOne } from "../kernels/crossbar-mvm/read-one-by-one.js";
import type { MatrixProduct } from "../quantize/integer-product.js";
import {
	addComparisons,
	addEvents,
	addTestEvents,
	decisionsOf,
	type EventCounts,
	eventsOf,
	inputsCountedAnyway,
} from "./count-events.js";
import { createStepCounter } from "./count-steps.js";
import type { ReadGroup, ReadyToRead } from "./group-read.js";
import type { ProgrammedLayer } from "./program-layer.js";
import { readAlike, readDrivenPlanes } from "./read-alike.js";
import { readBelowTop } from "./read-below-top.js";
import { readUntilSettled } from "./read-until-settled.js";

/** How each policy reads a group. */
const readers: { readonly [K in PartialProductPolicy["kind"]]: ReadGroup } = {
	all: readAlike,
	threshold: readAlike,
	"zero-plane": readDrivenPlanes,
	runtime: readBelowTop,
	"early-terminate": readUntilSettled,
};

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
	const countSteps = createStepCounter(
		design.crossbar.adcSequence === "compacted",
	);
	return (call) => {
		const { layer, vectors } = call;
		const programmed = layers.get(layer.name)!;
		const policy = partialProductsOf(design, layer.name);
		const read = readers[policy.kind];
		const happened = read({
			programmed,
			design,
			readyToRead,
			call,
			integerProduct,
		});
		const counter = eventsOf(events, layer.name);
		happened.units.forEach((ofUnit, unit) => {
			addEvents(counter, ofUnit, programmed, unit, design);
			counter.decisions += decisionsOf(programmed, vectors, design);
			counter.inputCounts += inputsCountedAnyway(
				programmed,
				unit,
				vectors,
				design,
			);
		});
		if (happened.tests) addTestEvents(counter, happened.tests);
		if (happened.comparisonsOfBits)
			addComparisons(counter, happened.comparisonsOfBits);
		if (happened.demand) countSteps(counter, happened.demand, call);
	};
}

/**
 * Hands each layer's crossbars to the first kernel that does not refuse them, the first time they are read.
 *
 * @throws Error where every kernel refuses, with the reasons
 */
export function firstKernelThatCan(
	kernels: readonly CrossbarMvmKernel[],
): ReadyToRead {
	const ready = new WeakMap<object, ProgrammedCrossbars>();
	const programOne = (crossbars: CrossbarLayer): ProgrammedCrossbars => {
		const reasons = kernels.map((kernel) => kernel.refuses(crossbars));
		const kernel = kernels[reasons.indexOf(undefined)];
		if (!kernel) throw new Error(`no kernel reads it: ${reasons.join("; ")}`);
		return kernel.program(crossbars);
	};
	const programAll = (
		passes: readonly CrossbarLayer[],
	): ProgrammedCrossbars => {
		if (passes.length > 1) {
			const [kernel] = kernels;
			const together = kernel?.programTogether?.(passes);
			if (together) return together;
		}
		return readOneByOne(passes.map(readyToRead));
	};
	const readyToRead: ReadyToRead = (crossbars) => {
		const known = ready.get(crossbars);
		if (known) return known;
		const programmed =
			"plan" in crossbars ? programOne(crossbars) : programAll(crossbars);
		ready.set(crossbars, programmed);
		return programmed;
	};
	return readyToRead;
}
