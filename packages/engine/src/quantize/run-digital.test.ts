import fc from "fast-check";
import { expect, test } from "vitest";
import { codeOf } from "../base/code-rule.js";
import { makeCodes } from "../base/codes.js";
import { sizeOf } from "../base/tensor.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { inferNodeShape } from "../network/infer-shapes.js";
import type { LayoutNode } from "../network/nodes/layout.js";
import { runNode } from "../network/run-node.js";
import { codeRange } from "../network/tensor-codes.js";
import { runDigital } from "./run-digital.js";
import { Workspace } from "./run-matrix-layer.js";
import { codeRule } from "./tensor-code-rule.js";

const BATCH = 3;
const SHAPE = [2, 3, 4];
const named = { name: "moved", inputs: ["x"] };

const anyLayout: fc.Arbitrary<LayoutNode> = fc.oneof(
	fc.constant({
		...named,
		kind: "slice" as const,
		starts: [0, 2, 1],
		steps: [1, -1, 2],
		sizes: [2, 3, 2],
	}),
	fc.constant({
		...named,
		kind: "transpose" as const,
		permutation: [2, 0, 1],
	}),
	fc.double({ min: -30, max: 30, noNaN: true }).map((value) => ({
		...named,
		kind: "pad" as const,
		pads: [0, 1, 0, 1, 0, 2],
		mode: { kind: "constant" as const, value },
	})),
);

test("values that are only moved have the codes that they have by way of real values", () => {
	fc.assert(
		fc.property(
			anyLayout,
			fc.double({ min: 1e-3, max: 10, noNaN: true }),
			fc.double({ min: 1, max: 2, noNaN: true }),
			fc.integer({ min: 0, max: 255 }),
			fc.infiniteStream(fc.nat(255)),
			(node, scale, wider, zeroPoint, anyCodes) => {
				const shape = inferNodeShape(node, [SHAPE]);
				const codes = { scale, zeroPoint, bits: 8, signed: false };
				const input = { ...codes, name: "x", shape: SHAPE };
				const given = makeCodes(false, BATCH * sizeOf(SHAPE)).map(
					() => anyCodes.next().value,
				);
				const reals = Float64Array.from(
					given,
					(code) => scale * (code - zeroPoint),
				);
				const moved = runNode(
					node,
					[{ batch: BATCH, shape: SHAPE, data: reals }],
					shape,
					referenceGemm,
				).data;
				for (const outputScale of [scale, scale * wider]) {
					const output = { ...codes, scale: outputScale, name: "moved", shape };
					const found = runDigital(
						{
							kind: "digital",
							name: "moved",
							node,
							operands: [{ kind: "tensor", tensor: input }],
							activation: "none",
							precision: "float64",
							output,
						},
						() => given,
						BATCH,
						new Workspace(),
					);
					const rule = codeRule(output);
					expect([...found]).toEqual([...moved].map((x) => codeOf(x, rule)));
					expect(Math.max(...found)).toBeLessThanOrEqual(codeRange(output)[1]);
				}
			},
		),
		{ numRuns: 50 },
	);
});
