import type { Tensor } from "../base/tensor.js";
import type { Network, NetworkNode } from "./network.js";
import type {
	DequantizeLinearNode,
	QuantizeLinearNode,
} from "./nodes/quantize-linear.js";
import {
	haveSameCodes,
	storedCodes,
	type TensorCodes,
} from "./tensor-codes.js";

/** A network without the nodes that only turn values into codes and codes into values. */
export interface StoredScales {
	readonly network: Network;
	/** By tensor of that network: the codes in which the file stores it. */
	readonly codes: ReadonlyMap<string, TensorCodes>;
}

/**
 * Takes quantising and dequantising nodes of one scale out of a network: what they say belongs to the tensor between
 * them. What a file computes on codes without changing them becomes the same on the values; codes that are read with
 * another scale than they were written with are scaled by arithmetic nodes. Other nodes stay as they are.
 */
export function takeOverScales(network: Network): StoredScales {
	if (!network.nodes.some(isConversion)) return { network, codes: new Map() };
	const rewriting: Rewriting = {
		input: network.input.name,
		output: network.output,
		readers: readersOf(network),
		nodes: [],
		codes: new Map(),
		values: new Map(),
		stored: new Map(),
	};
	for (const node of network.nodes) rewrite(node, rewriting);
	const { nodes, codes, values, stored } = rewriting;
	const output =
		values.get(network.output) ??
		stored.get(network.output)?.tensor ??
		network.output;
	return { network: { ...network, nodes, output }, codes };
}

/** Codes of a tensor of the new network, in a tensor of the file. */
interface StoredTensor extends CodeScale {
	/** Its name in the new network, where it has its values. */
	readonly tensor: string;
}

interface CodeScale {
	readonly scale: number;
	readonly zeroPoint: number;
	readonly min: number;
	readonly max: number;
}

interface Rewriting {
	readonly input: string;
	readonly output: string;
	/** Of the file's network. */
	readonly readers: ReadonlyMap<string, readonly NetworkNode[]>;
	readonly nodes: NetworkNode[];
	readonly codes: Map<string, TensorCodes>;
	/** Tensor of the new network that has the values of one of the file's; itself where it is not named. */
	readonly values: Map<string, string>;
	/** Tensors of the file that hold codes. */
	readonly stored: Map<string, StoredTensor>;
}

function isConversion({ kind }: NetworkNode): boolean {
	return kind === "quantize-linear" || kind === "dequantize-linear";
}

function readersOf({
	nodes,
}: Network): ReadonlyMap<string, readonly NetworkNode[]> {
	const readers = new Map<string, NetworkNode[]>();
	for (const node of nodes) {
		for (const input of node.inputs)
			readers.set(input, [...(readers.get(input) ?? []), node]);
	}
	return readers;
}

function rewrite(node: NetworkNode, rewriting: Rewriting): void {
	const scale = isConversion(node) ? codeScale(node as Conversion) : undefined;
	if (node.kind === "quantize-linear" && scale) {
		store(node, scale, rewriting);
		return;
	}
	if (node.kind === "dequantize-linear" && scale) {
		const source = sourceOf(node, rewriting);
		if (source) {
			load(node, source, scale, rewriting);
			return;
		}
	}
	keep(node, rewriting);
}

/** A node that is no conversion: on values, which it may move while they are codes. */
function keep(node: NetworkNode, rewriting: Rewriting): void {
	const { nodes, codes, stored } = rewriting;
	const sources = node.inputs.flatMap((input) => stored.get(input) ?? []);
	const [source] = sources;
	const isMoved =
		source !== undefined &&
		sources.length === node.inputs.length &&
		sources.every((other) => isSameScale(other, source)) &&
		movesCodes(node);
	if (!isMoved) {
		const inputs = node.inputs.map((input) => valuesOf(input, rewriting));
		nodes.push({ ...node, inputs });
		return;
	}
	const inputs = sources.map(({ tensor }) => tensor);
	nodes.push({ ...withRealPadding(node, source), inputs });
	codes.set(node.name, storedCodes(source));
	stored.set(node.name, { ...source, tensor: node.name });
}

type Conversion = QuantizeLinearNode | DequantizeLinearNode;

/** Of a conversion by one scale and one zero point. */
function codeScale({
	scale,
	zeroPoint,
	min,
	max,
}: Conversion): CodeScale | undefined {
	const [value] = scale.data;
	const [zero] = zeroPoint.data;
	const isOne = scale.data.length === 1 && zeroPoint.data.length === 1;
	if (!isOne || !value || !(value > 0 && value < Infinity)) return undefined;
	if (max - min >= 2 ** 16 || zero! < min || zero! > max) return undefined;
	return { scale: value, zeroPoint: zero!, min, max };
}

