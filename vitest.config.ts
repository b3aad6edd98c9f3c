import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["packages/*/src/**/*.{test,oracle}.ts", "scripts/*.test.ts"],
		testTimeout: 60_000,
	},
});
