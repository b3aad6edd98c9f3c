import * as z from "zod";

const PREFIX: Readonly<Record<string, number>> = {
	f: 1e-15,
	p: 1e-12,
	n: 1e-9,
	u: 1e-6,
	µ: 1e-6,
	μ: 1e-6,
	m: 1e-3,
	"": 1,
	k: 1e3,
	M: 1e6,
	G: 1e9,
};

/** What a quantity of each unit looks like in a design file. */
const EXAMPLE: Readonly<Record<string, string>> = {
	s: "100 ns",
	J: "2 pJ",
	Hz: "1.28 GHz",
	W: "0.2 mW",
	m: "32 nm",
	m2: "0.0096 mm2",
	Ohm: "10 kOhm",
	V: "0.2 V",
};

/**
 * Schema of a physical quantity that is not negative: a number in the SI unit, or text with prefix and unit such as
 * `100 ns` or `0.0096 mm2` (prefixes of square metres are squared).
 *
 * @param unit `s`, `J`, `Hz`, `W`, `m`, `m2`, `Ohm` or `V`
 */
export function quantity(unit: string): z.ZodType<number, number | string> {
	const error = `expected at least 0 ${unit}: a number, or text such as "${EXAMPLE[unit]}"`;
	return z
		.union([z.number().nonnegative(error), z.string()], { error })
		.transform((value, context) => {
			const si = typeof value === "number" ? value : parseQuantity(value, unit);
			if (si === undefined) {
				context.issues.push({
					code: "custom",
					message: error,
					input: value,
				});
				return z.NEVER;
			}
			return si;
		});
}

/** SI value of text such as `100 ns`, or undefined where it is not a quantity of that unit. */
export function parseQuantity(text: string, unit: string): number | undefined {
	const match =
		/^\s*(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)\s*([fpnuµμmkMG]?)(s|J|Hz|W|m2|m|Ohm|V)\s*$/.exec(
			text,
		);
	if (match === null || match[3] !== unit) return undefined;
	const prefix = PREFIX[match[2] as string] as number;
	// Through a string, so that "100 ns" is the double nearest to 1e-7 and not 100 · 1e-9.
	const exponent = Math.round(Math.log10(prefix)) * (unit === "m2" ? 2 : 1);
	const [mantissa, ownExponent = "0"] = (match[1] as string)
		.toLowerCase()
		.split("e");
	const value = Number(`${mantissa}e${Number(ownExponent) + exponent}`);
	return Number.isFinite(value) ? value : undefined;
}
