import type { Shape } from "../../../nodes/node.js";
import {
	integerField,
	integerFields,
	type ProtoMessage,
} from "../../protobuf/proto-message.js";
import type { CaffeCall, CaffeValue } from "../caffe-layer-type.js";

/** A feature map of the network: channels first, then one to three spatial axes. */
export function featureMapOf(call: CaffeCall, value: CaffeValue): Shape {
	if (value.first === "regions")
		call.fail(`${call.type} of regions is not supported`);
	const rank = value.shape.length - 1;
	if (rank < 1 || rank > 3)
		call.fail(
			`${call.type} needs 1 to 3 spatial axes, found shape [${call.caffeShape(value)}]`,
		);
	return value.shape;
}

/**
 * One value for each spatial axis: given once for all, once for each, or as height and width.
 *
 * @param names of the field, and of those for height and width
 */
export function alongAxes(
	call: CaffeCall,
	param: ProtoMessage,
	[name, height, width]: readonly [string, string, string],
	rank: number,
	fallback?: number,
): readonly number[] {
	const values = integerFields(param, name);
	const [h, w] = [integerField(param, height), integerField(param, width)];
	if (h !== undefined || w !== undefined) {
		if (values.length > 0 || rank !== 2)
			call.fail(
				`${height} and ${width} need 2 spatial axes and no ${name}, found ${rank} axes`,
			);
		const [first, second] = [h ?? fallback, w ?? fallback];
		if (first === undefined || second === undefined)
			return call.fail(`${height} and ${width} go together`);
		return [first, second];
	}
	if (values.length === rank) return values;
	const [value = fallback, ...others] = values;
	if (value === undefined || others.length > 0)
		call.fail(`${name}: found ${values.length} values, expected 1 or ${rank}`);
	return new Array<number>(rank).fill(value);
}

/** The same padding before and after each axis. */
export function bothEnds(pads: readonly number[]): readonly number[] {
	return [...pads, ...pads];
}
