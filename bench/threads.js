// How much sooner two threads are done than one, on a machine that others use too (Linux only):
//   node bench/threads.js [turns] run lenet5 -d design.yaml -n 10000
// Threads in turn. Wall time is of the machine as it is. The critical path is what remains where nobody else computes:
// the CPU time of the main thread, which takes half of the images, or half of that of all threads where that is more:
// compilers and garbage collectors run beside one thread on the other core, beside two threads on none.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load, median } from "./rates.js";

const MHO = fileURLToPath(
	new URL("../packages/cli/bin/mho.js", import.meta.url),
);
const POLL_MILLISECONDS = 25;

const [turns, ...args] = process.argv.slice(2);
const critical = { 1: [], 2: [] };
const wall = { 1: [], 2: [] };
for (let turn = 0; turn < Number(turns); turn++) {
	for (const threads of [1, 2]) {
		const run = await runOnce(threads);
		critical[threads].push(run.critical);
		wall[threads].push(run.wall);
	}
}
report("wall time", wall);
report("critical path", critical);

function runOnce(threads) {
	const started = performance.now();
	const child = spawn(
		process.execPath,
		[MHO, ...args, "--threads", `${threads}`],
		{ stdio: "ignore" },
	);
	const seconds = new Map();
	const poll = setInterval(
		() => noteThreads(child.pid, seconds),
		POLL_MILLISECONDS,
	);
	return new Promise((resolve, reject) => {
		child.on("exit", (code) => {
			clearInterval(poll);
			if (code !== 0) reject(new Error(`mho ended with ${code}`));
			const main = seconds.get(`${child.pid}`);
			const all = [...seconds.values()].reduce((sum, own) => sum + own, 0);
			resolve({
				critical: Math.max(main, all / 2),
				wall: (performance.now() - started) / 1e3,
			});
		});
	});
}

/** CPU seconds of each thread of a process so far, by its number. */
function noteThreads(pid, seconds) {
	try {
		const folder = `/proc/${pid}/task`;
		for (const thread of readdirSync(folder)) {
			const text = readFileSync(`${folder}/${thread}/schedstat`, "utf8");
			seconds.set(thread, Number(text.split(" ")[0]) / 1e9);
		}
	} catch {
		// The process has just come to its end.
	}
}

function report(name, { 1: one, 2: two }) {
	const [a, b] = [median(one), median(two)];
	console.log(
		`${name}: 1 thread ${a.toFixed(2)} s, 2 threads ${b.toFixed(2)} s, ratio ${(a / b).toFixed(2)}, load ${load().toFixed(1)}`,
	);
}
