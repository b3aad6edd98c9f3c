import * as z from "zod";
import { InputError } from "../../base/input-error.js";
import { checkGiven } from "../../design/check-given.js";
import { ASU_RRAM, type RramParameters } from "./rram-model.js";

/** Known cells by name. */
export const rramParameters: Readonly<Record<string, RramParameters>> = {
	asu: ASU_RRAM,
};

const positive = z.number().positive();
const changes = z.strictObject({
	name: z.string(),
	source: z.string(),
	thickness: positive,
	leastGap: positive,
	greatestGap: positive,
	hoppingDistance: positive,
	generationEnergy: positive,
	recombinationEnergy: positive,
	currentScale: positive,
	gapScale: positive,
	voltageScale: positive,
	velocity: positive,
	fieldEnhancement: positive,
	enhancementGap: positive,
	enhancementLoss: z.number().nonnegative(),
	heatCapacity: positive,
	thermalTime: positive,
	seriesResistance: z.number().nonnegative(),
	ambient: positive,
});
const schema = changes.partial();

/**
 * Parameters from those of a known cell and what is stated otherwise, in SI units and eV.
 *
 * @throws InputError where a field is unknown or out of its range
 */
export function rramParametersOf(
	given: unknown,
	base: RramParameters = ASU_RRAM,
): RramParameters {
	const stated = Object.fromEntries(
		Object.entries(checkGiven(schema, given)).filter(
			([, value]) => value !== undefined,
		),
	);
	const parameters = { ...base, ...stated };
	if (parameters.leastGap >= parameters.greatestGap)
		throw new InputError(
			`leastGap: found ${parameters.leastGap}, expected less than the greatestGap of ${parameters.greatestGap}`,
		);
	return parameters;
}
