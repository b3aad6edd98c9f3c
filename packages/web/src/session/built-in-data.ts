import {
	type EvaluationData,
	type LabelledImages,
	parseIdx,
} from "@mho/engine";

/** The network and digits that come with the app: the first 1,000 test digits, and 512 training digits to calibrate. */
export async function openBuiltInData(folder: string): Promise<{
	readonly bytes: Uint8Array;
	readonly data: EvaluationData;
}> {
	const [bytes, test, calibration] = await Promise.all([
		fetched(`${folder}lenet5-mnist.onnx`),
		digits(folder, "t10k", "mnist (test digits)"),
		digits(folder, "train", "mnist (training digits)"),
	]);
	return { bytes, data: { test, calibration } };
}

/** Pixels over 256, as in Caffe's training. */
async function digits(
	folder: string,
	split: string,
	name: string,
): Promise<LabelledImages> {
	const [pixels, labels] = await Promise.all(
		["images", "labels"].map(async (kind) => {
			const path = `digits/${split}-${kind}.gz`;
			return parseIdx(await unpacked(await fetched(folder + path)), path);
		}),
	);
	return {
		images: Float32Array.from(pixels!.data, (pixel) => pixel / 256),
		labels: labels!.data as Uint8Array,
		count: labels!.data.length,
		shape: [1, 28, 28],
		name,
	};
}

async function fetched(url: string): Promise<Uint8Array> {
	const answer = await fetch(url);
	if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
	return new Uint8Array(await answer.arrayBuffer());
}

/** Some hosts unpack .gz files themselves when they serve them. */
async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
	const stream = new Blob([bytes as BlobPart])
		.stream()
		.pipeThrough(new DecompressionStream("gzip"));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}
