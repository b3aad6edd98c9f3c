import type { Design } from "../design/design.js";
import { partialProductsOf } from "../design/layer-overrides.js";
import type { CrossbarLayer } from "../kernels/crossbar-mvm/contract.js";
import { staticPart } from "../map/partial-product-policy/resolve-partial-products.js";
import type {
	QuantizedMatrixLayer,
	QuantizedNetwork,
} from "../quantize/quantized-network.js";
import type { ProgrammedLayer } from "./program-layer.js";
import type { ColumnSums } from "./sample-column-sums.js";

/** Whether a layer adds the mean of its skipped partial products to its bias. */
export function foldsMeans(design: Design, layer: string): boolean {
	const policy = staticPart(partialProductsOf(design, layer));
	return policy.kind === "threshold" && policy.skipped === "mean-in-bias";
}

/**
 * The network with biases that hold the mean of what its crossbars skip, rounded to integers. It takes no
 * hardware: a bias is added anyway.
 *
 * @param sums of calibration images, by layer
 */
export function foldSkippedMeans(
	network: QuantizedNetwork,
	layers: ReadonlyMap<string, ProgrammedLayer>,
	design: Design,
	sums: ReadonlyMap<string, ColumnSums>,
): QuantizedNetwork {
	const nodes = network.nodes.map((node) =>
		node.kind === "matrix" && foldsMeans(design, node.name)
			? foldLayer(node, layers.get(node.name)!, sums.get(node.name)!)
			: node,
	);
	return { ...network, nodes };
}

function foldLayer(
	layer: QuantizedMatrixLayer,
	{ groups, mapping }: ProgrammedLayer,
	{ meanDigits }: ColumnSums,
): QuantizedMatrixLayer {
	const bias = layer.bias.slice();
	groups.forEach((passes, group) => {
		const means = meanDigits[group]!;
		const skipped = meanProduct(layer, group, mapping.inputPlanes, means);
		for (const crossbars of passes)
			subtractRunning(skipped, crossbars, layer.rows, means);
		skipped.forEach((mean, k) => {
			bias[group * layer.outputs + k]! += Math.round(mean);
		});
	});
	return { ...layer, bias };
}

/** Mean of the whole product of each output. */
function meanProduct(
	{ rows, outputs, weights }: QuantizedMatrixLayer,
	group: number,
	inputPlanes: readonly { readonly significance: number }[],
	means: Float64Array,
): Float64Array {
	const products = new Float64Array(outputs);
	for (let r = 0; r < rows; r++) {
		const input = inputPlanes.reduce(
			(sum, { significance }, i) => sum + significance * means[i * rows + r]!,
			0,
		);
		for (let k = 0; k < outputs; k++)
			products[k]! += input * weights[(group * rows + r) * outputs + k]!;
	}
	return products;
}

/** Takes off the means of the partial products that run, corrections included. */
function subtractRunning(
	products: Float64Array,
	{ segments, plan }: CrossbarLayer,
	rowsOfLayer: number,
	means: Float64Array,
): void {
	let start = 0;
	for (const segment of segments) {
		const { rows, outputs, slices, positive, negative, sign } = segment;
		const unit = 2 ** -segment.fractionBits;
		for (let i = 0; i < plan.inputPlanes; i++) {
			for (let r = 0; r < rows; r++) {
				const digit = means[i * rowsOfLayer + start + r]!;
				if (digit === 0) continue;
				for (let j = 0; j < slices; j++) {
					const product = i * slices + j;
					if (plan.executed[product] === 0) continue;
					const worth = digit * unit * plan.significance[product]!;
					for (let k = 0; k < outputs; k++) {
						const cell = (r * slices + j) * outputs + k;
						const level = positive[cell]! - (negative?.[cell] ?? 0);
						products[k]! -= worth * sign[j * outputs + k]! * level;
					}
				}
				for (let k = 0; segment.inputSumWorth && k < outputs; k++)
					products[k]! -= digit * segment.inputSumWorth[i * outputs + k]!;
			}
		}
		start += rows;
	}
}
