import type { Shape } from "../../nodes/node.js";
import type { OnnxConstant } from "./operator.js";
import type { ReadExternal } from "./tensor-values.js";

export interface ImportOnnxOptions {
	/** Reads weights that are stored in other files; without it they are refused. */
	readonly readExternal?: ReadExternal;
	/** Values of graph inputs that are not the image. */
	readonly constants?: ReadonlyMap<string, OnnxConstant>;
	/**
	 * `first-axis` (default): the first axis of the input counts images, may be open, and is not part of the
	 * network's shapes. `none`: the input as a whole is one image.
	 */
	readonly batch?: "first-axis" | "none";
	/**
	 * `required` (default), or `optional`: graph inputs after the first are taken for weights that the file does not
	 * hold. Such a network has shapes and a cost but cannot run.
	 */
	readonly weights?: "required" | "optional";
	/** Which output of the file is the network's, where it has several, or any other tensor of it. */
	readonly output?: string;
	/** Shape of one image, where the file leaves it open. */
	readonly inputShape?: Shape;
	/**
	 * `refuse` (default): a node that is not supported is an error. `list`: it is listed, and left out with all that
	 * depends on it, or replaced by its shape where the file says that; outputs are kept as far as they are made. Such
	 * a network has shapes and a cost but cannot run.
	 */
	readonly unsupported?: "refuse" | "list";
}
