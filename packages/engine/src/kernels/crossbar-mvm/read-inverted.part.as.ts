import { CLAMP_SIGNED, CLAMP_UNSIGNED, MULTIPLY, ROUND_SIGNED, ROUND_UNSIGNED, TABLE } from "./convert.part.as";
import { readNoisy } from "./read-noisy.part.as";
import { readWide } from "./read-wide.part.as";

// The readers of 32 lanes, and those of 16 lanes with noise, for planes that may be inverted: codes of such a plane
// meet negative factors.

export function invertedWideClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(CLAMP_UNSIGNED, false, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideLevelsClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(CLAMP_UNSIGNED, true, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(ROUND_UNSIGNED, false, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideLevelsRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(ROUND_UNSIGNED, true, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(CLAMP_SIGNED, false, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideLevelsClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(CLAMP_SIGNED, true, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(ROUND_SIGNED, false, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideLevelsRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(ROUND_SIGNED, true, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideMultiply(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(MULTIPLY, false, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideLevelsMultiply(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(MULTIPLY, true, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideTable(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(TABLE, false, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedWideLevelsTable(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(TABLE, true, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function invertedNoisy(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize, noise: usize,
): void {
	readNoisy(false, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch, noise);
}

export function invertedNoisyLevels(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize, noise: usize,
): void {
	readNoisy(true, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch, noise);
}
