import { sizeOf, type Tensor } from "../../base/tensor.js";
import { checkSize, type NodeBase, type Shape } from "./node.js";

/** A stored tensor, the same for every image. */
export interface ConstantNode extends NodeBase {
	readonly kind: "constant";
	readonly value: Tensor;
}

export function constantShape({ name, value }: ConstantNode): Shape {
	checkSize(name, "values", value.data.length, sizeOf(value.shape));
	return value.shape;
}
