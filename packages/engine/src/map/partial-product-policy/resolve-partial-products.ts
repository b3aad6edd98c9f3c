import type {
	PartialProductPolicy,
	StaticPartialProducts,
} from "../../design/design.js";
import type { DigitPlane } from "../../encode/digit-plane.js";
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

/** What a policy says of all inputs alike. */
export function staticPart(
	policy: PartialProductPolicy,
): StaticPartialProducts {
	return policy.kind === "zero-plane" ? policy.otherwise : policy;
}

/**
 * Decisions for the planes of one operation unit of an array: one for each partial product, one for each plane that
 * may be empty, and one for each that may be inverted.
 */
export function decisionsPerUnit(
	policy: PartialProductPolicy,
	inputPlanes: number,
	weightPlanes: number,
	inverts: boolean,
): number {
	const ofProducts =
		staticPart(policy).kind === "all" ? 0 : inputPlanes * weightPlanes;
	const ofPlanes = (policy.kind === "zero-plane" ? 1 : 0) + (inverts ? 1 : 0);
	return ofProducts + ofPlanes * inputPlanes;
}
