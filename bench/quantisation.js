/**
 * Accuracy of a network in float and in integers of several widths, exact arithmetic:
 * node bench/quantisation.js model.onnx data.yaml [bits …]
 */
import { readFileSync } from "node:fs";
import { openData } from "../packages/cli/dist/input/open-data.js";
import { accuracyOf } from "../packages/engine/dist/evaluate/accuracy.js";
import { prepareNetwork } from "../packages/engine/dist/evaluate/prepare-network.js";
import { importOnnx, inProcess } from "../packages/engine/dist/index.js";
import { quantizeNetwork } from "../packages/engine/dist/quantize/quantize-network.js";

const [model, dataFile, ...widths] = process.argv.slice(2);
const network = importOnnx(readFileSync(model), model);
const data = openData({ data: dataFile });
const { test } = data;
const { ranges, floatClasses } = await prepareNetwork(network, data);
const percent = (share) => `${(100 * share).toFixed(2)} %`;
console.log(
	`${network.name}: ${test.count} images, float ${percent(accuracyOf(floatClasses, test.labels))}`,
);
for (const bits of widths.length > 0 ? widths.map(Number) : [8, 16]) {
	for (const biasCorrection of [false, true]) {
		const quantized = quantizeNetwork(network, ranges, {
			inputSign: "where-needed",
			biasCorrection,
			bitsOf: () => ({ weightBits: bits, inputBits: bits }),
		});
		const { classes } = await inProcess(
			{ kind: "integer reference", network: quantized },
			test.images,
			test.count,
			() => {},
		);
		console.log(
			`  ${bits} bits, bias ${biasCorrection ? "corrected" : "as it is"}: ${percent(accuracyOf(classes, test.labels))}, same class as float ${percent(accuracyOf(classes, floatClasses))}`,
		);
	}
}
