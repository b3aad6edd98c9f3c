import { sizeOf } from "../../../../base/tensor.js";
import { choiceField, numberFields } from "../../protobuf/proto-message.js";
import type {
	CaffeCall,
	CaffeLayerType,
	CaffeValue,
} from "../caffe-layer-type.js";
import { byNumber } from "./functions.js";

const FUNCTIONS = { SUM: "add", PROD: "mul", MAX: "max" } as const;

export const eltwise: CaffeLayerType = {
	type: "Eltwise",
	summary: "`SUM` with `coeff`, `PROD`, `MAX`",
	convert(call) {
		const param = call.param("eltwise_param");
		const operation =
			choiceField(param, "operation", ["SUM", "PROD", "MAX"]) ?? "SUM";
		const coefficients = numberFields(param, "coeff");
		if (
			coefficients.length > 0 &&
			(operation !== "SUM" || coefficients.length !== call.bottomCount)
		)
			call.fail(
				`coeff: found ${coefficients.length} values, expected one for each of ${call.bottomCount} bottoms of a SUM`,
			);
		const inputs = sameShapes(call).map((input, i) => {
			const coefficient = coefficients[i] ?? 1;
			return coefficient === 1
				? input
				: byNumber(call, "mul", input, coefficient, `coeff_${i}`);
		});
		const last = inputs.length - 2;
		const [first, ...others] = inputs as [CaffeValue, ...CaffeValue[]];
		return others.reduce(
			(result, value, i) =>
				call.add(
					{ kind: "arithmetic", function: FUNCTIONS[operation] },
					[result, value],
					i === last ? undefined : String(i),
				),
			first,
		);
	},
};

/** `a · x + y` with one factor for each channel: the layer of squeeze-and-excitation networks. */
export const axpy: CaffeLayerType = {
	type: "Axpy",
	summary: "of a factor for each channel and two feature maps (SENet)",
	convert(call) {
		const [factors, x, y] = [call.input(0), call.input(1), call.input(2)];
		const [channels, ...spatial] = x.shape;
		if (
			sizeOf(factors.shape) !== channels ||
			String(x.shape) !== String(y.shape)
		)
			call.fail(
				`Axpy of [${factors.shape}], [${x.shape}] and [${y.shape}], which do not fit`,
			);
		const shape = [channels!, ...spatial.map(() => 1)];
		const aligned =
			String(shape) === String(factors.shape)
				? factors
				: call.add({ kind: "reshape", shape }, [factors], "factors");
		const product = call.add(
			{ kind: "arithmetic", function: "mul" },
			[x, aligned],
			"product",
		);
		return call.add({ kind: "arithmetic", function: "add" }, [product, y]);
	},
};

/** Unlike arithmetic of ONNX nothing is repeated. */
function sameShapes(call: CaffeCall): readonly CaffeValue[] {
	const inputs = call.inputs();
	const [first] = inputs;
	if (!first || inputs.length < 2) call.fail("Eltwise needs 2 bottoms or more");
	const odd = inputs.find(
		(input) => String(input.shape) !== String(first!.shape),
	);
	if (odd)
		call.fail(
			`Eltwise of [${first!.shape}] and [${odd.shape}], which do not fit`,
		);
	return inputs;
}
