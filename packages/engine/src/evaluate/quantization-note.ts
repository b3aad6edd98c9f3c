import type { Operands } from "../design/design.js";

/** Difference to float that is worth a word: half a point. */
const WORTH_TELLING = 0.005;

/** Says what may help where integers alone, without any crossbar, already classify worse than float. */
export function quantizationNote(
	accuracy: { readonly float: number; readonly integer: number },
	operands: Pick<Operands, "biasCorrection" | "channelEqualization">,
): readonly string[] {
	const loss = accuracy.float - accuracy.integer;
	if (loss <= WORTH_TELLING + Number.EPSILON) return [];
	const settings = (["biasCorrection", "channelEqualization"] as const)
		.filter((setting) => operands[setting] !== true)
		.map((setting) => `operands.${setting}: true`);
	const remedies = [
		...(settings.length > 0 ? [settings.join(" with ")] : []),
		"more operand bits",
	];
	return [
		`exact integers are ${(100 * loss).toFixed(2)} points below float, before any crossbar: try ${remedies.join(", or ")}`,
	];
}
