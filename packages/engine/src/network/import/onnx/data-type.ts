import { InputError } from "../../../base/input-error.js";
import { roundToFloat32 } from "../../../base/round-to-float32.js";
import type { FloatArray } from "../../nodes/node.js";
import { DATA_TYPES, type DataType } from "./onnx-model.js";

/** Types whose values are computed with; integers are held in float64, exact below 2^53. */
export type NumericType = Extract<
	DataType,
	| "FLOAT"
	| "DOUBLE"
	| "FLOAT16"
	| "BFLOAT16"
	| "BOOL"
	| `${"UINT" | "INT"}${4 | 8 | 16 | 32 | 64}`
>;

/** Least and greatest value of the integer types. */
const RANGES: Readonly<
	Record<NumericType, readonly [number, number] | undefined>
> = {
	FLOAT: undefined,
	DOUBLE: undefined,
	FLOAT16: undefined,
	BFLOAT16: undefined,
	BOOL: [0, 1],
	UINT4: [0, 2 ** 4 - 1],
	INT4: [-(2 ** 3), 2 ** 3 - 1],
	UINT8: [0, 2 ** 8 - 1],
	INT8: [-(2 ** 7), 2 ** 7 - 1],
	UINT16: [0, 2 ** 16 - 1],
	INT16: [-(2 ** 15), 2 ** 15 - 1],
	UINT32: [0, 2 ** 32 - 1],
	INT32: [-(2 ** 31), 2 ** 31 - 1],
	UINT64: [0, 2 ** 64],
	INT64: [-(2 ** 63), 2 ** 63],
};

/** @throws InputError, beginning with `place`, for types that are no numbers */
export function numericType(dataType: number, place: string): NumericType {
	const type = DATA_TYPES[dataType] ?? `unknown (${dataType})`;
	if (isNumeric(type)) return type;
	throw new InputError(
		`${place}: type ${type}, expected ${Object.keys(RANGES).join(", ")}`,
	);
}

/** Whether values of a type are computed with. */
export function isNumeric(type: string | undefined): type is NumericType {
	return type !== undefined && Object.hasOwn(RANGES, type);
}

export function isFloat(type: NumericType): boolean {
	return RANGES[type] === undefined;
}

/** Least and greatest value of an integer type. */
export function integerRange(
	type: NumericType,
): readonly [number, number] | undefined {
	return RANGES[type];
}

const EXACT = 2 ** 53;

/**
 * Values as a type holds them: rounded for floats; for integers cut towards 0, and wrapped around as two's
 * complement does.
 *
 * @throws InputError where a 64-bit integer is not exact in float64, or a number is beyond float32
 */
export function convertValues(
	values: FloatArray,
	type: NumericType,
	place: string,
): FloatArray {
	switch (type) {
		case "FLOAT":
			return values instanceof Float32Array
				? values
				: roundToFloat32(values, place);
		case "DOUBLE":
			return Float64Array.from(values);
		case "FLOAT16":
			return Float32Array.from(values, roundToFloat16);
		case "BFLOAT16":
			return Float32Array.from(values, roundToBfloat16);
		case "BOOL":
			return Float64Array.from(values, (value) => (value === 0 ? 0 : 1));
		default: {
			const [min, max] = RANGES[type]!;
			const span = max - min + 1;
			return Float64Array.from(values, (value) => {
				const whole = Math.trunc(value);
				if (whole >= min && whole <= max && Math.abs(whole) <= EXACT)
					return whole + 0;
				if (!Number.isFinite(whole) || span > EXACT)
					throw new InputError(`${place}: ${value} does not fit ${type}`);
				return whole - span * Math.floor((whole - min) / span);
			});
		}
	}
}

/** float32 of the bits of a float16. */
export function float16Value(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 31)
		return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function roundToFloat16(value: number): number {
	const magnitude = Math.abs(value);
	if (!Number.isFinite(value) || magnitude === 0) return value;
	const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14);
	const step = 2 ** (exponent - 10);
	const rounded = roundTiesToEven(value / step) * step;
	return Math.abs(rounded) > 65504
		? Math.sign(value) * Number.POSITIVE_INFINITY
		: rounded;
}

function roundTiesToEven(x: number): number {
	const floor = Math.floor(x);
	if (x - floor !== 0.5) return Math.round(x);
	return floor % 2 === 0 ? floor : floor + 1;
}

function roundToBfloat16(value: number): number {
	if (!Number.isFinite(value)) return value;
	const bits = new Uint32Array(Float32Array.of(value).buffer);
	const odd = (bits[0]! >>> 16) & 1;
	bits[0] = (bits[0]! + 0x7fff + odd) & 0xffff0000;
	return new Float32Array(bits.buffer)[0]!;
}
