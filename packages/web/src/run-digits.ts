import {
	evaluate,
	type ImageExecutor,
	importOnnx,
	prepareNetwork,
	presetLookup,
	resolveDesign,
} from "@mho/engine";

/** Digits and a network as a page can be handed them. */
export interface DigitRun {
	/** Design file. */
	readonly design: string;
	/** ONNX file. */
	readonly network: ArrayLike<number>;
	/** Pixels, [count × 28 × 28]. */
	readonly pixels: ArrayLike<number>;
	readonly labels: ArrayLike<number>;
}

/** Accuracy, activity and cost of some digits on a design, as JSON; calibrated on the first half of them. */
export async function runDigits(
	run: DigitRun,
	executor?: ImageExecutor,
): Promise<string> {
	const where = executor ? { executor } : {};
	const half = Math.floor(run.labels.length / 2);
	const images = Float32Array.from(run.pixels, (pixel) => pixel / 256);
	const labels = Uint8Array.from(run.labels);
	const part = (from: number, to: number) => ({
		images: images.subarray(from * 784, to * 784),
		labels: labels.subarray(from, to),
		count: to - from,
		shape: [1, 28, 28],
		name: "digits",
	});
	const prepared = await prepareNetwork(
		importOnnx(Uint8Array.from(run.network), "lenet5"),
		{ calibration: part(0, half), test: part(half, labels.length) },
		where,
	);
	const design = resolveDesign(
		{ name: "design", text: run.design },
		presetLookup,
	);
	return JSON.stringify(await evaluate(prepared, design, where));
}
