import type { AdcPolicy } from "../design/adc-policy.js";
import type { LayerDigits, LayerOverrides } from "../design/design.js";
import type {
	PartialProductPolicy,
	StaticPartialProducts,
} from "../design/partial-product-policy.js";

/** A converter in a few words: `6 bits, step 4`. */
export function adcText(adc: AdcPolicy): string {
	if (adc.kind === "fixed")
		return `${adc.bits} bits${adc.step === 1 ? "" : `, step ${adc.step}`}`;
	if (adc.kind === "early-stop")
		return `${adcText(adc.converter)}, stops early`;
	if (adc.kind !== "per-product") return adc.kind;
	const bits = adc.bits.flat().filter((own) => own > 0);
	return `${span(bits)} bits, step ${span(adc.step.flat())}, by product`;
}

function span(values: readonly number[]): string {
	const least = Math.min(...values);
	const most = Math.max(...values);
	return least === most ? String(least) : `${least} … ${most}`;
}

/** Which partial products run, in a few words. */
export function productsText(policy: PartialProductPolicy): string {
	switch (policy.kind) {
		case "zero-plane":
			return `${staticText(policy.otherwise)}, no empty planes`;
		case "runtime":
			return `${staticText(policy.otherwise)}, of these to ${policy.bitsBelowTop} bits below the top of the inputs`;
		case "early-terminate":
			return `${staticText(policy.otherwise)}, until outputs are settled`;
		default:
			return staticText(policy);
	}
}

function staticText(policy: StaticPartialProducts): string {
	if (policy.kind === "all") return "all";
	const { at } = policy;
	switch (at.unit) {
		case "bits-below-top":
			return `to ${at.bits} bits below the top`;
		case "significance":
			return `from 2^${at.bits} on`;
		case "kept-fraction":
			return `${100 * at.fraction} % at most`;
		default:
			return at satisfies never;
	}
}

/** Bits of an operand, and its greatest code where they hold more: `6 (to 24)`. */
export function widthText(
	bits: number | undefined,
	greatest: number | undefined,
): string {
	const width = String(bits ?? "?");
	return greatest === undefined ? width : `${width} (to ${greatest})`;
}

/** How operands are written: `balanced-radix-7 × binary-planes, 2-bit digits`. */
export function digitsText({
	weights,
	inputs,
	digitBits,
}: LayerDigits): string {
	const codes = [weights, inputs].filter((code) => code !== undefined);
	return [
		...(codes.length > 0 ? [codes.join(" × ")] : []),
		...(digitBits === undefined ? [] : [`${digitBits}-bit digits`]),
	].join(", ");
}

/** How the settings of a layer differ, in a few words: `weights 3 → 2 bits`. */
export function changeText(from: LayerOverrides, to: LayerOverrides): string {
	const weights = (of: LayerOverrides) =>
		widthText(of.weightBits, of.greatestWeight);
	const inputs = (of: LayerOverrides) =>
		widthText(of.inputBits, of.greatestInput);
	const bits = (what: string, text: (of: LayerOverrides) => string) =>
		text(from) === text(to) ? "" : `${what} ${text(from)} → ${text(to)} bits`;
	return [
		bits("weights", weights),
		bits("inputs", inputs),
		changed("digits", from.encoding, to.encoding, digitsText),
		changed("ADC", from.adc, to.adc, adcText),
		changed("products", from.partialProducts, to.partialProducts, productsText),
	]
		.filter((part) => part !== "")
		.join("; ");
}

function changed<T>(
	what: string,
	from: T | undefined,
	to: T | undefined,
	text: (value: T) => string,
): string {
	if (JSON.stringify(from) === JSON.stringify(to)) return "";
	const [before, after] = [from, to].map((value) =>
		value === undefined ? "as given" : text(value),
	);
	// Products that differ, and words for all of them that do not.
	return before === after
		? `${what} ${after}, otherwise spread`
		: `${what} ${before} → ${after}`;
}
