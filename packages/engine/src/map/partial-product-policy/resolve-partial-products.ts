import type { PartialProductPolicy } from "../../design/design.js";
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
};

/** Which partial products of a layer run: 0 or 1, [input planes × weight planes]. */
export function resolvePartialProducts(
	policy: PartialProductPolicy,
	inputPlanes: readonly DigitPlane[],
	weightPlanes: readonly DigitPlane[],
): Uint8Array {
	return (
		partialProductPolicies[policy.kind] as Resolve<PartialProductPolicy["kind"]>
	)(policy, inputPlanes, weightPlanes);
}
