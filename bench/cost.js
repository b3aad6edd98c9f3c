// Time of a cost without data: npm run bench:cost. Milliseconds of processor time of this process for one new design: the
// first one, since `mho cost` does but one; of the first hundreds, in which most goes to the compiler of V8, whose threads
// count too; and once that has settled, as in a sweep. The machine's load is printed with them.
import { loadavg } from "node:os";
import { evaluateCost } from "../packages/engine/dist/evaluate/evaluate-cost.js";
import { findZooNetwork } from "../packages/engine/dist/network/zoo/zoo-networks.js";
import { presetDesign } from "../packages/engine/dist/presets/preset-designs.js";

const WARM_UP = 100;
const SETTLED = 3000;
const ROUNDS = 7;
const DESIGNS = 60;

const milliseconds = () => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e3;
};

/** Times of one design over rounds, ascending. */
const timeRounds = (costNew) =>
	Array.from({ length: ROUNDS }, () => {
		const before = milliseconds();
		for (let n = 0; n < DESIGNS; n++) costNew();
		return (milliseconds() - before) / DESIGNS;
	}).sort((a, b) => a - b);

console.log("network,design,first,early,median,least,greatest,load");
for (const design of ["isaac", "asp-dac-2018"]) {
	for (const name of ["vgg-16", "lenet-5", "resnet-50"]) {
		const network = findZooNetwork(name).build();
		const preset = presetDesign(design);
		// Nothing that is remembered of a design serves the next one.
		const costNew = () => evaluateCost(network, { ...preset });
		const start = milliseconds();
		costNew();
		const first = milliseconds() - start;
		for (let n = 0; n < WARM_UP; n++) costNew();
		const early = timeRounds(costNew)[ROUNDS >> 1];
		for (let n = 0; n < SETTLED; n++) costNew();
		const times = timeRounds(costNew);
		const shown = [first, early, times[ROUNDS >> 1], times[0], times.at(-1)];
		console.log(
			[
				name,
				design,
				...shown.map((time) => time.toFixed(3)),
				loadavg()[0].toFixed(1),
			].join(),
		);
	}
}
