import { InputError } from "../../base/input-error.js";
import { isPositive, type NodeBase, type Shape } from "./node.js";

/** Something of which only the shape of its output is known: what follows has a cost, but it cannot run. */
export interface OpaqueNode extends NodeBase {
	readonly kind: "opaque";
	/** What it is, in the words of where it came from. */
	readonly operator: string;
	readonly shape: Shape;
}

export function opaqueShape({ name, operator, shape }: OpaqueNode): Shape {
	if (!shape.every(isPositive))
		throw new InputError(
			`${name}: output [${shape}] of ${operator} needs positive sizes`,
		);
	return shape;
}

export function runOpaque({ name, operator }: OpaqueNode): never {
	throw new InputError(
		`${name}: only the shape of ${operator} is known, so the network has a cost but cannot run`,
	);
}
