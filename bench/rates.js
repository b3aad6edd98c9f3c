// What the benches measure, print and keep: rates per CPU-second of this process, since the machine is shared.
import {
	appendFileSync,
	existsSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { cpus, loadavg } from "node:os";

const RESULTS = new URL("results/crossbars.csv", import.meta.url);
const HEADER =
	"date,machine,node,case,kernel,zero bytes,G cell reads/s,GMAC/s,least,greatest,images/s,load before,load after";
const date = new Date().toISOString().slice(0, 16);

/** CPU-seconds that some work takes. */
export function cpuSeconds(work) {
	const start = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1e6;
}

export const load = () => loadavg()[0];

export function median(values) {
	return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/**
 * Prints the rates of the kernels of one case and appends them to the results.
 *
 * @param kernels name and CPU-seconds of one unit of work, several times
 * @param work of one unit: `macs`, `cellReads` (none where nothing is read), `images` (none where it is no image)
 */
export function report(name, zeroBytes, kernels, work, loadBefore) {
	const loads = [loadBefore, load()];
	console.log(
		`${name} | ${percent(zeroBytes)} zero bytes | load ${loads.map((l) => l.toFixed(1)).join(" … ")}`,
	);
	if (!existsSync(RESULTS)) writeFileSync(RESULTS, `${HEADER}\n`);
	for (const { name: kernel, seconds } of kernels) {
		const sorted = seconds.toSorted((a, b) => a - b);
		const median = sorted[sorted.length >> 1];
		const rate = (count, of = median) =>
			count === undefined ? undefined : (count / of).toPrecision(4);
		const isRead = kernel !== "float" && kernel !== "integer";
		const figures = {
			reads: isRead ? rate(work.cellReads / 1e9) : undefined,
			macs: rate(work.macs / 1e9),
			least: rate(work.macs / 1e9, sorted.at(-1)),
			greatest: rate(work.macs / 1e9, sorted[0]),
			images: rate(work.images),
		};
		console.log(
			`  ${kernel.padEnd(10)}${column(figures.reads, "G cell reads/s")}${column(figures.macs, "GMAC/s")} (${figures.least} … ${figures.greatest})${column(figures.images, "images/s")}`,
		);
		const line = [
			date,
			machine(),
			process.version,
			name.replaceAll(",", ";"),
			kernel,
			isRead ? zeroBytes.toFixed(3) : "",
			figures.reads ?? "",
			figures.macs,
			figures.least,
			figures.greatest,
			figures.images ?? "",
			...loads.map((l) => l.toFixed(2)),
		];
		appendFileSync(RESULTS, `${line.join(",")}\n`);
	}
}

const column = (figure, unit) =>
	figure === undefined ? "" : `  ${figure.padStart(9)} ${unit}`;

const percent = (share) => `${(100 * share).toFixed(0)} %`;

/** Model, and on Linux family and second-level cache, which the model does not tell. */
function machine() {
	const model = cpus()[0].model.trim().replaceAll(",", " ");
	if (!existsSync("/proc/cpuinfo")) return model;
	const info = readFileSync("/proc/cpuinfo", "utf8");
	const field = (name) => info.match(new RegExp(`^${name}\\s*:\\s*(.+)$`, "m"));
	const [, family] = field("cpu family") ?? [];
	const [, cache] = field("cache size") ?? [];
	return `${model} family ${family} cache ${cache}`;
}
