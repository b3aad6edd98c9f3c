import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { type BUDGETS, found, hold, kilobytes, say } from "./findings.js";
import { run } from "./run.js";
import { project, REPOSITORY } from "./workplace.js";

/** A strict TypeScript program sees the types, as Node and as bundlers resolve them, its own libraries checked. */
export function checkTypes(): void {
	writeFileSync(
		join(project, "types.ts"),
		`import { cost, importOnnx, optimize, preset, simulate, splitData } from "mho";
import { openData, openNetwork } from "mho/node";
const network = importOnnx(new Uint8Array());
const joules: number = cost(network, preset("isaac")).cost.energyPerImage;
const data = splitData({ shape: [2, 1], data: new Float32Array(2) }, [0, 1]);
const accuracy: number = (await simulate(openNetwork("lenet5"), preset("isaac"), openData({ data: "mnist" }))).accuracy.simulated;
const tuned = (await optimize(network, preset("isaac"), data)).tuned.design.name;
// @ts-expect-error a design is not a name
cost(network, "isaac");
export { accuracy, joules, tuned };
`,
	);
	const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
	for (const [module, resolution] of [
		["nodenext", "nodenext"],
		["esnext", "bundler"],
	] as const)
		try {
			run(
				process.execPath,
				[
					tsc,
					"--ignoreConfig",
					"--noEmit",
					"--strict",
					"--target",
					"es2023",
					"--lib",
					"es2023,dom",
					"--module",
					module,
					"--moduleResolution",
					resolution,
					"types.ts",
				],
				project,
			);
			say("types", `clean with moduleResolution ${resolution}`);
		} catch (error) {
			found.push(
				`types (${resolution}): ${(error as { stdout: string }).stdout}`,
			);
		}
}

/** A page can have it, and what a page does not use is left out. */
export async function checkBundle(
	name: keyof typeof BUDGETS,
	source: string,
): Promise<void> {
	const input = join(project, "bundle.js");
	writeFileSync(input, source);
	const bundle = await rolldown({
		input,
		platform: "browser",
		logLevel: "silent",
	});
	const { output } = await bundle.generate({ format: "esm", minify: true });
	await bundle.close();
	const [{ code, imports }] = output;
	for (const module of imports) found.push(`${name}: imports ${module}`);
	say(name, `${kilobytes(Buffer.byteLength(code))} minified`);
	hold(name, Buffer.byteLength(code));
}