function isSameScale(a: CodeScale, b: CodeScale): boolean {
	return (
		a.scale === b.scale &&
		a.zeroPoint === b.zeroPoint &&
		a.min === b.min &&
		a.max === b.max
	);
}

/** The tensor that is quantised is stored in these codes, or a copy of it where something reads its values as they are. */
function store(
	node: QuantizeLinearNode,
	scale: CodeScale,
	rewriting: Rewriting,
): void {
	const [from] = node.inputs as [string];
	const { codes, nodes, stored, readers, output } = rewriting;
	const tensor = valuesOf(from, rewriting);
	const known = codes.get(tensor);
	const wanted = storedCodes(scale);
	const isOnlyStored =
		from !== output &&
		readers
			.get(from)!
			.every(
				(reader) =>
					reader.kind === "quantize-linear" &&
					isSameAsOther(codeScale(reader), scale),
			);
	if (known ? haveSameCodes(known, wanted) : isOnlyStored) {
		codes.set(tensor, wanted);
		stored.set(node.name, { ...scale, tensor });
		return;
	}
	const copy = { kind: "activation", function: IDENTITY } as const;
	nodes.push({ ...copy, name: node.name, inputs: [tensor] });
	codes.set(node.name, wanted);
	stored.set(node.name, { ...scale, tensor: node.name });
}

const IDENTITY = {
	kind: "clip",
	min: Number.NEGATIVE_INFINITY,
	max: Number.POSITIVE_INFINITY,
} as const;

function isSameAsOther(a: CodeScale | undefined, b: CodeScale): boolean {
	return a !== undefined && isSameScale(a, b);
}

/** What a dequantising node reads: stored codes, or an image that comes as integers. */
function sourceOf(
	{ inputs, min, max }: DequantizeLinearNode,
	{ stored, codes, input }: Rewriting,
): StoredTensor | undefined {
	const [from] = inputs as [string];
	if (from !== input || stored.has(from)) return stored.get(from);
	const image = { scale: 1, zeroPoint: 0, min, max };
	codes.set(input, storedCodes(image));
	stored.set(input, { ...image, tensor: input });
	return stored.get(input);
}

function load(
	{ name }: DequantizeLinearNode,
	source: StoredTensor,
	scale: CodeScale,
	rewriting: Rewriting,
): void {
	if (isSameScale(source, scale)) rewriting.values.set(name, source.tensor);
	else rescale(name, source, scale, rewriting);
}

/** Appends the values that codes have under another scale and zero point. */
function rescale(
	name: string,
	source: StoredTensor,
	scale: CodeScale,
	{ nodes, codes }: Rewriting,
): void {
	const append = (
		f: "add" | "mul",
		result: string,
		from: string,
		operand: number,
	): void => {
		const constant = `${result}/${f}`;
		const value: Tensor = { shape: [], data: Float32Array.of(operand) };
		nodes.push({ kind: "constant", name: constant, inputs: [], value });
		nodes.push({
			kind: "arithmetic",
			function: f,
			name: result,
			inputs: [from, constant],
		});
	};
	const shift = (source.zeroPoint - scale.zeroPoint) * scale.scale;
	const product = shift === 0 ? name : `${name}/scaled`;
	append("mul", product, source.tensor, scale.scale / source.scale);
	codes.set(product, storedCodes({ ...scale, zeroPoint: source.zeroPoint }));
	if (shift === 0) return;
	append("add", name, product, shift);
	codes.set(name, storedCodes(scale));
}

/** A tensor of the new network whose values are those of one of the file's; of codes, the codes themselves. */
function valuesOf(name: string, rewriting: Rewriting): string {
	const { values, stored, input } = rewriting;
	const known = values.get(name);
	const source = stored.get(name);
	if (known !== undefined || !source || name === input) return known ?? name;
	const tensor = `${name}/codes`;
	rescale(tensor, source, { ...source, scale: 1, zeroPoint: 0 }, rewriting);
	values.set(name, tensor);
	return tensor;
}

/** Whether a node that reads codes gives some of these codes, whatever they are worth. */
function movesCodes(node: NetworkNode): boolean {
	switch (node.kind) {
		case "concat":
		case "flatten":
		case "reshape":
		case "transpose":
		case "slice":
		case "pad":
		case "gather":
		case "gather-elements":
		case "max-pool":
			return true;
		case "global-pool":
			return node.function === "max";
		default:
			return false;
	}
}

function withRealPadding(
	node: NetworkNode,
	{ scale, zeroPoint }: CodeScale,
): NetworkNode {
	if (node.kind !== "pad" || node.mode.kind !== "constant") return node;
	const value = (node.mode.value - zeroPoint) * scale;
	return { ...node, mode: { kind: "constant", value } };
}
