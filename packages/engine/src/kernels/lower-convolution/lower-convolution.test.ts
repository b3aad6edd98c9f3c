import fc from "fast-check";
import { expect, test } from "vitest";
import type { ConvolutionGeometry } from "./contract.js";
import { referenceLowerConvolution } from "./reference.js";
import { wasmLowerConvolution } from "./wasm.js";

const small = fc.integer({ min: 1, max: 3 });

const geometries = fc
	.record({
		groups: fc.integer({ min: 1, max: 2 }),
		perGroup: fc.integer({ min: 1, max: 3 }),
		height: fc.integer({ min: 1, max: 12 }),
		width: fc.integer({ min: 1, max: 21 }),
		kernelHeight: fc.integer({ min: 1, max: 4 }),
		kernelWidth: fc.integer({ min: 1, max: 11 }),
		strideY: small,
		strideX: small,
		dilationY: small,
		dilationX: small,
		padTop: fc.integer({ min: -2, max: 3 }),
		padLeft: fc.integer({ min: -2, max: 3 }),
		// Past what windows need, which is what unequal pads do.
		outputHeight: fc.integer({ min: 1, max: 9 }),
		outputWidth: fc.integer({ min: 1, max: 9 }),
	})
	.map(
		({ perGroup, ...geometry }): ConvolutionGeometry => ({
			...geometry,
			channels: geometry.groups * perGroup,
			rows: perGroup * geometry.kernelHeight * geometry.kernelWidth,
			positions: geometry.outputHeight * geometry.outputWidth,
		}),
	);

const arrays = fc.constantFrom(Float32Array, Int16Array, Uint16Array);

test("patches are those of the definition, for every type, group, padding and batch", () => {
	fc.assert(
		fc.property(
			geometries,
			arrays,
			fc.integer({ min: 1, max: 3 }),
			fc.integer({ min: 0, max: 40_000 }),
			(geometry, Values, batch, padding) => {
				const { channels, height, width, positions, rows } = geometry;
				const images = new Values(batch * channels * height * width).map(
					(_: number, i: number) => 3 * i + 1,
				);
				const group = geometry.groups - 1;
				const options = { batch, group, padding };
				const patches = () => new Values(batch * positions * rows);
				const [expected, actual] = [patches(), patches()];
				referenceLowerConvolution(geometry, images, expected, options);
				wasmLowerConvolution(geometry, images, actual, options);
				expect(actual).toEqual(expected);
			},
		),
		{ numRuns: 400 },
	);
});

test("rows run over channels, then down, then across; what lies outside is padding", () => {
	const geometry = {
		channels: 2,
		height: 2,
		width: 2,
		groups: 1,
		kernelHeight: 2,
		kernelWidth: 2,
		strideY: 1,
		strideX: 1,
		dilationY: 1,
		dilationX: 1,
		padTop: 1,
		padLeft: 0,
		outputHeight: 2,
		outputWidth: 1,
		rows: 8,
		positions: 2,
	};
	const images = Int16Array.of(1, 2, 3, 4, 5, 6, 7, 8);
	const patches = new Int16Array(16);
	referenceLowerConvolution(geometry, images, patches, { padding: -9 });
	expect([...patches.subarray(0, 8)]).toEqual([-9, -9, 1, 2, -9, -9, 5, 6]);
	expect([...patches.subarray(8)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
