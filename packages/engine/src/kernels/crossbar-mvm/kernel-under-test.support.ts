import { afterAll, expect } from "vitest";
import type { CrossbarMvmKernel } from "./contract.js";
import { createReferenceCrossbarMvm } from "./reference.js";
import { createWasmCrossbarMvm } from "./wasm.js";

const reference = createReferenceCrossbarMvm();

/** The kernel that this run of the suite is about: vitest runs it once for each. */
const kernelUnderTest: CrossbarMvmKernel =
	process.env.MHO_KERNEL === "reference" ? reference : createWasmCrossbarMvm();

/** That kernel, and the readable one for what it refuses. */
export const kernelsUnderTest: readonly CrossbarMvmKernel[] = [
	...new Set([kernelUnderTest, reference]),
];

/** Fails a test file in which the kernel under test has not read most of the crossbars. */
export function expectKernelToRun(): void {
	afterAll(() => {
		const others = reference === kernelUnderTest ? 0 : reference.calls;
		expect(
			kernelUnderTest.calls,
			`batches read by kernel ${kernelUnderTest.name}`,
		).toBeGreaterThan(others);
	});
}
