// How much accuracy and energy each bit of the ADC is worth: node examples/adc-bits.js
import { preset, simulate } from "mho";
import { openData, openNetwork, withThreads } from "mho/node";

const network = openNetwork("lenet5");
const data = openData({ data: "mnist", images: 100 });
await withThreads(2, async (executor) => {
	for (const bits of [5, 6, 7, 8]) {
		const design = preset("isaac", {
			name: `adc-${bits}`,
			operands: { weightBits: 8, inputBits: 8, inputSign: "where-needed" },
			adc: { kind: "fixed", bits, step: 1, signed: false },
		});
		const { accuracy, cost } = await simulate(network, design, data, {
			executor,
		});
		const microjoules = (1e6 * cost.energyPerImage).toFixed(2);
		console.log(`${bits} bits: ${accuracy.simulated}, ${microjoules} µJ`);
	}
});
