// Times how long a large network takes to open: AlexNet with made-up weights, 244 MB, as ONNX and as Caffe files. Each
// is opened by a `mho network show` of its own, with the files cached.
//
//   npm run time:open
//
// On a shared 2-core machine at a load of 8: ONNX 1.8 s, Caffe 2.0 s at the least, of which 1.0 and 1.1 s are processor
// time; half of that is reading the file and copying weights that do not lie at multiples of 4 bytes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
	exportOnnx,
	findZooNetwork,
	type Network,
	type NetworkNode,
} from "@mho/engine";

const ROUNDS = 5;
const mho = fileURLToPath(
	new URL("../../packages/cli/bin/mho.js", import.meta.url),
);

/** A network of the zoo with made-up weights, without the normalisation that ONNX export does not write. */
function withWeights(name: string): Network {
	const network = findZooNetwork(name)!.build();
	const sources = new Map<string, string>();
	const nodes: NetworkNode[] = [];
	for (const node of network.nodes) {
		const inputs = node.inputs.map((input) => sources.get(input) ?? input);
		if (node.kind === "local-response-normalization") {
			sources.set(node.name, inputs[0]!);
		} else if (node.kind === "convolution" || node.kind === "dense") {
			const data = node.weights.data.map((_, i) => ((i % 251) - 125) / 1000);
			nodes.push({ ...node, inputs, weights: { ...node.weights, data } });
		} else {
			nodes.push({ ...node, inputs });
		}
	}
	const { isWithoutWeights: _, ...rest } = network;
	return { ...rest, nodes };
}

/** The weights as a caffemodel of version 2: layers of field 100 with name, type and blobs. */
function caffemodel({ nodes }: Network): Buffer {
	const layers = nodes.flatMap((node) => {
		if (node.kind !== "convolution" && node.kind !== "dense") return [];
		const { weights, bias } = node;
		const blobs = [weights, { shape: [bias.length], data: bias }].map(
			({ shape, data }) => {
				const dims = field(1, Buffer.concat(shape.map(varint)));
				const values = Buffer.from(
					data.buffer,
					data.byteOffset,
					data.byteLength,
				);
				return field(7, Buffer.concat([field(7, dims), field(5, values)]));
			},
		);
		const name = field(1, Buffer.from(node.name));
		const type = field(2, Buffer.from("Any"));
		return [field(100, Buffer.concat([name, type, ...blobs]))];
	});
	return Buffer.concat(layers);
}

/** A length-delimited field of protobuf. */
function field(number: number, bytes: Buffer): Buffer {
	return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
	const bytes: number[] = [];
	for (let rest = value; ; rest = Math.floor(rest / 128)) {
		if (rest < 128) return Buffer.from([...bytes, rest]);
		bytes.push((rest % 128) + 128);
	}
}

const ALEXNET_LAYERS = `
input: "data" input_dim: 1 input_dim: 3 input_dim: 227 input_dim: 227
${convolution("conv1", "data", "num_output: 96 kernel_size: 11 stride: 4")} ${pooling("pool1", "conv1")}
${convolution("conv2", "pool1", "num_output: 256 kernel_size: 5 pad: 2 group: 2")} ${pooling("pool2", "conv2")}
${convolution("conv3", "pool2", "num_output: 384 kernel_size: 3 pad: 1")}
${convolution("conv4", "conv3", "num_output: 384 kernel_size: 3 pad: 1 group: 2")}
${convolution("conv5", "conv4", "num_output: 256 kernel_size: 3 pad: 1 group: 2")} ${pooling("pool5", "conv5")}
${dense("fc6", "pool5", 4096)} ${dense("fc7", "fc6", 4096)} ${dense("fc8", "fc7", 1000)}
`;

function convolution(name: string, bottom: string, param: string): string {
	return `layer { name: "${name}" type: "Convolution" bottom: "${bottom}" top: "${name}" convolution_param { ${param} } }`;
}

function pooling(name: string, bottom: string): string {
	return `layer { name: "${name}" type: "Pooling" bottom: "${bottom}" top: "${name}" pooling_param { kernel_size: 3 stride: 2 } }`;
}

function dense(name: string, bottom: string, outputs: number): string {
	return `layer { name: "${name}" type: "InnerProduct" bottom: "${bottom}" top: "${name}" inner_product_param { num_output: ${outputs} } }`;
}

const folder = mkdtempSync(join(tmpdir(), "mho-open-"));
try {
	const alexnet = withWeights("alexnet");
	const file = (name: string, bytes: Uint8Array | string): string => {
		const path = join(folder, name);
		writeFileSync(path, bytes);
		return path;
	};
	const onnx = file("alexnet.onnx", exportOnnx(alexnet));
	const weights = file("alexnet.caffemodel", caffemodel(alexnet));
	const prototxt = file("alexnet.prototxt", ALEXNET_LAYERS);
	time(onnx, [onnx]);
	time(weights, [prototxt, "--weights", weights]);
} finally {
	rmSync(folder, { recursive: true });
}

/** Prints the size of a file, and the least and the median time of a command that opens it. */
function time(path: string, args: readonly string[]): void {
	const seconds = Array.from({ length: ROUNDS }, () => {
		const start = performance.now();
		execFileSync(process.execPath, [mho, "network", "show", ...args]);
		return (performance.now() - start) / 1000;
	}).sort((a, b) => a - b);
	const size = Math.round(statSync(path).size / 1e6);
	const [least, median] = [seconds[0]!, seconds[Math.floor(ROUNDS / 2)]!];
	process.stdout.write(
		`${args[0]!.slice(folder.length + 1)}, ${size} MB: ${least.toFixed(2)} s, median ${median.toFixed(2)} s\n`,
	);
}
