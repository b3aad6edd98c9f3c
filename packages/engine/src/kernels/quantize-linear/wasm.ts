import { loadWasmKernel } from "../../base/wasm-kernel.js";
import { workInPlace } from "../work-in-place.js";
import type { LinearRule, QuantizeLinear, Reals } from "./contract.js";
import { wasmBase64 } from "./quantize-linear.wasm.js";
import { referenceQuantizeLinear } from "./reference.js";

interface Exports {
	// biome-ignore format: as in quantize-linear.as.ts
	quantize(
		values: number, count: number, scale: number, zeroPoint: number, min: number, max: number,
	): void;
	dequantize(
		codes: number,
		count: number,
		scale: number,
		zeroPoint: number,
	): void;
}

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** Fewer values take longer to hand over than to work on. */
const FEWEST = 32;
/** Integers up to here, and sums and differences of two of them, are exact in float32. */
const EXACT = 2 ** 23;

/** WebAssembly SIMD in float32; where integers are beyond its 24 bits, or values in float64, the definition. */
export const wasmQuantizeLinear: QuantizeLinear = {
	quantize(values, rule, out) {
		if (!isFloat32(values) || !isWorthIt(rule, out))
			return referenceQuantizeLinear.quantize(values, rule, out);
		const { scale, zeroPoint, min, max } = rule;
		workInPlace(kernel, values, out, (at, count) =>
			kernel.exports.quantize(at, count, scale, zeroPoint, min, max),
		);
	},
	dequantize(codes, rule, out) {
		if (!isFloat32(codes) || !isWorthIt(rule, out))
			return referenceQuantizeLinear.dequantize(codes, rule, out);
		const { scale, zeroPoint } = rule;
		workInPlace(kernel, codes, out, (at, count) =>
			kernel.exports.dequantize(at, count, scale, zeroPoint),
		);
	},
};

const isFloat32 = (values: Reals): values is Float32Array =>
	values instanceof Float32Array;

function isWorthIt(
	{ zeroPoint, min, max }: LinearRule,
	{ length }: Float32Array,
): boolean {
	const isExact = [zeroPoint, min, max].every(
		(value) => Math.abs(value) <= EXACT,
	);
	return isExact && length >= FEWEST;
}
