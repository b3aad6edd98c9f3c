import { parseQuantity } from "../../design/quantity.js";

/** Evenly or geometrically spaced values, as a space file states them. */
export interface AxisRange {
	readonly from: number | string;
	readonly to: number | string;
	/** Difference from one value to the next. */
	readonly step?: number | string | undefined;
	/** Ratio from one value to the next. */
	readonly factor?: number | undefined;
	/** How many values. */
	readonly points?: number | undefined;
	/** How `points` are spaced. */
	readonly scale?: "linear" | "log" | undefined;
}

/** More values than any axis needs: a step that is wrong by orders of magnitude. */
const MAX_VALUES = 100_000;

/**
 * Values of a range, both ends included where the step meets them; by steps of 1 where nothing else is said.
 * Quantities such as `10 ns` count in SI units.
 *
 * @returns the values, or in words what is wrong
 */
export function rangeValues(range: AxisRange): readonly number[] | string {
	const [from, to] = [siValue(range.from), siValue(range.to)];
	if (from === undefined || to === undefined)
		return "expected from and to as numbers or quantities such as 10 ns";
	const ways = [range.step, range.factor, range.points].filter(
		(way) => way !== undefined,
	);
	if (ways.length > 1) return "expected one of step, factor and points";
	if (range.scale !== undefined && range.points === undefined)
		return "expected scale beside points";
	if (range.points !== undefined) return spaced(from, to, range);
	if (range.factor !== undefined) return geometric(from, to, range.factor);
	const step = siValue(range.step ?? 1);
	if (step === undefined || step === 0 || (to - from) / step < 0)
		return "expected a step from `from` towards `to`";
	return byStep(from, to, step);
}

/** Of a number, or of a quantity in one of the units of a design. */
export function siValue(value: number | string): number | undefined {
	if (typeof value === "number")
		return Number.isFinite(value) ? value : undefined;
	for (const unit of ["s", "J", "Hz", "m2", "m"]) {
		const si = parseQuantity(value, unit);
		if (si !== undefined) return si;
	}
	return undefined;
}

function byStep(
	from: number,
	to: number,
	step: number,
): readonly number[] | string {
	// A last value that rounding has put a hair beyond the end still counts.
	const count = Math.floor((to - from) / step + 1e-9) + 1;
	return count > MAX_VALUES
		? tooMany(count)
		: Array.from({ length: count }, (_, n) => tidy(from + n * step));
}

function geometric(
	from: number,
	to: number,
	factor: number,
): readonly number[] | string {
	const steps = Math.log(to / from) / Math.log(factor);
	if (!(from > 0 && to > 0 && factor > 0 && factor !== 1 && steps >= 0))
		return "expected a factor from `from` towards `to`, all above 0";
	const count = Math.floor(steps + 1e-9) + 1;
	return count > MAX_VALUES
		? tooMany(count)
		: Array.from({ length: count }, (_, n) => tidy(from * factor ** n));
}

function spaced(
	from: number,
	to: number,
	{ points = 2, scale = "linear" }: AxisRange,
): readonly number[] | string {
	if (points > MAX_VALUES) return tooMany(points);
	if (scale === "log" && !(from > 0 && to > 0))
		return "expected from and to above 0 on a log scale";
	const share = (n: number) => (points === 1 ? 0 : n / (points - 1));
	return Array.from({ length: points }, (_, n) =>
		tidy(
			scale === "log"
				? from * (to / from) ** share(n)
				: from + (to - from) * share(n),
		),
	);
}

function tooMany(count: number): string {
	return `found ${count} values, expected at most ${MAX_VALUES}`;
}

/** 0.1 + 0.2 is 0.3: what a person would write. */
function tidy(value: number): number {
	return Number(value.toPrecision(12));
}
