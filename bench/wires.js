// What wires cost a network: npm run bench:wires [-- repetitions [images]]
// Programs a ResNet-20 without and with wires, then reads the same images through both in turn, in one
// process, so that the load of the machine is the same for both. CPU time of this process. Tables are built for each batch
// of images, which a run has 13 to 256 of.
import { loadavg } from "node:os";
import { resolveDesign } from "../packages/engine/dist/design/resolve-design.js";
import { shapesFor } from "../packages/engine/dist/evaluate/evaluate-cost.js";
import { mapNetwork } from "../packages/engine/dist/evaluate/map-network.js";
import { createWasmGemm } from "../packages/engine/dist/kernels/gemm/wasm.js";
import { createWasmWireSolver } from "../packages/engine/dist/kernels/wire-network/wasm.js";
import { presetLookup } from "../packages/engine/dist/presets/preset-designs.js";
import { calibrate } from "../packages/engine/dist/quantize/calibration.js";
import { quantizeNetwork } from "../packages/engine/dist/quantize/quantize-network.js";
import {
	programNetwork,
	simulateScores,
} from "../packages/engine/dist/simulate/simulate-images.js";
import { imagesOf, networks } from "./network-cases.js";

const repetitions = Number(process.argv[2] ?? 3);
const IMAGES = Number(process.argv[3] ?? 64);

const cpu = () => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
};
const timed = (work) => {
	const start = cpu();
	const value = work();
	return { value, seconds: cpu() - start };
};
const median = (values) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const least = (values) => Math.min(...values);

console.log(`load ${loadavg()[0].toFixed(1)}`);
arrays();
network();

function arrays() {
	const solver = createWasmWireSolver();
	for (const [low, high] of [
		[25e3, 2.5e6],
		[6e3, 900e3],
		[1333, 20e3],
	]) {
		const size = 128;
		const conductances = Float64Array.from(
			{ length: size * size },
			(_, at) => 1 / high + ((1 / low - 1 / high) * ((at * 7919) % 4)) / 3,
		);
		const wires = {
			rowSegment: 1,
			columnSegment: 1,
			rowSource: 0,
			columnSense: 0,
		};
		const array = { rows: size, columns: size, conductances, wires };
		const voltages = new Float64Array(size).fill(0.2);
		solver.solve(array, voltages);
		const one = [];
		const all = [];
		for (let n = 0; n < repetitions; n++) {
			one.push(timed(() => solver.solve(array, voltages)).seconds);
			all.push(timed(() => solver.effectiveConductances(array)).seconds);
		}
		console.log(
			`128×128, ${low} Ω … ${high} Ω, 1 Ω a segment: one solution ${(1e3 * median(one)).toFixed(1)} ms, effective conductances ${(1e3 * median(all)).toFixed(0)} ms`,
		);
	}
}

function network() {
	const name = "ResNet-20";
	const resnet = networks[name].network();
	const images = imagesOf(name, resnet, IMAGES);
	const ranges = calibrate(resnet, images, IMAGES, createWasmGemm());
	const single = `extends: isaac
operands: { weightBits: 8, inputBits: 8, inputSign: where-needed }
adc: { kind: fixed, bits: 8, step: 2, signed: false }`;
	const pairs = `extends: asp-dac-2018
operands: { weightBits: 8, inputBits: 8 }
partialProducts: { kind: all }
adc: { kind: fixed, bits: 7, step: 2, signed: true }`;
	const noise = "device: { programming: { kind: normal, ofRange: 0.02 } }";
	const wires = `crossbar: { wires: { rowSegment: 1 Ohm, columnSegment: 1 Ohm } }
device: { cell: { kind: resistances, low: 25 kOhm, high: 2.5 MOhm, readVoltage: 0.2 V } }`;
	const open = (text) => {
		const design = resolveDesign({ name: "bench", text }, presetLookup);
		const { mapping } = mapNetwork(shapesFor(resnet, design), design);
		const bits = new Map(
			mapping.layers.map((layer) => [layer.shape.layer, layer]),
		);
		const quantized = quantizeNetwork(resnet, ranges, {
			...design.operands,
			bitsOf: (layer) => bits.get(layer),
		});
		const { value, seconds } = timed(() =>
			programNetwork(quantized, mapping, design, 1),
		);
		return { programmed: value, seconds };
	};
	const read = ({ programmed }) =>
		timed(() => simulateScores(programmed, images, IMAGES)).seconds / IMAGES;
	for (const [cells, base] of Object.entries({ single, pairs })) {
		const kinds = [base, `${base}\n${noise}`, `${base}\n${wires}`].map(open);
		kinds.forEach(read);
		const rates = kinds.map(() => []);
		for (let n = 0; n < repetitions; n++)
			kinds.forEach((kind, k) => {
				rates[k].push(read(kind));
			});
		const seconds = kinds.map((kind) => kind.seconds.toFixed(2)).join(", ");
		console.log(
			`${name}, ${cells}: programmed in ${seconds} s (ideal, programming noise, wires)`,
		);
		for (const [how, of] of Object.entries({ median, least })) {
			const [ideal, noisy, wired] = rates.map((own) => 1e3 * of(own));
			console.log(
				`  ${how} of ${repetitions}: ${ideal.toFixed(1)}, ${noisy.toFixed(1)}, ${wired.toFixed(1)} ms an image; wires at ${((100 * ideal) / wired).toFixed(0)} % of the ideal rate, ${((100 * noisy) / wired).toFixed(0)} % of that with noise`,
			);
		}
	}
}
