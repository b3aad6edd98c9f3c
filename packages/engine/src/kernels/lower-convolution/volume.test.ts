import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCodes } from "../../base/codes.js";
import type { ConvolutionGeometry } from "./contract.js";
import { referenceLowerConvolution } from "./reference.js";
import { lowerVolume, type Volume, type VolumeGeometry } from "./volume.js";

const PADDING = 7;

const anyAxis = fc.record({
	size: fc.integer({ min: 1, max: 5 }),
	kernel: fc.integer({ min: 1, max: 3 }),
	stride: fc.integer({ min: 1, max: 3 }),
	dilation: fc.integer({ min: 1, max: 2 }),
	before: fc.integer({ min: 0, max: 2 }),
	output: fc.integer({ min: 1, max: 4 }),
});

const anyGeometry = fc
	.record({
		axes: fc.tuple(anyAxis, anyAxis, anyAxis),
		groups: fc.integer({ min: 1, max: 3 }),
		perGroup: fc.integer({ min: 1, max: 3 }),
	})
	.map(({ axes, groups, perGroup }): VolumeGeometry => {
		const along = (field: keyof (typeof axes)[0]): Volume => [
			axes[0][field],
			axes[1][field],
			axes[2][field],
		];
		const product = ([a, b, c]: Volume) => a * b * c;
		return {
			channels: groups * perGroup,
			groups,
			size: along("size"),
			kernel: along("kernel"),
			strides: along("stride"),
			dilations: along("dilation"),
			padsBefore: along("before"),
			outputSize: along("output"),
			rows: perGroup * product(along("kernel")),
			positions: product(along("output")),
		};
	});

test("a patch of a volume is that of an image whose channels are its layers under the kernel", () => {
	fc.assert(
		fc.property(anyGeometry, fc.nat(), (geometry, seed) => {
			const { channels, size, rows, positions, groups } = geometry;
			const [depth, height, width] = size;
			const BATCH = 2;
			const images = makeCodes(
				false,
				BATCH * channels * depth * height * width,
			).map((_, i) => 10 + ((seed + 31 * i) % 997));
			for (let group = 0; group < groups; group++) {
				const options = { batch: BATCH, group, padding: PADDING };
				const whole = makeCodes(false, BATCH * positions * rows);
				lowerVolume(geometry, images, whole, options);
				const perDepth = geometry.outputSize[1] * geometry.outputSize[2];
				for (let oz = 0; oz < geometry.outputSize[0]; oz++) {
					const [layers, plane] = layersUnder(geometry, images, BATCH, oz);
					const lowered = makeCodes(false, BATCH * perDepth * rows);
					referenceLowerConvolution(plane, layers, lowered, options);
					for (let image = 0; image < BATCH; image++) {
						const first = image * geometry.outputSize[0] + oz;
						const size = perDepth * rows;
						expect(whole.subarray(first * size, (first + 1) * size)).toEqual(
							lowered.subarray(image * size, (image + 1) * size),
						);
					}
				}
			}
		}),
		{ numRuns: 100 },
	);
});

/** Layers under the kernel at one depth, [batch × channels · kernel depth × height × width], and how they are read. */
function layersUnder(
	geometry: VolumeGeometry,
	images: Uint16Array | Int16Array,
	batch: number,
	outputDepth: number,
): [Uint16Array, ConvolutionGeometry] {
	const { channels, size, kernel, strides, dilations, padsBefore } = geometry;
	const [depth, height, width] = size;
	const layer = height * width;
	const planes = Array.from(
		{ length: batch * channels * kernel[0] },
		(_, i) => {
			const channel = Math.floor(i / kernel[0]);
			const tap = i % kernel[0];
			const z = outputDepth * strides[0] + tap * dilations[0] - padsBefore[0];
			const first = (channel * depth + z) * layer;
			return z >= 0 && z < depth
				? [...images.subarray(first, first + layer)]
				: Array.from({ length: layer }, () => PADDING);
		},
	);
	const [, outputHeight, outputWidth] = geometry.outputSize;
	return [
		Uint16Array.from(planes.flat()),
		{
			channels: channels * kernel[0],
			height,
			width,
			groups: geometry.groups,
			kernelHeight: kernel[1],
			kernelWidth: kernel[2],
			strideY: strides[1],
			strideX: strides[2],
			dilationY: dilations[1],
			dilationX: dilations[2],
			padTop: padsBefore[1],
			padLeft: padsBefore[2],
			outputHeight,
			outputWidth,
			rows: geometry.rows,
			positions: outputHeight * outputWidth,
		},
	];
}
