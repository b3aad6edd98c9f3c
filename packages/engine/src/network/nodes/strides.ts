import type { Shape } from "./node.js";

/** Distance in memory between neighbours along each axis of a row-major tensor. */
export function stridesOf(shape: Shape): readonly number[] {
	const strides = new Array<number>(shape.length);
	let stride = 1;
	for (let axis = shape.length - 1; axis >= 0; axis--) {
		strides[axis] = stride;
		stride *= shape[axis]!;
	}
	return strides;
}

/** Offset 0, stride, 2 · stride, … of each place along an axis. */
export function evenOffsets(size: number, stride: number): Int32Array {
	return Int32Array.from({ length: size }, (_, i) => i * stride);
}

/**
 * Offset of each element of a tensor, row-major, from the offsets along its axes. A negative offset stands for
 * a place outside of what is read, and makes −1.
 */
export function combineOffsets(axes: readonly Int32Array[]): Int32Array {
	let offsets = new Int32Array(1);
	for (const axis of axes) {
		const next = new Int32Array(offsets.length * axis.length);
		let at = 0;
		for (const outer of offsets) {
			for (const inner of axis)
				next[at++] = outer < 0 || inner < 0 ? -1 : outer + inner;
		}
		offsets = next;
	}
	return offsets;
}

/** Offsets of a tensor's elements where each is repeated to fill a shape, aligned at the last axes. */
export function broadcastOffsets(shape: Shape, to: Shape): Int32Array {
	const strides = stridesOf(shape);
	const missing = to.length - shape.length;
	return combineOffsets(
		to.map((size, axis) => {
			const own = axis - missing;
			const isRepeated = own < 0 || shape[own] === 1;
			return evenOffsets(size, isRepeated ? 0 : strides[own]!);
		}),
	);
}

/** Shape that two shapes are repeated to, aligned at the last axes; undefined where they do not fit. */
export function broadcastShape(a: Shape, b: Shape): Shape | undefined {
	const rank = Math.max(a.length, b.length);
	const shape: number[] = [];
	for (let axis = 0; axis < rank; axis++) {
		const fromA = a[axis - rank + a.length] ?? 1;
		const fromB = b[axis - rank + b.length] ?? 1;
		if (fromA !== fromB && fromA !== 1 && fromB !== 1) return undefined;
		shape.push(fromA === 1 ? fromB : fromA);
	}
	return shape;
}
