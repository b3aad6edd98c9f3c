import {
	type Design,
	InputError,
	presetDesign,
	presetLookup,
	resolveDesign,
} from "@mho/engine";

/**
 * The complete design of a reference architecture, in SI units; with changes, as a design file that `extends` it.
 *
 * @param name one of `mho design list`: `"isaac"`, `"asp-dac-2018"`, …
 * @param changes fields of a design file, `name` among them; quantities are numbers in SI units or texts such as `"100 ns"`
 * @throws InputError for a name that is none, and for fields that a design does not have
 *
 * @example
 * preset("isaac", { name: "six-bits", adc: { kind: "fixed", bits: 6, step: 2, signed: false } });
 */
export function preset(
	name: string,
	changes?: Readonly<Record<string, unknown>>,
): Design {
	if (changes === undefined) return presetDesign(name);
	if ("extends" in changes)
		throw new InputError(
			`preset ${name}: found extends among the changes, expected it as the name`,
		);
	const text = JSON.stringify({
		name: `${name}-changed`,
		...changes,
		extends: name,
	});
	return resolveDesign({ name: `changes of ${name}`, text }, presetLookup);
}
