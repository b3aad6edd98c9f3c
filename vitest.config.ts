import { defineConfig } from "vitest/config";

const tests = "{test,oracle,golden}.ts";

export default defineConfig({
	test: {
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// Left alone, Vitest keeps one core for itself, which on two cores is half of them.
		maxWorkers: "100%",
		setupFiles: ["vitest.setup.ts"],
		projects: [
			{
				extends: true,
				test: {
					name: "all, fast kernel",
					include: [`packages/*/src/**/*.${tests}`, "scripts/*.test.ts"],
					env: { MHO_KERNEL: "wasm" },
				},
			},
			{
				extends: true,
				test: {
					name: "simulation, readable kernel",
					include: [`packages/engine/src/simulate/*.${tests}`],
					env: { MHO_KERNEL: "reference" },
				},
			},
		],
	},
});
