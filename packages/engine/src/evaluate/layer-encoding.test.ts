import { expect, test } from "vitest";
import type { Design, LayerDigits } from "../design/design.js";
import { checkEncoders } from "../map/check-encoders.js";
import { layerShapes } from "../network/layer-shape.js";
import { presetDesign } from "../presets/preset-designs.js";
import { type Evaluation, evaluate } from "./evaluate.js";
import { evaluateCost } from "./evaluate-cost.js";
import { labelledSmallNetwork } from "./labelled-small-network.support.js";
import { prepareNetwork } from "./prepare-network.js";

const IMAGES = 12;
const { network, all } = labelledSmallNetwork(IMAGES);
const prepared = await prepareNetwork(network, {
	calibration: all,
	test: all,
});
const layers = layerShapes(network).map(({ layer }) => layer);

const isaac = presetDesign("isaac");
const base: Design = {
	...isaac,
	operands: {
		...isaac.operands,
		weightBits: 6,
		inputBits: 5,
		inputSign: "where-needed",
	},
	adc: { kind: "fixed", bits: 6, step: 2, signed: true },
	device: {
		...isaac.device,
		programming: { kind: "normal", ofRange: 0.01, ofConductance: 0.05 },
	},
};

const with_ = (design: Design, encoding: LayerDigits): Design => ({
	...design,
	encoding: { ...design.encoding, ...encoding } as Design["encoding"],
});

/** What a design says of all layers alone is what a chip is called by, and its peak. */
function measured({ accuracy, activity, cost }: Evaluation) {
	const { peak: _, ...own } = cost;
	return { accuracy, activity, cost: own };
}

test.each([
	[
		{ weights: "balanced-radix-7", inputs: "balanced-radix", digitBits: 2 },
		{ weights: "sign-magnitude", inputs: "binary-planes", digitBits: 1 },
	],
	[
		{ weights: "symmetric-radix", inputs: "binary-planes", digitBits: 2 },
		{ weights: "balanced-radix-5", inputs: "balanced-radix-7", digitBits: 2 },
	],
	[
		{ inputs: "balanced-radix", digitBits: 3 },
		{ inputs: "binary-planes", digitBits: 2 },
	],
] as const)(
	"layers that all have digits of their own, %j, are those of a design that has them, whatever it says of others",
	async (own: LayerDigits, other: LayerDigits) => {
		const everywhere = with_(base, own);
		const byLayer: Design = {
			...with_(everywhere, other),
			layers: Object.fromEntries(
				layers.map((layer) => [layer, { encoding: own }]),
			),
		};
		const [expected, found] = [
			await evaluate(prepared, everywhere),
			await evaluate(prepared, byLayer),
		];
		expect(measured(found)).toEqual(measured(expected));
		expect(measured(await evaluate(prepared, with_(base, other)))).not.toEqual(
			measured(expected),
		);
	},
);

test("a layer states what differs, and the others keep what all have", () => {
	const [first, ...others] = layers;
	const own = { inputs: "balanced-radix-7" } as const;
	const design = with_(base, {
		weights: "balanced-radix",
		inputs: "binary-planes",
		digitBits: 2,
	});
	const planesOf = (of: Design) => {
		const { mapping } = evaluateCost(network, of);
		return new Map(
			mapping.layers.map(({ shape, inputPlanes }) => [
				shape.layer,
				inputPlanes,
			]),
		);
	};
	const mixed = planesOf({
		...design,
		layers: { [first!]: { encoding: own } },
	});
	const plain = planesOf(design);
	expect(mixed.get(first!)).toEqual(planesOf(with_(design, own)).get(first!));
	expect(mixed.get(first!)).not.toEqual(plain.get(first!));
	for (const layer of others)
		expect(mixed.get(layer)).toEqual(plain.get(layer));
});

test.each([
	[
		{ inputs: "inverted-planes" },
		/layers\.fc\.encoding\.inputs: found inverted-planes beside binary-planes, expected inverted planes in all layers or in none/,
	],
	[
		{ weights: "balanced-radix" },
		/layers\.fc\.encoding\.weights: found balanced-radix beside column-flip, expected the same cells and correction in all layers/,
	],
	[
		{ inputs: "balanced-radix-7" },
		/layers\.fc\.encoding\.digitBits: found 1, encoder balanced-radix-7 serves 2/,
	],
] as const)(
	"%j takes other hardware than the other layers have",
	(encoding: LayerDigits, message) => {
		const design = { ...base, layers: { fc: { encoding } } };
		expect(() => checkEncoders(design)).toThrow(message);
	},
);
