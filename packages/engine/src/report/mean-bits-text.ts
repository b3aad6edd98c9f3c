import type { RecordedRung } from "../presets/asp-dac-2018/ladder-record.js";

/** Mean bits of the converters, and the comparisons that a conversion takes where those are fewer or more. */
export function meanBitsText({
	adcBits,
	comparisons = adcBits,
}: Pick<RecordedRung, "adcBits" | "comparisons">): string {
	const [taken, bits] = [comparisons.toFixed(2), adcBits.toFixed(2)];
	return taken === bits ? bits : `${taken} of ${bits}`;
}
