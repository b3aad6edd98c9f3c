import {
	type Design,
	evaluate,
	evaluateCost,
	findZooNetwork,
	InputError,
	type PreparedNetwork,
	prepareNetwork,
	presetDesign,
	presetLookup,
	presets,
	resolveDesign,
} from "@mho/engine";
import { openData } from "../input/open-data.js";
import { openNetwork } from "../input/open-network.js";

/** What a design point gave: figures in SI units by the name of their metric, or why the design does not fit. */
export type FixedPoint =
	| Readonly<Record<string, number>>
	| { readonly refused: string };

/** Networks whose cost is computed on every preset. */
const NETWORKS = [
	"lenet-5",
	"alexnet",
	"vgg-d",
	"googlenet",
	"resnet-18",
	"mobilenet-v1",
];

/** Cells that deviate take long to program, a digit of each weight apiece. */
const BITS_8 = "operands: { weightBits: 8, inputBits: 8 }";

/** Designs that digits are classified on, each as a design file. */
const CLASSIFIED: Readonly<Record<string, string>> = {
	"isaac, 8 × 8 bits": `extends: isaac\n${BITS_8}`,
	"isaac, 8 × 8 bits, 7-bit ADC": `extends: isaac\n${BITS_8}\nadc: { kind: fixed, bits: 7, step: 2, signed: false }`,
	"isaac, 1-bit cells": "extends: isaac\ncrossbar: { cellBits: 1 }",
	"isaac, offset binary":
		"extends: isaac\nencoding: { weights: offset-binary }",
	"asp-dac-2018": "extends: asp-dac-2018",
	"asp-dac-2018, all partial products":
		"extends: asp-dac-2018\npartialProducts: { kind: all }",
	"asp-dac-2018, 256 rows": "extends: asp-dac-2018\ncrossbar: { rows: 256 }",
	"asp-dac-2018, 8 × 8 bits, 10 % proportional noise": `extends: asp-dac-2018
${BITS_8}
device: { programming: { kind: normal, ofConductance: 0.1 } }`,
	"asp-dac-2018, 8 × 8 bits, stuck cells": `extends: asp-dac-2018
${BITS_8}
device: { faults: { stuckAtHighResistance: 0.01, stuckAtLowResistance: 0.002 } }`,
	"asp-dac-2018, 8 × 8 bits, read noise": `extends: asp-dac-2018
${BITS_8}
device: { readNoise: { kind: normal, ofConductance: 0.05 } }`,
};

const IMAGES = 200;

/** Evaluates points that never change, so that a change of mho shows which figures it moved. */
export async function evaluateFixedPoints(): Promise<
	ReadonlyMap<string, FixedPoint>
> {
	const points = new Map<string, FixedPoint>();
	for (const { name } of presets) {
		for (const network of NETWORKS)
			points.set(`${network} on ${name}`, costPoint(network, name));
	}
	const digits = await prepareNetwork(
		openNetwork("lenet5", {}),
		openData({ data: "mnist", images: IMAGES }),
	);
	for (const [name, text] of Object.entries(CLASSIFIED)) {
		const design = resolveDesign({ name, text }, presetLookup);
		points.set(`lenet5 on ${name}`, await classifiedPoint(digits, design));
	}
	return points;
}

function costPoint(network: string, preset: string): FixedPoint {
	try {
		const { cost } = evaluateCost(
			findZooNetwork(network)!.build(),
			presetDesign(preset),
		);
		const { energyPerImage, imagesPerSecond, latency, power, area } = cost;
		return { energyPerImage, imagesPerSecond, latency, power, area };
	} catch (error) {
		if (error instanceof InputError) return { refused: error.message };
		throw error;
	}
}

async function classifiedPoint(
	digits: PreparedNetwork,
	design: Design,
): Promise<FixedPoint> {
	const { accuracy, cost } = await evaluate(digits, design, { seed: 1 });
	const { energyPerImage, imagesPerSecond, latency, power, area } = cost;
	return {
		accuracy: accuracy.simulated,
		energyPerImage,
		imagesPerSecond,
		latency,
		power,
		area,
	};
}
