import { inferNodeShape } from "../infer-shapes.js";
import type { Network, NetworkNode } from "../network.js";
import type { Shape } from "../nodes/node.js";
import { unknownWeights } from "../unknown-weights.js";

/** A tensor of a network that is being built. */
export interface Layer {
	readonly name: string;
	/** Of one image. */
	readonly shape: Shape;
}

/** Along all spatial axes, or for each. */
type Sizes = number | readonly number[];

interface WindowOptions {
	readonly stride?: Sizes;
	/** Before and after each axis; by default 0. */
	readonly pad?: Sizes;
}

interface ConvolutionOptions extends WindowOptions {
	readonly groups?: number;
	/** Before the next layer; by default a rectified linear unit. */
	readonly activation?: "relu" | "none";
}

interface PoolOptions extends WindowOptions {
	/** Of the number of windows; by default up, as in Caffe. */
	readonly rounding?: "down" | "up";
}

/**
 * Builds networks of which only the shapes are known, layer by layer: each function takes the layers before and gives
 * the one behind. Activation functions, pooling and additions get names of their own from the layer that they follow.
 */
export interface NetworkBuilder {
	readonly input: Layer;
	/** A convolution over as many axes as the input has; `kernel` is square unless it names each. */
	convolution(
		input: Layer,
		name: string,
		outputs: number,
		kernel: Sizes,
		options?: ConvolutionOptions,
	): Layer;
	/** A convolution that has weights of its own at every place. */
	local(
		input: Layer,
		name: string,
		outputs: number,
		kernel: number,
		options?: { readonly stride?: number },
	): Layer;
	/** A matrix applied to all values of an image, or of each of its regions. */
	dense(
		input: Layer,
		name: string,
		outputs: number,
		options?: { readonly activation?: "relu" | "none" },
	): Layer;
	maxPool(input: Layer, kernel: Sizes, options?: PoolOptions): Layer;
	averagePool(input: Layer, kernel: Sizes, options?: PoolOptions): Layer;
	/** The mean of each channel. */
	globalPool(input: Layer): Layer;
	/** Across the 5 channels around each. */
	normalise(input: Layer): Layer;
	/** The sum of a shortcut and a branch, rectified unless nothing follows. */
	add(
		a: Layer,
		b: Layer,
		options?: { readonly activation?: "relu" | "none" },
	): Layer;
	/** Every other pixel, and channels of zeros on both sides until there are as many as asked for. */
	subsample(input: Layer, name: string, channels: number): Layer;
	concat(...inputs: readonly Layer[]): Layer;
	flatten(input: Layer): Layer;
	/** Something of which only the shape of the output is known. */
	opaque(
		inputs: readonly Layer[],
		name: string,
		operator: string,
		shape: Shape,
	): Layer;
	network(name: string, output: Layer): Network;
}

