import type { LayerOverrides } from "../design/design.js";
import type { OptionCost } from "./option-cost.js";

/** What a layer is set to, and the relative noise of the scores that it adds. */
export interface LayerSetting {
	readonly layer: string;
	readonly setting: LayerOverrides;
	readonly noise: number;
}

/** One way to set a layer: what it costs, and the relative noise of the scores that it adds. */
export interface LayerOption extends LayerSetting, OptionCost {}

/** A network's options, layer by layer, on one hardware. */
export interface OptionTable {
	readonly layers: readonly (readonly LayerOption[])[];
	/** Layers whose inputs must have the same codes. */
	readonly siblings?: readonly (readonly number[])[] | undefined;
	/** Arrays of a chip with converters of so many bits. */
	arrays(adcBits: number): number;
}

/** Which codes the inputs of a layer have: the same text for the same ones. */
export function inputWidth({ setting }: LayerSetting): string {
	return `${setting.inputBits} ${setting.greatestInput ?? ""}`;
}

/** Whether inputs that must have the same codes do. */
export function siblingsAgree(
	options: readonly LayerOption[],
	{ siblings = [] }: OptionTable,
): boolean {
	return siblings.every(
		(group) => new Set(group.map((l) => inputWidth(options[l]!))).size === 1,
	);
}

/** Options of which no other one is better in noise, energy, array time, link time and ADC bits. */
export function withoutDominated(
	options: readonly LayerOption[],
): readonly LayerOption[] {
	const kept: LayerOption[] = [];
	for (const option of options.toSorted((a, b) => a.noise - b.noise)) {
		const isBeaten = kept.some(
			(other) =>
				other.energy <= option.energy &&
				other.arrayTime <= option.arrayTime &&
				other.linkTime <= option.linkTime &&
				other.adcBits <= option.adcBits,
		);
		if (!isBeaten) kept.push(option);
	}
	return kept;
}
