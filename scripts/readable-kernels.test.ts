import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const repository = fileURLToPath(new URL("..", import.meta.url));

test("the suite with readable kernels alone replaces every WebAssembly kernel", () => {
	const kernels = "packages/engine/src/kernels";
	const ours = readdirSync(`${repository}${kernels}`).filter((name) =>
		existsSync(`${repository}${kernels}/${name}/wasm.ts`),
	);
	const setup = readFileSync(`${repository}vitest.readable.ts`, "utf8");
	const replaced = [...setup.matchAll(/import\("\.\/(.*)\/wasm\.js"\)/g)];
	expect(replaced.map(([, folder]) => folder).toSorted()).toEqual(
		ours.map((name) => `${kernels}/${name}`).toSorted(),
	);
});
