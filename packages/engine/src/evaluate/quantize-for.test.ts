import fc from "fast-check";
import { expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { kernelsUnderTest } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { layerShapes } from "../network/layer-shape.js";
import type { Network } from "../network/network.js";
import { anyStoredNetwork } from "../network/stored-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { programNetwork, simulateImages } from "../simulate/simulate-images.js";
import { shapesFor } from "./evaluate-cost.js";
import { mapNetwork } from "./map-network.js";
import { quantizeFor } from "./quantize-for.js";

const COUNT = 2;
const isaac = presetDesign("isaac");

/** All layers with the same bits, whatever the file has. */
function inAllLayers(network: Network, bits: number): Design {
	const widths = { weightBits: bits, inputBits: bits };
	const layers = layerShapes(network).map(({ layer }) => [layer, widths]);
	return { ...isaac, layers: Object.fromEntries(layers) };
}

function simulate(network: Network, images: Float32Array, design: Design) {
	const { mapping } = mapNetwork(shapesFor(network, design), design);
	const calibrated = { network, ranges: new Map() };
	const quantized = quantizeFor(calibrated, mapping.layers, design);
	return {
		layers: mapping.layers,
		scores: simulateImages(
			programNetwork(quantized, mapping, design, 1, kernelsUnderTest),
			images,
			COUNT,
		).scores,
	};
}

test("codes that a file has give the same scores in more bits, with planes for all of them", () => {
	fc.assert(
		fc.property(anyStoredNetwork(COUNT), ({ network, images }) => {
			const own = simulate(network, images, isaac);
			const wide = simulate(network, images, inAllLayers(network, 16));
			expect(wide.scores).toEqual(own.scores);
			const bitsOf = ({ layers }: typeof own) =>
				layers.map(({ weightBits, inputBits }) => [weightBits, inputBits]);
			expect(new Set(bitsOf(own).flat())).toEqual(new Set([8]));
			expect(new Set(bitsOf(wide).flat())).toEqual(new Set([16]));
		}),
		{ numRuns: 20 },
	);
});
