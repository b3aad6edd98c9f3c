import { remembered } from "../base/remembered.js";
import type { Design } from "../design/design.js";
import type { LayerShape } from "../network/layer-shape.js";
import type { LayerPlan } from "./layer-plan.js";
import { planLayer } from "./plan-layer.js";

/**
 * Plans of all layers of a network. Layers of the same matrix products are planned once and share the parts of their
 * plans, the list of cycles too, unless the design says something of one of them by name.
 *
 * @param shapes the same list for the same network, since what is alike is remembered of it
 * @throws InputError as `planLayer`
 */
export function planLayers(
	shapes: readonly LayerShape[],
	design: Design,
): readonly LayerPlan[] {
	const alike = alikeShapes(shapes);
	const isNamed = (l: number) => Object.hasOwn(design.layers, shapes[l]!.layer);
	const plans: LayerPlan[] = [];
	for (const [l, shape] of shapes.entries()) {
		const first = alike[l]!;
		plans.push(
			first === l || isNamed(l) || isNamed(first)
				? planLayer(shape, design)
				: { ...plans[first]!, shape },
		);
	}
	return plans;
}

/** Of each layer, the first one of the same matrix products. */
function alikeShapes(shapes: readonly LayerShape[]): readonly number[] {
	return knownAlike(shapes, "", () => {
		const first = new Map<string, number>();
		return shapes.map((shape, l) => {
			const key = JSON.stringify(matrixProducts(shape));
			const known = first.get(key) ?? l;
			first.set(key, known);
			return known;
		});
	});
}

const knownAlike = remembered<readonly LayerShape[], readonly number[]>();

/** Name, where values come from, and the digital work behind: all other fields, new ones too, are of the matrix products. */
const BESIDE_PRODUCTS: readonly string[] = [
	"layer",
	"inputs",
	"inputValues",
	"windowValues",
	"leadPositions",
	"activations",
	"poolOutputs",
	"joinedValues",
] satisfies readonly (keyof LayerShape)[];

function matrixProducts(shape: LayerShape): object {
	return Object.fromEntries(
		Object.entries(shape).filter(([field]) => !BESIDE_PRODUCTS.includes(field)),
	);
}
