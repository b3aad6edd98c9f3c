import { InputError } from "../base/input-error.js";

/** What a search may set. */
export type KnobKind = keyof typeof KNOBS;

const KNOBS = {
	operands: "bits of weights and inputs",
	encoding: "digits of weights and inputs, all layers alike",
	adc: "bits and range of the converters",
	products: "partial products that run",
	geometry: "rows, cells, drivers and ADCs of arrays, all layers alike",
	units: "digital units of a tile, as many as keep up",
} as const;

/** In the order of their names on the command line. */
export const knobKinds: readonly KnobKind[] = Object.keys(KNOBS) as KnobKind[];

/**
 * Reads `operands,adc`.
 *
 * @throws InputError for an unknown knob
 */
export function parseKnobs(text: string): readonly KnobKind[] {
	return text.split(",").map((part) => {
		const kind = knobKinds.find((known) => known === part.trim());
		if (kind !== undefined) return kind;
		throw new InputError(
			`--knobs: found "${part.trim()}", expected ${knobKinds.join(", ")}`,
		);
	});
}