export function buildNetwork(inputShape: Shape): NetworkBuilder {
	const nodes: NetworkNode[] = [];
	const shapes = new Map<string, Shape>([["data", inputShape]]);
	const append = (node: NetworkNode): Layer => {
		const inputs = node.inputs.map((input) => shapes.get(input)!);
		const shape = inferNodeShape(node, inputs);
		nodes.push(node);
		shapes.set(node.name, shape);
		return { name: node.name, shape };
	};
	/** The first name of its kind that is free. */
	const named = (stem: string): string => {
		let number = 1;
		while (shapes.has(`${stem}${number}`)) number++;
		return `${stem}${number}`;
	};
	const after = (layer: Layer, activation: "relu" | "none"): Layer =>
		activation === "none"
			? layer
			: append({
					kind: "activation",
					function: { kind: "relu" },
					name: `${layer.name}/relu`,
					inputs: [layer.name],
				});
	const windowOf = ({ stride = 1, pad = 0 }: WindowOptions, rank: number) => ({
		strides: along(stride, rank),
		pads: [...along(pad, rank), ...along(pad, rank)],
		dilations: along(1, rank),
	});
	const pool = (
		kind: "max-pool" | "average-pool",
		input: Layer,
		kernel: Sizes,
		options: PoolOptions,
	): Layer => {
		const rank = input.shape.length - 1;
		const window = {
			kernel: along(kernel, rank),
			rounding: options.rounding ?? ("up" as const),
			...windowOf(options, rank),
		};
		const place = { name: named("pool"), inputs: [input.name] };
		return append(
			kind === "max-pool"
				? { kind, ...place, ...window }
				: { kind, ...place, ...window, countIncludePad: true },
		);
	};
	const flatten = (input: Layer): Layer =>
		input.shape.length === 1
			? input
			: append({
					kind: "flatten",
					name: named("flatten"),
					inputs: [input.name],
				});
	const builder: NetworkBuilder = {
		input: { name: "data", shape: inputShape },
		convolution(input, name, outputs, kernel, options = {}) {
			const { groups = 1, activation = "relu", ...steps } = options;
			const [channels, ...spatial] = input.shape as [number];
			const rank = spatial.length;
			const shape = [outputs, channels / groups, ...along(kernel, rank)];
			const layer = append({
				kind: "convolution",
				name,
				inputs: [input.name],
				weights: unknownWeights(shape, name),
				bias: unknownWeights([outputs], name).data,
				groups,
				...windowOf(steps, rank),
			});
			return after(layer, activation);
		},
		local(input, name, outputs, kernel, { stride = 1 } = {}) {
			return after(
				appendLocal(append, input, name, outputs, kernel, stride),
				"relu",
			);
		},
		dense(input, name, outputs, { activation = "relu" } = {}) {
			const isRegions = input.shape.length === 2;
			const vectors = isRegions ? input : flatten(input);
			const inputs = vectors.shape.at(-1)!;
			const layer = append({
				kind: "dense",
				name,
				inputs: [vectors.name],
				weights: unknownWeights([outputs, inputs], name),
				bias: unknownWeights([outputs], name).data,
			});
			return after(layer, activation);
		},
		maxPool: (input, kernel, options = {}) =>
			pool("max-pool", input, kernel, options),
		averagePool: (input, kernel, options = {}) =>
			pool("average-pool", input, kernel, options),
		globalPool: (input) =>
			append({
				kind: "global-pool",
				function: "average",
				name: named("pool"),
				inputs: [input.name],
			}),
		normalise: (input) =>
			append({
				kind: "local-response-normalization",
				region: "across-channels",
				size: 5,
				alpha: 1e-4,
				beta: 0.75,
				bias: 1,
				name: named("norm"),
				inputs: [input.name],
			}),
		add(a, b, { activation = "relu" } = {}) {
			const sum = append({
				kind: "arithmetic",
				function: "add",
				name: named("add"),
				inputs: [a.name, b.name],
			});
			return after(sum, activation);
		},
		subsample(input, name, channels) {
			const [own, height, width] = input.shape as [number, number, number];
			const pixels = append({
				kind: "slice",
				name: `${name}/pixels`,
				inputs: [input.name],
				starts: [0, 0, 0],
				steps: [1, 2, 2],
				sizes: [own, Math.ceil(height / 2), Math.ceil(width / 2)],
			});
			const zeros = (channels - own) / 2;
			return append({
				kind: "pad",
				name,
				inputs: [pixels.name],
				pads: [zeros, 0, 0, zeros, 0, 0],
				mode: { kind: "constant", value: 0 },
			});
		},
		concat: (...inputs) =>
			append({
				kind: "concat",
				axis: 0,
				name: named("concat"),
				inputs: inputs.map(({ name }) => name),
			}),
		flatten,
		opaque: (inputs, name, operator, shape) =>
			append({
				kind: "opaque",
				name,
				operator,
				shape,
				inputs: inputs.map((input) => input.name),
			}),
		network: (name, output) => ({
			name,
			input: { name: "data", shape: inputShape },
			nodes,
			output: output.name,
			isWithoutWeights: true,
			...unmodelled(nodes),
		}),
	};
	return builder;
}

function unmodelled(
	nodes: readonly NetworkNode[],
): Pick<Network, "unsupported"> {
	const unsupported = nodes.flatMap((node) =>
		node.kind === "opaque"
			? [
					{
						name: node.name,
						operator: node.operator,
						reason: `${node.name}: only the shape of ${node.operator} is known`,
					},
				]
			: [],
	);
	return unsupported.length > 0 ? { unsupported } : {};
}

function along(sizes: Sizes, rank: number): readonly number[] {
	return typeof sizes === "number"
		? new Array<number>(rank).fill(sizes)
		: sizes;
}

/**
 * The patches of all places side by side, and a convolution with one group for each of them: no weight is shared. Its
 * outputs come place by place and are put back into a feature map.
 */
function appendLocal(
	append: (node: NetworkNode) => Layer,
	input: Layer,
	name: string,
	outputs: number,
	kernel: number,
	stride: number,
): Layer {
	const [channels, height, width] = input.shape as [number, number, number];
	const rows = Math.floor((height - kernel) / stride) + 1;
	const columns = Math.floor((width - kernel) / stride) + 1;
	const places = rows * columns;
	const patch = channels * kernel * kernel;
	const indices = new Int32Array(places * patch);
	for (let at = 0; at < indices.length; at++) {
		const place = Math.floor(at / patch);
		const c = Math.floor(at / (kernel * kernel)) % channels;
		const ky = Math.floor(at / kernel) % kernel;
		const y = Math.floor(place / columns) * stride + ky;
		const x = (place % columns) * stride + (at % kernel);
		indices[at] = (c * height + y) * width + x;
	}
	const vector = append({
		kind: "flatten",
		name: `${name}/flatten`,
		inputs: [input.name],
	});
	const patches = append({
		kind: "gather",
		name: `${name}/patches`,
		inputs: [vector.name],
		axis: 0,
		indices: { shape: [places * patch, 1, 1], data: indices },
	});
	const weights = [places * outputs, patch, 1, 1];
	const products = append({
		kind: "convolution",
		name,
		inputs: [patches.name],
		weights: unknownWeights(weights, name),
		bias: unknownWeights([places * outputs], name).data,
		groups: places,
		strides: [1, 1],
		pads: [0, 0, 0, 0],
		dilations: [1, 1],
	});
	const byPlace = append({
		kind: "reshape",
		name: `${name}/by-place`,
		inputs: [products.name],
		shape: [rows, columns, outputs],
	});
	return append({
		kind: "transpose",
		name: `${name}/map`,
		inputs: [byPlace.name],
		permutation: [2, 0, 1],
	});
}
