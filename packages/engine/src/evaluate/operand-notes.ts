import type { Design } from "../design/design.js";
import type { LayerPlan } from "../map/layer-plan.js";

/** Says where layers have bits that neither the design nor its layers name: those of the network's own codes. */
export function operandNotes(
	layers: readonly LayerPlan[],
	{ operands, layers: overrides }: Design,
): readonly string[] {
	const notes = (operand: "weights" | "inputs"): readonly string[] => {
		const field = operand === "weights" ? "weightBits" : "inputBits";
		const own = layers.filter(
			(plan) =>
				plan[field] !== operands[field] &&
				overrides[plan.shape.layer]?.[field] === undefined,
		);
		if (own.length === 0) return [];
		const bits = [...new Set(own.map((plan) => plan[field]))].join(", ");
		return [
			`${own.length} of ${layers.length} layers keep the network's own ${operand} of ${bits} bits, where the design says ${operands[field]}`,
		];
	};
	return [...notes("weights"), ...notes("inputs")];
}
