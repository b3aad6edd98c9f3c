import { format } from "d3-format";

const SI = format(".4~s");

/** A number with SI prefix and unit in four significant digits: `8.644 µJ`. */
export function formatQuantity(value: number, unit: string): string {
	if (value === 0) return `0 ${unit}`;
	const text = SI(value);
	const prefix = text.match(/[a-zµA-Z]$/)?.[0] ?? "";
	return `${text.slice(0, text.length - prefix.length)} ${prefix}${unit}`;
}

/** Images per second: `4.138 M images/s`. */
export function formatRate(imagesPerSecond: number): string {
	return formatQuantity(imagesPerSecond, " images/s").replace("  ", " ");
}

/** Square metres as mm², the unit of the trade. */
export function formatArea(area: number): string {
	return `${format(".4~g")(area * 1e6)} mm²`;
}

export const formatCount: (value: number) => string = format(",.0f");
export const formatPercent: (value: number) => string = format(".1%");
export const formatAccuracy: (value: number) => string = format(".2%");
export const formatRatio: (value: number) => string = (value) =>
	`${format(".3~g")(value)}×`;

/** A difference of shares in percentage points: `−0.28`. */
export function formatPoints(difference: number): string {
	const size = Math.abs(100 * difference).toFixed(2);
	return `${difference < 0 ? "−" : "+"}${size}`;
}
