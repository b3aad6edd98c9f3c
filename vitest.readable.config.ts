import { defineConfig } from "vitest/config";

const tests = "{test,oracle,golden}.ts";

/**
 * The engine's suite by its readable kernels alone: npm run test:readable. Networks of the literature in float
 * and wires have readable kernels of their own beside them, and would take hours.
 */
export default defineConfig({
	test: {
		testTimeout: 600_000,
		hookTimeout: 600_000,
		setupFiles: ["vitest.setup.ts", "vitest.readable.ts"],
		include: [
			`packages/engine/src/{activity,encode,evaluate,explore,map,quantize}/**/*.${tests}`,
			`packages/engine/src/simulate/*.${tests}`,
		],
		exclude: ["packages/engine/src/**/*models.oracle.ts"],
		env: { MHO_KERNEL: "reference" },
	},
});
