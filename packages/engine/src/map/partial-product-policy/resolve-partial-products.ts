import type {
	PartialProductPolicy,
	StaticPartialProducts,
} from "../../design/partial-product-policy.js";
import type { DigitPlane } from "../../encode/digit-plane.js";
import { executedBelowTop } from "./runtime.js";
import { executedByThreshold } from "./threshold.js";

type Resolve<K extends PartialProductPolicy["kind"]> = (
	policy: Extract<PartialProductPolicy, { kind: K }>,
	inputPlanes: readonly DigitPlane[],
	weightPlanes: readonly DigitPlane[],
) => Uint8Array;

const partialProductPolicies: {
	readonly [K in PartialProductPolicy["kind"]]: Resolve<K>;
} = {
	all: (_, inputPlanes, weightPlanes) =>
		new Uint8Array(inputPlanes.length * weightPlanes.length).fill(1),
	threshold: ({ at }, inputPlanes, weightPlanes) =>
		executedByThreshold(at, inputPlanes, weightPlanes),
	"zero-plane": ({ otherwise }, inputPlanes, weightPlanes) =>
		resolvePartialProducts(otherwise, inputPlanes, weightPlanes),
	// A product runs with its own plane as the top one, if with any.
	runtime: ({ bitsBelowTop, otherwise }, inputPlanes, weightPlanes) => {
		const slices = weightPlanes.length;
		const ofPlanes = inputPlanes.map((_, top) =>
			executedBelowTop(bitsBelowTop, top, inputPlanes, weightPlanes),
		);
		return resolvePartialProducts(otherwise, inputPlanes, weightPlanes).map(
			(runs, product) =>
				runs && ofPlanes[Math.floor(product / slices)]![product]!,
		);
	},
	"early-terminate": ({ otherwise }, inputPlanes, weightPlanes) =>
		resolvePartialProducts(otherwise, inputPlanes, weightPlanes),
};

/** Which partial products of a layer run whenever their planes do: 0 or 1, [input planes × weight planes]. */
export function resolvePartialProducts(
	policy: PartialProductPolicy,
	inputPlanes: readonly DigitPlane[],
	weightPlanes: readonly DigitPlane[],
): Uint8Array {
	return (
		partialProductPolicies[policy.kind] as Resolve<PartialProductPolicy["kind"]>
	)(policy, inputPlanes, weightPlanes);
}

/** Whether what the inputs decide not to run changes no output of a layer. */
export function keepsOutputs(policy: PartialProductPolicy): boolean {
	switch (policy.kind) {
		case "all":
		case "threshold":
		case "zero-plane":
			return true;
		case "runtime":
			return false;
		case "early-terminate":
			return policy.tolerance === 0;
		default:
			return policy satisfies never;
	}
}

/** What a policy says of all inputs alike. */
export function staticPart(
	policy: PartialProductPolicy,
): StaticPartialProducts {
	return "otherwise" in policy ? policy.otherwise : policy;
}

/**
 * Decisions for the planes of one operation unit of an array: one for each partial product that is held against a
 * threshold, one for each plane that may be empty, and one for each that may be inverted.
 */
export function decisionsPerUnit(
	policy: PartialProductPolicy,
	inputPlanes: number,
	weightPlanes: number,
	inverts: boolean,
): number {
	const isStatic =
		policy.kind !== "runtime" && staticPart(policy).kind === "all";
	const ofProducts = isStatic ? 0 : inputPlanes * weightPlanes;
	const looksAtPlanes =
		policy.kind === "zero-plane" || policy.kind === "runtime";
	const ofPlanes = (looksAtPlanes ? 1 : 0) + (inverts ? 1 : 0);
	return ofProducts + ofPlanes * inputPlanes;
}
